namespace CrmKit.Storage.Sqlite;

/// <summary>The changes of rows that a worker makes, each a compare-and-set within the transaction.</summary>
/// <remarks>An index is named wherever more than one row is looked for: left to itself, SQLite may read the whole outbox in order of its key.</remarks>
internal static class OutboxClaims
{
    // OutboxRules as SQL: the classes that are sent again. A class that cannot be read is none of them.
    private static readonly string LetGoOfLapsed =
        $"""
        UPDATE crm_outbox INDEXED BY crm_outbox_lease
        SET state_reason = CASE state WHEN 3 THEN $2 END,
            state = CASE WHEN state = 3 AND class NOT IN ({string.Join(", ", OutboxRules.SentAgain.Select(sentAgain => (int)sentAgain))}) THEN 5 ELSE 1 END,
            changed_at = $1, token = NULL, lease_until = NULL
        WHERE lease_until <= $1
        """;

    /// <summary>Lets go of what stopped workers left behind.</summary>
    public static void LetGoOfLeftBehind(SqliteSession session, long now)
    {
        List<string> customers = [];
        using (var rows = session.Query("SELECT customer FROM crm_outbox INDEXED BY crm_outbox_lease WHERE lease_until <= $1 AND state = 3", now))
        {
            while (rows.Read())
            {
                customers.Add(rows.Text(0));
            }
        }

        foreach (var customer in customers)
        {
            People.NewFactsOf(session, customer);
        }

        session.Execute(LetGoOfLapsed, now, ReasonJson.Write(new Reason(ReasonCodes.OutcomeUncertain)));
    }

    /// <summary>Lengthens the lease of a claim that holds; <c>null</c> where it was lost.</summary>
    public static OutboxClaim? Renew(SqliteSession session, OutboxClaim claim, long now, long leaseUntil)
    {
        using var rows = session.Query(
            """
            UPDATE crm_outbox INDEXED BY crm_outbox_token SET lease_until = max(lease_until, $3)
            WHERE token = $1 AND lease_until > $2
            RETURNING lease_until
            """,
            Text(claim.Token),
            now,
            leaseUntil);
        return rows.Read() ? claim with { LeaseUntil = rows.As(static row => row.Instant(0)) } : null;
    }

    /// <summary>The claim of a token; <c>null</c> where it holds no row.</summary>
    public static OutboxClaim? Find(SqliteSession session, Guid token)
    {
        using var rows = session.Query($"SELECT {OutboxTable.Columns}, lease_until FROM crm_outbox INDEXED BY crm_outbox_token WHERE token = $1", Text(token));
        return rows.Read() ? rows.As(row => new OutboxClaim(OutboxTable.Read(row).Row, token, row.Instant(OutboxTable.ColumnCount))) : null;
    }

    public static ImmutableArray<OutboxClaim> Claim(SqliteSession session, int max, Instant now, Instant leaseUntil)
    {
        var (due, unreadable) = Due(session, max, now);
        foreach (var key in unreadable)
        {
            Bury(session, key, ColumnInstant.From(now));
        }

        var claims = ImmutableArray.CreateBuilder<OutboxClaim>(due.Count);
        foreach (var row in due)
        {
            var claim = new OutboxClaim(row.Row with { State = OutboxState.Claimed, StateReason = null, ChangedAt = now }, Guid.NewGuid(), leaseUntil);
            Take(session, row.Key, claim, now);
            claims.Add(claim);
        }

        return claims.MoveToImmutable();
    }

    // The order is the index's own, so that of many rows due at one instant only those are read that are claimed. No limit: rows that cannot be read do
    // not count towards the most to claim.
    private static (List<OutboxTable.DueRow> Due, List<StoredKey> Unreadable) Due(SqliteSession session, int max, Instant now)
    {
        List<OutboxTable.DueRow> due = [];
        List<StoredKey> unreadable = [];
        using var rows = session.Query(
            $"""
            SELECT {OutboxTable.Columns} FROM crm_outbox INDEXED BY crm_outbox_due WHERE state = 1 AND due_at <= $1
            ORDER BY due_at, person, reason, occurrence, customer
            """,
            ColumnInstant.From(now));
        while (due.Count < max && rows.Read())
        {
            if (rows.TryAs(OutboxTable.Read, out var row))
            {
                due.Add(row);
            }
            else
            {
                unreadable.Add(new StoredKey(rows.Text(0), rows.Text(1), rows.Text(2)));
            }
        }

        return (due, unreadable);
    }

    private static void Take(SqliteSession session, TouchKey key, OutboxClaim claim, Instant now) =>
        session.Execute(
            """
            UPDATE crm_outbox SET state = 2, state_reason = NULL, changed_at = $4, token = $5, lease_until = $6
            WHERE customer = $1 AND reason = $2 AND occurrence = $3
            """,
            key.Customer.Value,
            key.Reason,
            key.Occurrence,
            ColumnInstant.From(now),
            Text(claim.Token),
            ColumnInstant.From(claim.LeaseUntil));

    // A contact that was promised no longer is: the customer's facts change.
    private static void Bury(SqliteSession session, StoredKey key, long now)
    {
        session.Execute(
            """
            UPDATE crm_outbox SET state = 7, state_reason = $4, changed_at = $5, token = NULL, lease_until = NULL
            WHERE customer = $1 AND reason = $2 AND occurrence = $3
            """,
            key.Customer,
            key.Reason,
            key.Occurrence,
            ReasonJson.Write(new Reason(ReasonCodes.Unreadable)),
            now);
        People.NewFactsOf(session, key.Customer);
    }

    /// <summary>The row that a claim holds; <c>null</c> where it was taken over or let go of, or its lease does not last beyond an instant.</summary>
    /// <remarks>Found by the token, since a merge or its undoing may have given the row to another person.</remarks>
    public static HeldRow? HeldBy(SqliteSession session, OutboxClaim claim, long beyond = long.MinValue)
    {
        using var rows = session.Query(
            "SELECT customer, reason, occurrence, state FROM crm_outbox INDEXED BY crm_outbox_token WHERE token = $1 AND lease_until > $2",
            Text(claim.Token),
            beyond);
        return rows.Read() ? rows.As(static row => new HeldRow(new TouchKey(row.Text(0), row.Text(1), row.Text(2)), row.Member<OutboxState>(3))) : null;
    }

    public static void Begin(SqliteSession session, TouchKey key, long now) =>
        session.Execute(
            """
            UPDATE crm_outbox SET state = 3, changed_at = $4, sending_at = $4, attempts = attempts + 1
            WHERE customer = $1 AND reason = $2 AND occurrence = $3
            """,
            key.Customer.Value,
            key.Reason,
            key.Occurrence,
            now);

    public static void LetGo(SqliteSession session, TouchKey key, OutboxOutcome outcome, long now) =>
        session.Execute(
            """
            UPDATE crm_outbox
            SET state = $4, state_reason = $5, due_at = coalesce($6, due_at), changed_at = $7, token = NULL, lease_until = NULL
            WHERE customer = $1 AND reason = $2 AND occurrence = $3
            """,
            key.Customer.Value,
            key.Reason,
            key.Occurrence,
            (int)outcome.State,
            outcome.Reason is { } reason ? ReasonJson.Write(reason) : null,
            outcome.DueAt is { } dueAt ? ColumnInstant.From(dueAt) : null,
            now);

    private static string Text(Guid token) => token.ToString("N");

    /// <summary>A row that a claim holds, under the id of its record.</summary>
    public sealed record HeldRow(TouchKey Key, OutboxState State);

    /// <summary>A key as it is stored, whether or not it can be read as one.</summary>
    private readonly record struct StoredKey(string Customer, string Reason, string Occurrence);
}
