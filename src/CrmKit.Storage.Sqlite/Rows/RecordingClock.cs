namespace CrmKit.Storage.Sqlite;

/// <summary>The instant under which was recorded last, by whatever process.</summary>
internal static class RecordingClock
{
    /// <summary>Takes the instant under which the open transaction records: <see cref="RecordingInstant.After"/>, in one statement.</summary>
    public static Instant Take(SqliteSession session, Instant clock) =>
        session.Scalar("UPDATE crm_recording SET recorded_at = CASE WHEN recorded_at > $1 THEN recorded_at + 1 ELSE $1 END RETURNING recorded_at", ColumnInstant.From(clock)) is long number
            ? ColumnInstant.ToInstant(number)
            : throw SqliteFailure.Unreadable("the instant of the last recording");
}
