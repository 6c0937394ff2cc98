namespace CrmKit.Storage.Sqlite;

/// <summary>The instant under which an open transaction records, and the mark that tells of what was recorded last, by whatever process.</summary>
internal sealed class RecordingClock
{
    private readonly SqliteSession _session;
    private bool _isMarked;

    private RecordingClock(SqliteSession session, long number)
    {
        _session = session;
        Number = number;
    }

    /// <summary>The instant: <see cref="RecordingInstant.After"/>.</summary>
    public Instant Now => ColumnInstant.ToInstant(Number);

    /// <summary>The instant as columns hold it.</summary>
    public long Number { get; }

    /// <summary>Reads the mark in the open transaction, and leaves it where it is.</summary>
    /// <param name="session">The session, which holds the lock of writers: nobody else moves the mark.</param>
    /// <param name="clock">What the store's clock shows.</param>
    public static RecordingClock In(SqliteSession session, Instant clock)
    {
        using var rows = session.Query("SELECT CASE WHEN recorded_at > $1 THEN recorded_at + 1 ELSE $1 END FROM crm_recording", ColumnInstant.From(clock));
        return rows.Read() ? new RecordingClock(session, ColumnInstant.From(rows.Instant(0))) : throw SqliteFailure.Unreadable("the instant of the last recording");
    }

    /// <summary>Moves the mark, once something that bears the instant was written. Nothing else may: a clock that was ahead while nothing was recorded must hold up nobody.</summary>
    public void Mark()
    {
        if (!_isMarked)
        {
            _session.Execute("UPDATE crm_recording SET recorded_at = $1", Number);
            _isMarked = true;
        }
    }

    /// <summary>Forgets that the mark was moved: a part of the transaction, which may have moved it, was undone.</summary>
    public void Unmark() => _isMarked = false;
}
