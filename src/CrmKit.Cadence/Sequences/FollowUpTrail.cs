using NodaTime.Text;

namespace CrmKit.Cadence;

/// <summary>What the history holds of a sequence: when it began, which step left last and when, and when the person was heard of since.</summary>
internal sealed class FollowUpTrail
{
    private FollowUpTrail(LocalDate start) => Start = start;

    /// <summary>The business's day on which the lead came in.</summary>
    public LocalDate Start { get; }

    /// <summary>Number of the last step that left, 0 before the first.</summary>
    public int Sent => Steps.Count == 0 ? 0 : Steps.Max(step => step.Number);

    /// <summary>The steps that left, in order of time.</summary>
    public List<(int Number, Touch Touch)> Steps { get; private init; } = [];

    /// <summary>The business's day on which the last step left; <c>null</c> before the first.</summary>
    public LocalDate? LastSent { get; private init; }

    /// <summary>The business's day of the first answer; <c>null</c> without one.</summary>
    public LocalDate? Answered { get; private init; }

    /// <summary>Looks a sequence up in a person's history.</summary>
    /// <returns>The trail; <c>null</c> where no lead has come in.</returns>
    public static FollowUpTrail? Of(CustomerSnapshot customer, FollowUpSequenceOptions options)
    {
        var marks = Marks(customer.History, options);
        if (StartOf(customer, options, marks) is not { } start)
        {
            return null;
        }

        var steps = marks.Where(mark => mark.Start == start).Select(mark => (mark.Number, mark.Touch)).ToList();
        var answer = customer.History.Events.FirstOrDefault(happened => Signs.IsInWords(happened) && IsAnswer(happened, start, steps, options.BusinessZone));
        return new FollowUpTrail(start)
        {
            Steps = steps,
            LastSent = steps.Count == 0 ? null : DayOf(steps[^1].Touch, options.BusinessZone),
            Answered = answer is null ? null : DayOf(answer, options.BusinessZone),
        };
    }

    /// <summary>The occurrence that names a step.</summary>
    public static string Occurrence(FollowUpSequenceOptions options, LocalDate start, int step) =>
        string.Create(CultureInfo.InvariantCulture, $"{options.Name.Code}:{LocalDatePattern.Iso.Format(start)}:{step}");

    // What a lead says on its first day, before anything left, is how it came in and no answer.
    private static bool IsAnswer(TimelineEvent happened, LocalDate start, List<(int Number, Touch Touch)> steps, DateTimeZone zone) =>
        DayOf(happened, zone) > start
        || (steps.Count > 0 && DayOf(happened, zone) == start && happened.OccurredAt > steps[0].Touch.OccurredAt);

    // What was begun goes on under its own day, though an older event be found later on; a field is another matter, since somebody chose it.
    private static LocalDate? StartOf(CustomerSnapshot customer, FollowUpSequenceOptions options, List<(LocalDate Start, int Number, Touch Touch)> marks)
    {
        if (options.StartField is { } field)
        {
            return customer.Customer.Fields[field]?.AsDate();
        }

        if (marks.Count > 0)
        {
            return marks[0].Start;
        }

        var lead = customer.History.Events.FirstOrDefault(happened => happened is Reply or Feedback or Engagement { Kind: not EngagementKind.Opened });
        return lead is null ? null : DayOf(lead, options.BusinessZone);
    }

    private static List<(LocalDate Start, int Number, Touch Touch)> Marks(RelationshipHistory history, FollowUpSequenceOptions options)
    {
        var prefix = options.Name.Code + ":";
        var marks = new List<(LocalDate Start, int Number, Touch Touch)>();
        foreach (var touch in history.Events.OfType<Touch>())
        {
            var occurrence = touch.Touched.Occurrence;
            if (!occurrence.StartsWith(prefix, StringComparison.Ordinal) || !options.Steps.Any(step => string.Equals(step.Reason, touch.Touched.Reason, StringComparison.Ordinal)))
            {
                continue;
            }

            var parts = occurrence[prefix.Length..].Split(':');
            if (parts.Length == 2
                && LocalDatePattern.Iso.Parse(parts[0]).TryGetValue(default, out var start)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number > 0)
            {
                marks.Add((start, number, touch));
            }
        }

        return marks;
    }

    private static LocalDate DayOf(TimelineEvent happened, DateTimeZone zone) => happened.OccurredAt.InZone(zone).Date;
}
