namespace CrmKit.Storage.Sqlite;

/// <summary>The changes of rows that a worker makes, each a compare-and-set within the transaction.</summary>
internal static class OutboxClaims
{
    /// <summary>Lets go of what stopped workers left behind.</summary>
    public static void LetGoOfLeftBehind(SqliteSession session, long now)
    {
        session.Execute(
            """
            UPDATE crm_person SET facts_version = facts_version + lapsed.rows
            FROM (SELECT customer, count(*) AS rows FROM crm_outbox WHERE lease_until <= $1 AND state = 3 GROUP BY customer) AS lapsed
            WHERE crm_person.id = lapsed.customer
            """,
            now);
        session.Execute(
            """
            UPDATE crm_outbox
            SET state_reason = CASE state WHEN 3 THEN $2 END, state = CASE state WHEN 3 THEN 5 ELSE 1 END,
                changed_at = $1, token = NULL, lease_until = NULL
            WHERE lease_until <= $1
            """,
            now,
            ReasonJson.Write(new Reason(ReasonCodes.OutcomeUncertain)));
    }

    public static ImmutableArray<OutboxClaim> Claim(SqliteSession session, int max, Instant now, Instant leaseUntil)
    {
        var claims = ImmutableArray.CreateBuilder<OutboxClaim>();
        using (var rows = session.Query(
            $"""
            SELECT {OutboxTable.Columns} FROM crm_outbox WHERE state = 1 AND due_at <= $1
            ORDER BY due_at, customer COLLATE crm_ordinal, reason COLLATE crm_ordinal, occurrence COLLATE crm_ordinal
            LIMIT $2
            """,
            ColumnInstant.From(now),
            max))
        {
            while (rows.Read())
            {
                var row = OutboxTable.Read(rows) with { State = OutboxState.Claimed, StateReason = null, ChangedAt = now };
                claims.Add(new OutboxClaim(row, Guid.NewGuid(), leaseUntil));
            }
        }

        foreach (var claim in claims)
        {
            var key = claim.Row.Intent.Key;
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
                ColumnInstant.From(leaseUntil));
        }

        return claims.ToImmutable();
    }

    /// <summary>Where the row stands that the claim holds; <c>null</c> where the lease was lost.</summary>
    public static OutboxState? StateHeldBy(SqliteSession session, OutboxClaim claim, long now)
    {
        var key = claim.Row.Intent.Key;
        var state = session.Scalar(
            "SELECT state FROM crm_outbox WHERE customer = $1 AND reason = $2 AND occurrence = $3 AND token = $4 AND lease_until > $5",
            key.Customer.Value,
            key.Reason,
            key.Occurrence,
            Text(claim.Token),
            now);
        return state is long number ? (OutboxState)number : null;
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
}
