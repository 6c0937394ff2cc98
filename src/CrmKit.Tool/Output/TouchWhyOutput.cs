using CrmKit.Desk;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>Why one contact was made, will be, or was not.</summary>
internal sealed record TouchWhyOutput(string Customer, string Touch, string Standing, ReasonOutput? Because, string? LeftAt, IReadOnlyList<DecisionOutput> Decisions, ContactOutput? Contact)
{
    public static TouchWhyOutput From(TouchExplanation explanation) => new(
        explanation.Touch.Customer.Value,
        $"{explanation.Touch.Reason}/{explanation.Touch.Occurrence}",
        Named(explanation.Standing),
        explanation.Because is { } because ? ReasonOutput.From(because) : null,
        explanation.LeftAt is { } left ? InstantPattern.ExtendedIso.Format(left) : null,
        [.. explanation.Decisions.Select(DecisionOutput.From)],
        explanation.Row is { } row ? ContactOutput.From(row) : null);

    private static string Named(TouchStanding standing) => standing switch
    {
        TouchStanding.NeverProposed => "never-proposed",
        TouchStanding.ForStaff => "for-staff",
        _ => standing.ToString().ToLowerInvariant(),
    };
}
