namespace CrmKit.LifetimeValue;

/// <summary>The days between which the next purchase falls with a given chance, half of the rest on either side.</summary>
/// <param name="Level">The chance, between 0 and 1.</param>
/// <param name="Start">First day, an open one; <c>null</c> where it lies beyond the calendar.</param>
/// <param name="End">Last day, an open one; <c>null</c> where it lies beyond the calendar.</param>
public readonly record struct RhythmWindow(double Level, LocalDate? Start, LocalDate? End)
{
    /// <summary>Whether a day lies in the window.</summary>
    /// <param name="day">The day.</param>
    public bool Contains(LocalDate day) => Start is { } start && day >= start && (End is not { } end || day <= end);
}
