namespace CrmKit.Storage;

/// <summary>The instant under which a write transaction records. For those who write a store.</summary>
/// <remarks>
/// Clocks go back, and what was read of a past instant must stay as it was: nothing is recorded before what is recorded already. Leases, claims and plans are
/// no records: for these the clock alone counts, and none of them moves the instant on, nor does a transaction that finds everything known. A clock that is
/// ahead while nothing is recorded leaves no trace.
/// </remarks>
public static class RecordingInstant
{
    private static readonly Duration Step = Duration.FromTicks(10);

    /// <summary>The clock's instant; a microsecond after the last one while the clock shows less than that.</summary>
    /// <remarks>Two transactions record under one instant where the clock stands still, and never while it is behind.</remarks>
    /// <param name="clock">What the store's clock shows.</param>
    /// <param name="last">Under which instant something was written last that bears one: a record, a statement or its end, a suppression, an event or its correction, a merge or its undoing, an erasure, or that somebody became known; <c>null</c> where nothing was.</param>
    public static Instant After(Instant clock, Instant? last)
    {
        clock = ColumnInstant.Truncate(clock);
        return last > clock ? last.Value + Step : clock;
    }
}
