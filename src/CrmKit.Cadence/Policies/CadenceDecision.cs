namespace CrmKit.Cadence;

/// <summary>When a person is to be contacted, and why then.</summary>
/// <param name="Anchor">The day from which intervals are counted.</param>
/// <param name="Number">Which due day since the anchor it is, 1 or more.</param>
/// <param name="Window">The days from the due day to the last before the one after it. The windows of one anchor touch and never overlap.</param>
/// <param name="Band">The recency band of the person on the due day, which says what there is to say.</param>
/// <param name="Interval">What led to the due day.</param>
/// <param name="IsDue">Whether the window is open on the day asked for; otherwise it is the first, and still to come.</param>
public sealed record CadenceDecision(LocalDate Anchor, int Number, DateInterval Window, RecencyBand Band, CadenceInterval Interval, bool IsDue)
{
    /// <summary>The due day.</summary>
    public LocalDate DueDay => Window.Start;
}
