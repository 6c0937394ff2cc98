using Npgsql;
using NpgsqlTypes;

namespace CrmKit.Storage.PostgreSql;

/// <summary>Hands a plan to the outbox within an open transaction.</summary>
internal sealed class PlanHandover(DatabaseSession session, ContactPlan plan, string policyVersion)
{
    private const string Columns =
        """
        customer, reason, occurrence, person, class, gives, purpose, topic, channel, address, folded, expires_at, because, regards, moot_after, policy_version,
        due_at, state, changed_at, attempts
        """;

    // A row that is held gives way. Attempts are history and stay.
    private const string Renew =
        """
        UPDATE crm_outbox SET
            class = $4, gives = $5, purpose = $6, topic = $7, channel = $8, address = $9, folded = $10, expires_at = $11, because = $12, regards = $13,
            moot_after = $14, policy_version = $15, due_at = $16, state = 1, state_reason = NULL, changed_at = $17
        WHERE customer = $1 AND reason = $2 AND occurrence = $3 AND state = 6
        """;

    private readonly ImmutableArray<OutboxRow> _rows = [.. plan.Touches.AsSpan().ToArray().Select(touch => StoredForm.Of(touch, policyVersion, session.Now))];

    /// <summary>Whether everybody is known whom the plan names: it records nothing then.</summary>
    public async Task<ImmutableArray<CustomerId>> UnknownAsync()
    {
        var named = _rows.Select(row => row.Intent.Key.Customer).Concat(plan.Decisions.AsSpan().ToArray().Select(decision => decision.Key.Customer)).Distinct().ToList();
        var known = await session.ListAsync("SELECT id FROM crm_person WHERE id = ANY ($1)", static row => new CustomerId(row.Text(0)), named.Select(id => id.Value).ToArray()).ConfigureAwait(false);
        return [.. named.Except(known)];
    }

    /// <summary>Takes the plan, all of whose people are known.</summary>
    public async Task<EnqueueReport> TakeAsync()
    {
        // First the places, then the people, then the rows: as everybody does who takes several of them.
        await Places.ShareAsync(session, _rows.Select(row => row.Intent.Point.FoldedAddress)).ConfigureAwait(false);
        var people = await People.LockAsync(session, _rows.Select(row => row.Intent.Key.Customer.Value)).ConfigureAwait(false);
        var added = await AddAsync(people).ConfigureAwait(false);
        await People.NewFactsAsync(session, added).ConfigureAwait(false);
        await DecideAsync().ConfigureAwait(false);
        return new EnqueueReport(added.Count, _rows.Length - added.Count);
    }

    // An effect is the person's: it stands there already under the id of any record, unless it was held.
    private async Task<List<string>> AddAsync(Dictionary<string, string> people)
    {
        var wanted = _rows.Select(row => (Row: row, Person: PersonOf(people, row.Intent.Key.Customer))).ToList();
        var standing = await session.ListAsync(
            """
            SELECT o.person, o.reason, o.occurrence, o.customer, o.state
            FROM (SELECT DISTINCT * FROM unnest($1, $2, $3) AS wanted (person, reason, occurrence)) AS w
            JOIN crm_outbox AS o ON o.person = w.person AND o.reason = w.reason AND o.occurrence = w.occurrence
            """,
            static row => (Person: row.Text(0), Reason: row.Text(1), Occurrence: row.Text(2), Customer: row.Text(3), IsHeld: row.Number(4) == (int)OutboxState.Held),
            wanted.Select(one => one.Person).ToArray(),
            wanted.Select(one => one.Row.Intent.Key.Reason).ToArray(),
            wanted.Select(one => one.Row.Intent.Key.Occurrence).ToArray()).ConfigureAwait(false);
        var taken = standing.Where(row => !row.IsHeld).Select(row => (row.Person, row.Reason, row.Occurrence)).ToHashSet();
        var held = standing.Where(row => row.IsHeld).Select(row => (row.Customer, row.Reason, row.Occurrence)).ToHashSet();
        List<(OutboxRow Row, string Person)> fresh = [];
        List<(string Sql, List<object?> Arguments)> renewed = [];
        List<string> added = [];
        foreach (var (row, person) in wanted)
        {
            var key = row.Intent.Key;
            if (!taken.Add((person, key.Reason, key.Occurrence)))
            {
                continue;
            }

            added.Add(key.Customer.Value);
            if (held.Contains((key.Customer.Value, key.Reason, key.Occurrence)))
            {
                renewed.Add((Renew, Arguments(row)));
            }
            else
            {
                fresh.Add((row, person));
            }
        }

        await session.ExecuteAllAsync(renewed).ConfigureAwait(false);
        if (fresh.Count > 0)
        {
            await session.CopyAsync($"crm_outbox ({Columns})", fresh, static (copy, one) => WriteAsync(copy, one.Row, one.Person)).ConfigureAwait(false);
        }

        return added;
    }

    private async Task DecideAsync()
    {
        List<(PlanDecision Decision, long? Rules)> decisions = [];
        (Reason InForce, long Number)? rules = null;
        foreach (var decision in plan.Decisions.AsSpan().ToArray())
        {
            if (decision.InForce is { } inForce && (rules is not { } known || !known.InForce.Equals(inForce)))
            {
                rules = (inForce, await DecisionTable.RulesOfAsync(session, inForce).ConfigureAwait(false));
            }

            decisions.Add((StoredForm.Of(decision), decision.InForce is null ? null : rules?.Number));
        }

        if (decisions.Count > 0)
        {
            await DecisionTable.InsertAsync(session, decisions).ConfigureAwait(false);
        }
    }

    // Who was known a moment ago and is not any more was forgotten meanwhile.
    private static string PersonOf(Dictionary<string, string> people, CustomerId customer) =>
        people.GetValueOrDefault(customer.Value) ?? throw new CrmStoreException("Somebody whom the plan names was forgotten while it was handed over: hand it over again.", isTransient: true, new UnknownCustomerException(customer));

    private static List<object?> Arguments(OutboxRow row) =>
    [
        row.Intent.Key.Customer.Value,
        row.Intent.Key.Reason,
        row.Intent.Key.Occurrence,
        (int)row.Intent.Class,
        (int)row.Intent.Kind,
        row.Intent.Purpose.Code,
        row.Intent.Topic?.Code,
        (int)row.Intent.Point.Channel,
        row.Intent.Point.Address,
        row.Intent.Point.FoldedAddress,
        ColumnInstant.From(row.Intent.ExpiresAt),
        ReasonJson.Write(row.Reason),
        row.Intent.Regards?.Value,
        row.Intent.Moot.PurchaseAfter is { } day ? DayNumber.From(day) : null,
        row.PolicyVersion,
        ColumnInstant.From(row.DueAt),
        ColumnInstant.From(row.ChangedAt),
    ];

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, OutboxRow row, string person)
    {
        var intent = row.Intent;
        await copy.WriteAsync(intent.Key.Customer.Value, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync(intent.Key.Reason, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync(intent.Key.Occurrence, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync(person, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync((int)intent.Class, NpgsqlDbType.Integer).ConfigureAwait(false);
        await copy.WriteAsync((int)intent.Kind, NpgsqlDbType.Integer).ConfigureAwait(false);
        await copy.WriteAsync(intent.Purpose.Code, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteOrNullAsync(intent.Topic?.Code).ConfigureAwait(false);
        await copy.WriteAsync((int)intent.Point.Channel, NpgsqlDbType.Integer).ConfigureAwait(false);
        await copy.WriteAsync(intent.Point.Address, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync(intent.Point.FoldedAddress, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync(ColumnInstant.From(intent.ExpiresAt), NpgsqlDbType.Bigint).ConfigureAwait(false);
        await copy.WriteAsync(ReasonJson.Write(row.Reason), NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteOrNullAsync(intent.Regards?.Value).ConfigureAwait(false);
        await copy.WriteOrNullAsync(intent.Moot.PurchaseAfter is { } day ? DayNumber.From(day) : null).ConfigureAwait(false);
        await copy.WriteAsync(row.PolicyVersion, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync(ColumnInstant.From(row.DueAt), NpgsqlDbType.Bigint).ConfigureAwait(false);
        await copy.WriteAsync((int)OutboxState.Due, NpgsqlDbType.Integer).ConfigureAwait(false);
        await copy.WriteAsync(ColumnInstant.From(row.ChangedAt), NpgsqlDbType.Bigint).ConfigureAwait(false);
        await copy.WriteAsync(0, NpgsqlDbType.Integer).ConfigureAwait(false);
    }
}
