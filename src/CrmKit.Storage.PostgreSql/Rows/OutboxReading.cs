namespace CrmKit.Storage.PostgreSql;

/// <summary>How the outbox is doing, from indexes that hold no row that left or died.</summary>
internal static class OutboxReading
{
    private const string Health =
        """
        SELECT
            (SELECT count(*) FROM crm_outbox WHERE state = 1 AND due_at <= $1),
            (SELECT min(due_at) FROM crm_outbox WHERE state = 1 AND due_at <= $1),
            (SELECT count(*) FROM crm_outbox WHERE state = 1 AND due_at > $1),
            (SELECT count(*) FROM crm_outbox WHERE lease_until IS NOT NULL AND state = 2),
            (SELECT min(due_at) FROM crm_outbox WHERE lease_until IS NOT NULL AND state = 2 AND due_at <= $1),
            (SELECT count(*) FROM crm_outbox WHERE lease_until IS NOT NULL AND state = 3),
            (SELECT count(*) FROM crm_outbox WHERE lease_until <= $1),
            (SELECT count(*) FROM crm_outbox WHERE state IN (5, 6) AND state = 5),
            (SELECT count(*) FROM crm_outbox WHERE state IN (5, 6) AND state = 6)
        """;

    public static async Task<OutboxHealth> HealthAtAsync(DatabaseSession session, Instant now) =>
        (await session.ListAsync(Health, row => Read(row, now), ColumnInstant.From(now)).ConfigureAwait(false))[0];

    private static OutboxHealth Read(DatabaseRow row, Instant now)
    {
        var (due, claimed) = (row.IsNull(1) ? (Instant?)null : row.Instant(1), row.IsNull(4) ? (Instant?)null : row.Instant(4));
        return new OutboxHealth
        {
            ReadAt = now,
            OldestDueAt = due is { } first && claimed is { } second ? Instant.Min(first, second) : due ?? claimed,
            DueNow = row.Whole(0),
            DueLater = row.Whole(2),
            Claimed = row.Whole(3),
            Sending = row.Whole(5),
            LeftBehind = row.Whole(6),
            Uncertain = row.Whole(7),
            Held = row.Whole(8),
        };
    }
}
