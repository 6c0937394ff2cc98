using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>One event as it was recorded.</summary>
internal sealed record EventOutput(string Key, string Kind, string OccurredAt, string RecordedAt, string? SupersededAt, bool Retracted, string Text)
{
    public static EventOutput From(RecordedEvent recorded) => new(
        recorded.Event.Key.Value,
        EventWords.KindOf(recorded.Event),
        InstantPattern.ExtendedIso.Format(recorded.Event.OccurredAt),
        InstantPattern.ExtendedIso.Format(recorded.RecordedAt),
        recorded.SupersededAt is { } end ? InstantPattern.ExtendedIso.Format(end) : null,
        recorded.IsRetraction,
        EventWords.Of(recorded.Event));
}
