using NpgsqlTypes;

namespace CrmKit.Storage.PostgreSql;

/// <summary>Decisions as rows.</summary>
internal static class DecisionTable
{
    private const string Columns =
        "customer, reason, occurrence, outcome, proposed_because, decided_because, rule, decided_at, facts_version, zone_data_version, policy_version, opens_at, relied_on";

    private const int RulesColumn = 13;
    private const int PersonColumn = 14;

    /// <summary>The number of some rules in force: a planning decides about thousands under the same ones.</summary>
    public static async Task<long> RulesOfAsync(DatabaseSession session, Reason inForce)
    {
        const string Find = "SELECT id FROM crm_rules WHERE md5(content) = md5($1) AND content = $1";
        var content = ReasonJson.Write(inForce);
        if (await session.ScalarAsync(Find, content).ConfigureAwait(false) is long known)
        {
            return known;
        }

        await session.ExecuteAsync("INSERT INTO crm_rules (content) VALUES ($1) ON CONFLICT DO NOTHING", content).ConfigureAwait(false);
        return await session.WholeAsync(Find, content).ConfigureAwait(false);
    }

    /// <summary>Adds decisions, each with the number of its rules.</summary>
    public static Task InsertAsync(DatabaseSession session, IEnumerable<(PlanDecision Decision, long? Rules)> decisions) =>
        session.CopyAsync($"crm_decision ({Columns}, rules)", decisions, static async (copy, row) =>
        {
            var (decision, rules) = row;
            await copy.WriteAsync(decision.Key.Customer.Value, NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(decision.Key.Reason, NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(decision.Key.Occurrence, NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync((int)decision.Outcome, NpgsqlDbType.Integer).ConfigureAwait(false);
            await copy.WriteAsync(ReasonJson.Write(decision.ProposedBecause), NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(ReasonJson.Write(decision.DecidedBecause), NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(decision.Rule, NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(ColumnInstant.From(decision.DecidedAt), NpgsqlDbType.Bigint).ConfigureAwait(false);
            await copy.WriteAsync(decision.FactsVersion, NpgsqlDbType.Bigint).ConfigureAwait(false);
            await copy.WriteAsync(decision.ZoneDataVersion, NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteAsync(decision.PolicyVersion, NpgsqlDbType.Text).ConfigureAwait(false);
            await copy.WriteOrNullAsync(decision.OpensAt is { } opens ? ColumnInstant.From(opens) : null).ConfigureAwait(false);
            await copy.WriteOrNullAsync(decision.ReliedOn is { } reliedOn ? ReasonJson.Write(reliedOn) : null).ConfigureAwait(false);
            await copy.WriteOrNullAsync(rules).ConfigureAwait(false);
        });

    /// <summary>The decisions about a person in the order in which they were stored, told of the person.</summary>
    public static IAsyncEnumerable<PlanDecision> OfPerson(DatabaseSession session, CustomerId person) =>
        session.StreamAsync(
            $"SELECT {Columns}, content, $1::text FROM crm_decision LEFT JOIN crm_rules ON id = rules WHERE customer = {People.AnyRecord} ORDER BY seq",
            Read,
            [person.Value]);

    private static PlanDecision Read(DatabaseRow row) => new()
    {
        Key = new TouchKey(row.Text(0), row.Text(1), row.Text(2)).OnBehalfOf(row.Text(PersonColumn)),
        Outcome = row.Member<PlanOutcome>(3),
        ProposedBecause = row.Reason(4),
        DecidedBecause = row.Reason(5),
        Rule = row.Text(6),
        DecidedAt = row.Instant(7),
        FactsVersion = row.Whole(8),
        ZoneDataVersion = row.Text(9),
        PolicyVersion = row.Text(10),
        OpensAt = row.IsNull(11) ? null : row.Instant(11),
        ReliedOn = row.IsNull(12) ? null : row.Reason(12),
        InForce = row.IsNull(RulesColumn) ? null : row.Reason(RulesColumn),
    };
}
