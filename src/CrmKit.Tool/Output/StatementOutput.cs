using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>One statement of a person.</summary>
internal sealed record StatementOutput(
    string State,
    string Channel,
    string Address,
    string Purpose,
    string? Topic,
    string OccurredAt,
    string RecordedAt,
    string? VoidFrom,
    string Source,
    string Basis,
    string? Wording,
    string Evidence,
    string Text)
{
    public static StatementOutput From(RecordedConsent recorded)
    {
        var entry = recorded.Entry;
        var state = entry.State switch
        {
            ConsentState.OptIn => "opt-in",
            ConsentState.OptOut => "opt-out",
            _ => "objection",
        };
        var evidence = entry.Evidence.Kind.ToString().ToLowerInvariant() + (entry.Evidence.Reference is { } reference ? $" ({reference})" : string.Empty);
        var about = entry.State == ConsentState.Objection ? "everything" : entry.Topic is { } topic ? $"{entry.Purpose}, topic {topic}" : entry.Purpose.Code;
        var wording = entry.Wording is null ? string.Empty : $", wording {entry.Wording}";
        var ended = recorded.VoidFrom is { } end ? $"; void from {Iso(end)}" : string.Empty;
        return new StatementOutput(
            state,
            entry.Point.Channel.ToString().ToLowerInvariant(),
            entry.Point.Address,
            entry.Purpose.Code,
            entry.Topic?.Code,
            Iso(entry.OccurredAt),
            Iso(recorded.RecordedAt),
            recorded.VoidFrom is { } until ? Iso(until) : null,
            entry.Source,
            entry.Basis.ToString(),
            entry.Wording,
            evidence,
            $"{state} to {about} at {Shown.Of(entry.Point.Address)}, {(entry.OccurredAt <= CrmKit.Import.ProfileReader.BeginningOfTime ? "without a date" : "said " + Iso(entry.OccurredAt))}, recorded {Iso(recorded.RecordedAt)} ({entry.Source}; {evidence}{wording}){ended}");
    }

    private static string Iso(Instant instant) => InstantPattern.General.Format(instant);
}
