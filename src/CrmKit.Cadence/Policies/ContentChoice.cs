namespace CrmKit.Cadence;

/// <summary>What is said at a due day: what the person may hear by what it owns, each content in its turn.</summary>
internal static class ContentChoice
{
    /// <param name="profile">The profile.</param>
    /// <param name="band">The band of the person on the due day.</param>
    /// <param name="history">What happened.</param>
    /// <param name="due">The due day. What it owns then decides, so that the whole window has one content.</param>
    /// <param name="turn">Contacts by the profile since the last purchase, and due days gone by since the last contact.</param>
    public static BandContent Of(BusinessProfile profile, RecencyBand band, RelationshipHistory history, LocalDate due, int turn)
    {
        // One content at least may always be said, as the profile's check demands.
        ImmutableArray<BandContent> open = [.. band.Contents.Where(content => MayBeSaid(profile, content, history, due))];
        return open[turn % open.Length];
    }

    /// <summary>How many contacts by the profile were made since the last purchase.</summary>
    public static int Made(RelationshipHistory history, LocalDate? lastPurchase) => history.Events.OfType<Touch>()
        .Count(touch => string.Equals(touch.Touched.Reason, ProfileReasons.Due, StringComparison.Ordinal) && !(history.DayOf(touch) < lastPurchase));

    private static bool MayBeSaid(BusinessProfile profile, BandContent content, RelationshipHistory history, LocalDate due) =>
        !(content.Topic is { } topic && profile.Items.FirstOrDefault(item => item.Item == topic) is { } sold && Rests(sold, history, due))
        && (content.Condition is not { } condition || condition.Holds(history.OwnedSince(condition.Item), due));

    // What came back rests too: who has just returned a boat is offered none.
    private static bool Rests(ProfileItem sold, RelationshipHistory history, LocalDate due) =>
        history.Events.OfType<Purchase>().Any(purchase => purchase.Items.Contains(sold.Item) && Period.DaysBetween(purchase.Day, due) < sold.RestDays);
}
