namespace CrmKit.Storage.PostgreSql;

/// <summary>The instant under which a transaction records that has the turn to record, and the mark that tells of what was recorded last, by whatever process.</summary>
internal sealed class RecordingClock
{
    private readonly DatabaseSession _session;
    private bool _isMarked;

    private RecordingClock(DatabaseSession session, Instant now)
    {
        _session = session;
        Now = now;
        Number = ColumnInstant.From(now);
    }

    /// <summary>The instant: <see cref="RecordingInstant.After"/>.</summary>
    public Instant Now { get; }

    /// <summary>The instant as columns hold it.</summary>
    public long Number { get; }

    /// <summary>The mark as the turn showed it.</summary>
    public static RecordingClock In(DatabaseSession session)
    {
        var last = session.LastRecorded ?? throw DatabaseFailure.Unreadable("the instant of the last recording");
        return new RecordingClock(session, RecordingInstant.After(session.Now, last == long.MinValue ? null : InstantOf(last)));
    }

    /// <summary>Moves the mark, once something that bears the instant was written. Nothing else may: a clock that was ahead while nothing was recorded must hold up nobody.</summary>
    public async ValueTask MarkAsync()
    {
        if (!_isMarked)
        {
            _isMarked = true;
            await _session.ExecuteAsync("UPDATE crm_recording SET recorded_at = $1 WHERE id = 1", Number).ConfigureAwait(false);
        }
    }

    private static Instant InstantOf(long number)
    {
        try
        {
            return ColumnInstant.ToInstant(number);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw DatabaseFailure.Unreadable("the instant of the last recording");
        }
    }
}
