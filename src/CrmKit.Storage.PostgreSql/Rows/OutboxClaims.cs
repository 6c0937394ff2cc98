namespace CrmKit.Storage.PostgreSql;

/// <summary>The changes of rows that a worker makes, each a compare-and-set on the token.</summary>
internal static class OutboxClaims
{
    // OutboxRules as SQL: the classes that are sent again. A class that cannot be read is none of them.
    private static readonly string IsSentAgain =
        $"class IN ({string.Join(", ", OutboxRules.SentAgain.Select(sentAgain => ((int)sentAgain).ToString(CultureInfo.InvariantCulture)))})";

    private static readonly string LeftBehind =
        $"""
        SELECT customer, reason, occurrence, state = 3, CASE WHEN state = 3 AND {IsSentAgain} THEN folded END
        FROM crm_outbox WHERE lease_until <= $1 ORDER BY customer, reason, occurrence FOR UPDATE SKIP LOCKED
        """;

    private static readonly string LetGoOfLapsed =
        $"""
        UPDATE crm_outbox AS o
        SET state_reason = CASE state WHEN 3 THEN $5 END, state = CASE WHEN state = 3 AND NOT {IsSentAgain} THEN 5 ELSE 1 END,
            changed_at = $4, token = NULL, lease_until = NULL
        FROM unnest($1, $2, $3) AS l (customer, reason, occurrence)
        WHERE o.customer = l.customer AND o.reason = l.reason AND o.occurrence = l.occurrence
        """;

    /// <summary>Lets go of what stopped workers left behind; what another claims just now is left to that one.</summary>
    public static async Task LetGoOfLeftBehindAsync(DatabaseSession session)
    {
        var now = ColumnInstant.From(session.Now);
        var rows = await session.ListAsync(
            LeftBehind,
            static row => (Customer: row.Text(0), Reason: row.Text(1), Occurrence: row.Text(2), IsSending: row.IsTrue(3), Address: row.TextOrNull(4)),
            now).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return;
        }

        await Places.ShareAsync(session, rows.Select(row => row.Address).OfType<string>()).ConfigureAwait(false);
        await session.ExecuteAsync(
            LetGoOfLapsed,
            rows.Select(row => row.Customer).ToArray(),
            rows.Select(row => row.Reason).ToArray(),
            rows.Select(row => row.Occurrence).ToArray(),
            now,
            ReasonJson.Write(new Reason(ReasonCodes.OutcomeUncertain))).ConfigureAwait(false);
        await People.NewFactsAsync(session, [.. rows.Where(row => row.IsSending).Select(row => row.Customer)]).ConfigureAwait(false);
    }

    /// <summary>Lengthens the leases of claims that hold.</summary>
    public static async Task<ImmutableArray<OutboxClaim>> RenewAsync(DatabaseSession session, IReadOnlyCollection<OutboxClaim> claims, Instant leaseUntil)
    {
        var held = (await session.ListAsync(
            "UPDATE crm_outbox SET lease_until = greatest(lease_until, $3) WHERE token = ANY ($1) AND lease_until > $2 RETURNING token, lease_until",
            static row => (Token: row.Token(0), Until: row.Instant(1)),
            claims.Select(claim => claim.Token).ToArray(),
            ColumnInstant.From(session.Now),
            ColumnInstant.From(leaseUntil)).ConfigureAwait(false)).ToDictionary(row => row.Token, row => row.Until);
        return [.. claims.Where(claim => held.ContainsKey(claim.Token)).Select(claim => claim with { LeaseUntil = held[claim.Token] })];
    }

    /// <summary>The claim of a token; <c>null</c> where it holds no row.</summary>
    public static async Task<OutboxClaim?> FindAsync(DatabaseSession session, Guid token) =>
        (await session.ListAsync(
            $"SELECT {OutboxTable.Columns}, lease_until FROM crm_outbox WHERE token = $1",
            row => new OutboxClaim(OutboxTable.Read(row).Row, token, row.Instant(OutboxTable.Width)),
            token).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Claims what is due, and buries what cannot be read, which does not count towards the most to claim.</summary>
    public static async Task<ImmutableArray<OutboxClaim>> ClaimAsync(DatabaseSession session, int max, Instant leaseUntil)
    {
        var claims = ImmutableArray.CreateBuilder<OutboxClaim>();
        List<StoredKey> unreadable;
        do
        {
            (var due, unreadable) = await DueAsync(session, max - claims.Count).ConfigureAwait(false);
            await BuryAsync(session, unreadable).ConfigureAwait(false);
            var taken = due.ConvertAll(row => (row.Key, Claim: new OutboxClaim(
                row.Row with { State = OutboxState.Claimed, StateReason = null, ChangedAt = session.Now },
                Guid.NewGuid(),
                leaseUntil)));
            await TakeAsync(session, taken, leaseUntil).ConfigureAwait(false);
            claims.AddRange(taken.Select(one => one.Claim));
        }
        while (unreadable.Count > 0 && claims.Count < max);
        return claims.ToImmutable();
    }

    /// <summary>Begins rows, each on its own.</summary>
    /// <param name="session">The session.</param>
    /// <param name="wishes">The token of each claim, and the version of the facts that it was judged on.</param>
    public static async Task<BeginSending[]> BeginAsync(DatabaseSession session, IReadOnlyList<(Guid Token, long JudgedFactsVersion)> wishes)
    {
        // First the people, so that nobody changes their facts, or whose the rows are; then the rows, which may have been let go of while the people were waited for.
        var tokens = wishes.Select(wish => wish.Token).Distinct().ToArray();
        var now = ColumnInstant.From(session.Now);
        await People.LockAsync(session, await OwnersOfAsync(session, tokens).ConfigureAwait(false)).ConfigureAwait(false);
        var held = (await session.ListAsync(
            """
            WITH held AS MATERIALIZED (SELECT token, customer FROM crm_outbox WHERE token = ANY ($1) AND state = 2 AND lease_until > $2 ORDER BY customer, reason, occurrence FOR UPDATE)
            SELECT h.token, h.customer, r.id, r.facts_version FROM held AS h
            JOIN crm_person AS p ON p.id = h.customer JOIN crm_person AS r ON r.id = coalesce(p.person, p.id)
            """,
            static row => (Token: row.Token(0), Customer: row.Text(1), Person: row.Text(2), Version: row.Whole(3)),
            tokens,
            now).ConfigureAwait(false)).ToDictionary(row => row.Token);
        var versions = held.Values.Select(row => (row.Person, row.Version)).Distinct().ToDictionary(row => row.Person, row => row.Version, StringComparer.Ordinal);
        var results = new BeginSending[wishes.Count];
        List<Guid> begun = [];
        for (var i = 0; i < wishes.Count; i++)
        {
            if (!held.TryGetValue(wishes[i].Token, out var row))
            {
                results[i] = BeginSending.LeaseLost;
            }
            else if (versions[row.Person] != wishes[i].JudgedFactsVersion)
            {
                results[i] = BeginSending.FactsChanged;
            }
            else
            {
                results[i] = BeginSending.Started;
                versions[row.Person]++;
                held.Remove(row.Token);
                begun.Add(row.Token);
                continue;
            }
        }

        if (begun.Count > 0)
        {
            var customers = await session.ListAsync(
                "UPDATE crm_outbox SET state = 3, changed_at = $2, sending_at = $2, attempts = attempts + 1 WHERE token = ANY ($1) RETURNING customer",
                static row => row.Text(0),
                begun.ToArray(),
                now).ConfigureAwait(false);
            await People.NewFactsAsync(session, customers).ConfigureAwait(false);
        }

        return results;
    }

    /// <summary>The rows that claims hold, whatever the clock says, which nobody else changes from now on; nor their people's facts. A row that cannot be read is <c>null</c>.</summary>
    /// <remarks>Found by the token, since a merge or its undoing may have given a row to another person.</remarks>
    public static async Task<Dictionary<Guid, HeldRow?>> HoldAsync(DatabaseSession session, IEnumerable<Guid> claims)
    {
        var tokens = claims.Distinct().ToArray();
        await People.LockAsync(session, await OwnersOfAsync(session, tokens).ConfigureAwait(false)).ConfigureAwait(false);
        return (await session.ListAsync(
            "SELECT token, customer, reason, occurrence, state FROM crm_outbox WHERE token = ANY ($1) ORDER BY customer, reason, occurrence FOR UPDATE",
            static row => (
                Token: row.Token(0),
                Held: row.TryAs(static one => new HeldRow(one.Token(0), new TouchKey(one.Text(1), one.Text(2), one.Text(3)), one.Member<OutboxState>(4)), out var held) ? held : null),
            tokens).ConfigureAwait(false)).ToDictionary(row => row.Token, row => row.Held);
    }

    /// <summary>Lets go of rows that are held.</summary>
    public static async Task LetGoAsync(DatabaseSession session, IReadOnlyCollection<(HeldRow Row, OutboxOutcome Outcome)> ends)
    {
        if (ends.Count == 0)
        {
            return;
        }

        var customers = await session.ListAsync(
            """
            UPDATE crm_outbox AS o
            SET state = e.state, state_reason = e.reason, due_at = coalesce(e.due_at, o.due_at), changed_at = $5, token = NULL, lease_until = NULL
            FROM unnest($1, $2, $3, $4) AS e (token, state, reason, due_at) WHERE o.token = e.token
            RETURNING o.customer
            """,
            static row => row.Text(0),
            ends.Select(end => end.Row.Token).ToArray(),
            ends.Select(end => (int)end.Outcome.State).ToArray(),
            ends.Select(end => end.Outcome.Reason is { } reason ? ReasonJson.Write(reason) : null).ToArray(),
            ends.Select(end => end.Outcome.DueAt is { } dueAt ? ColumnInstant.From(dueAt) : (long?)null).ToArray(),
            ColumnInstant.From(session.Now)).ConfigureAwait(false);
        await People.NewFactsAsync(session, customers).ConfigureAwait(false);
    }

    private static Task<List<string>> OwnersOfAsync(DatabaseSession session, Guid[] tokens) =>
        session.ListAsync("SELECT customer FROM crm_outbox WHERE token = ANY ($1)", static row => row.Text(0), tokens);

    // The order is the index's own, so that of many rows due at one instant only those are read that are claimed.
    private static async Task<(List<OutboxTable.DueRow> Due, List<StoredKey> Unreadable)> DueAsync(DatabaseSession session, int max)
    {
        var rows = await session.ListAsync(
            $"""
            SELECT {OutboxTable.Columns} FROM crm_outbox WHERE state = 1 AND due_at <= $1
            ORDER BY due_at, person, reason, occurrence, customer LIMIT $2 FOR UPDATE SKIP LOCKED
            """,
            static row => (Due: row.TryAs(OutboxTable.Read, out var due) ? due : null, Key: new StoredKey(row.Text(0), row.Text(1), row.Text(2))),
            ColumnInstant.From(session.Now),
            max).ConfigureAwait(false);
        return ([.. rows.Select(row => row.Due).OfType<OutboxTable.DueRow>()], [.. rows.Where(row => row.Due is null).Select(row => row.Key)]);
    }

    private static Task TakeAsync(DatabaseSession session, List<(TouchKey Key, OutboxClaim Claim)> taken, Instant leaseUntil) =>
        taken.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            UPDATE crm_outbox AS o SET state = 2, state_reason = NULL, changed_at = $5, token = c.token, lease_until = $6
            FROM unnest($1, $2, $3, $4) AS c (customer, reason, occurrence, token)
            WHERE o.customer = c.customer AND o.reason = c.reason AND o.occurrence = c.occurrence
            """,
            taken.Select(one => one.Key.Customer.Value).ToArray(),
            taken.Select(one => one.Key.Reason).ToArray(),
            taken.Select(one => one.Key.Occurrence).ToArray(),
            taken.Select(one => one.Claim.Token).ToArray(),
            ColumnInstant.From(session.Now),
            ColumnInstant.From(leaseUntil));

    // A contact that was promised no longer is: the customer's facts change.
    private static async Task BuryAsync(DatabaseSession session, List<StoredKey> rows)
    {
        foreach (var key in rows)
        {
            await session.ExecuteAsync(
                "UPDATE crm_outbox SET state = 7, state_reason = $4, changed_at = $5, token = NULL, lease_until = NULL WHERE customer = $1 AND reason = $2 AND occurrence = $3",
                key.Customer,
                key.Reason,
                key.Occurrence,
                ReasonJson.Write(new Reason(ReasonCodes.Unreadable)),
                ColumnInstant.From(session.Now)).ConfigureAwait(false);
            await People.NewFactsAsync(session, key.Customer).ConfigureAwait(false);
        }
    }

    /// <summary>A row that a claim holds, under the id of its record.</summary>
    public sealed record HeldRow(Guid Token, TouchKey Key, OutboxState State);

    /// <summary>A key as it is stored, whether or not it can be read as one.</summary>
    private readonly record struct StoredKey(string Customer, string Reason, string Occurrence);
}
