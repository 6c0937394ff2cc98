namespace CrmKit.Storage.Sqlite;

/// <summary>Decisions as rows.</summary>
internal static class DecisionTable
{
    private const string Columns =
        "customer, reason, occurrence, outcome, proposed_because, decided_because, rule, decided_at, facts_version, zone_data_version, policy_version, opens_at, relied_on";

    private const int RulesColumn = 13;
    private const int PersonColumn = 14;

    /// <summary>The number of some rules in force: a planning decides about thousands under the same ones.</summary>
    public static long RulesOf(SqliteSession session, Reason inForce)
    {
        var content = ReasonJson.Write(inForce);
        session.Execute("INSERT INTO crm_rules (content) VALUES ($1) ON CONFLICT DO NOTHING", content);
        return session.Whole("SELECT id FROM crm_rules WHERE content = $1", content);
    }

    /// <summary>Adds a decision.</summary>
    public static void Insert(SqliteSession session, PlanDecision decision, long? rules) =>
        session.Execute(
            $"INSERT INTO crm_decision ({Columns}, rules) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            decision.Key.Customer.Value,
            decision.Key.Reason,
            decision.Key.Occurrence,
            (int)decision.Outcome,
            ReasonJson.Write(decision.ProposedBecause),
            ReasonJson.Write(decision.DecidedBecause),
            decision.Rule,
            ColumnInstant.From(decision.DecidedAt),
            decision.FactsVersion,
            decision.ZoneDataVersion,
            decision.PolicyVersion,
            decision.OpensAt is { } opens ? ColumnInstant.From(opens) : null,
            decision.ReliedOn is { } reliedOn ? ReasonJson.Write(reliedOn) : null,
            rules);

    /// <summary>The decisions about a person in the order in which they were stored; behind the columns the person.</summary>
    public static SqliteCursor OfPerson(SqliteSession session, CustomerId person) =>
        session.Query($"SELECT {Columns}, content, $1 FROM crm_decision LEFT JOIN crm_rules ON id = rules WHERE customer IN {People.Records} ORDER BY seq", person.Value);

    /// <summary>A decision, told of the person.</summary>
    public static PlanDecision Read(SqliteCursor row) => new()
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
