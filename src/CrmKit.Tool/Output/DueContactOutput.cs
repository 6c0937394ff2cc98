using CrmKit.Desk;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>One thing that could be said today.</summary>
internal sealed record DueContactOutput(
    string Customer, string Reason, string Occurrence, string Class, string Kind, string? Topic, string? Channel, long Value, bool Owed, bool Planned, string Until, ReasonOutput Why, string Gate, ReasonOutput? Closed)
{
    public static DueContactOutput From(DueContact due)
    {
        var candidate = due.Candidate;
        return new(
            due.Customer.Id.Value,
            candidate.Key.Reason,
            candidate.Key.Occurrence,
            Lower(candidate.Class),
            Lower(candidate.Kind ?? TouchClassRules.UsualKind(candidate.Class)),
            candidate.Topic?.Code,
            due.Point is { } point ? Lower(point.Channel) : null,
            candidate.Value,
            candidate.IsCommitment,
            due.IsDecided,
            LocalDatePattern.Iso.Format(candidate.Window.End),
            ReasonOutput.From(candidate.Reason),
            due.Verdict.Rule,
            due.Verdict.IsOpen ? null : ReasonOutput.From(due.Verdict.Reason));
    }

    private static string Lower<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
