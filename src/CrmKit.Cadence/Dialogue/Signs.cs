namespace CrmKit.Cadence;

/// <summary>Which events are signs of which side.</summary>
internal static class Signs
{
    /// <summary>Whether the person is heard of, as <see cref="RelationshipSummary.LastInbound"/> counts it. An opened message is no sign: mail programs open on their own.</summary>
    public static bool IsInbound(TimelineEvent item) => item is Reply or Feedback or Complaint or Purchase or Engagement { Kind: not EngagementKind.Opened };

    /// <summary>Whether the person says something in words.</summary>
    public static bool IsInWords(TimelineEvent item) => item is Reply or Feedback or Complaint;

    /// <summary>Whether the business contacts the person, as <see cref="RelationshipSummary.LastTouch"/> counts it.</summary>
    public static bool IsContact(TimelineEvent item) => item is Touch touch && TouchClassRules.CountsAsContact(touch.Class, touch.Kind);

    /// <summary>Whether it is a contact that an answer could come to: an order confirmation or a recall asks for none.</summary>
    public static bool AsksForAnswer(TimelineEvent item) => item is Touch { Class: TouchClass.Promotional or TouchClass.Relationship };

    /// <summary>Where an answer lies on its scale, 0 at the lowest and 1 at the highest end.</summary>
    public static double Share(Feedback feedback)
    {
        var (lowest, highest) = Feedback.ScaleOf(feedback.Metric);
        return (double)(feedback.Score - lowest) / (highest - lowest);
    }

    /// <summary>The first event at or after an instant, by its place in the order; the length where there is none.</summary>
    public static int FirstAt(ImmutableArray<TimelineEvent> events, Instant from) => First(events, from, orAt: true);

    /// <summary>The first event after an instant, by its place in the order; the length where there is none.</summary>
    public static int FirstAfter(ImmutableArray<TimelineEvent> events, Instant at) => First(events, at, orAt: false);

    private static int First(ImmutableArray<TimelineEvent> events, Instant from, bool orAt)
    {
        var (low, high) = (0, events.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var order = events[middle].OccurredAt.CompareTo(from);
            (low, high) = order > 0 || (order == 0 && orAt) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
