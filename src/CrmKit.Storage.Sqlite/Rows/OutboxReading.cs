namespace CrmKit.Storage.Sqlite;

/// <summary>How the outbox is doing, from indexes that hold no row that left or died.</summary>
internal static class OutboxReading
{
    public static OutboxHealth HealthAt(SqliteSession session, Instant now)
    {
        var clock = ColumnInstant.From(now);
        var (dueNow, oldestDue) = CountAndOldest(session, "SELECT count(*), min(due_at) FROM crm_outbox INDEXED BY crm_outbox_due WHERE state = 1 AND due_at <= $1", clock);
        var (claimed, oldestClaimed) = CountAndOldest(
            session,
            "SELECT count(*), min(CASE WHEN due_at <= $1 THEN due_at END) FROM crm_outbox INDEXED BY crm_outbox_lease WHERE lease_until IS NOT NULL AND state = 2",
            clock);
        return new OutboxHealth
        {
            ReadAt = now,
            OldestDueAt = oldestDue is { } due && oldestClaimed is { } held ? Instant.Min(due, held) : oldestDue ?? oldestClaimed,
            DueNow = dueNow,
            DueLater = session.Whole("SELECT count(*) FROM crm_outbox INDEXED BY crm_outbox_due WHERE state = 1 AND due_at > $1", clock),
            Claimed = claimed,
            Sending = session.Whole("SELECT count(*) FROM crm_outbox INDEXED BY crm_outbox_lease WHERE lease_until IS NOT NULL AND state = 3"),
            LeftBehind = session.Whole("SELECT count(*) FROM crm_outbox INDEXED BY crm_outbox_lease WHERE lease_until <= $1", clock),
            Uncertain = session.Whole("SELECT count(*) FROM crm_outbox INDEXED BY crm_outbox_kept WHERE state IN (5, 6) AND state = 5"),
            Held = session.Whole("SELECT count(*) FROM crm_outbox INDEXED BY crm_outbox_kept WHERE state IN (5, 6) AND state = 6"),
        };
    }

    private static (long Count, Instant? Oldest) CountAndOldest(SqliteSession session, string sql, long now)
    {
        using var rows = session.Query(sql, now);
        return rows.Read()
            ? rows.As(static row => (row.Whole(0), row.IsNull(1) ? (Instant?)null : row.Instant(1)))
            : throw SqliteFailure.Unreadable("a count");
    }
}
