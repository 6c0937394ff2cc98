namespace CrmKit.Storage.Sqlite;

/// <summary>Purges rows that are judged one by one, in the order of their numbers.</summary>
/// <param name="kind">What goes.</param>
/// <param name="before">Before when it is not kept; <c>null</c> where all of it is.</param>
internal sealed class NumberedPurge(NumberedPurge.Kind kind, Instant? before)
{
    private const string Finished = "(4, 5, 7)";

    private long _last = long.MinValue;

    public static Kind Decisions { get; } = new(
        "crm_decision",
        "seq",
        $"""
        decided_at < $2 AND NOT EXISTS (
            SELECT 1 FROM crm_outbox AS o
            WHERE o.customer = crm_decision.customer AND o.reason = crm_decision.reason AND o.occurrence = crm_decision.occurrence AND o.state NOT IN {Finished})
        """);

    public static Kind FormerRecords { get; } = new("crm_customer_version", "seq", "superseded_at < $2");

    // RetentionCutoffs.IsProofOver as SQL.
    public static Kind ConsentProofs { get; } = new(
        "crm_consent",
        "seq",
        """
        state = 1 AND reference IS NOT NULL AND merge IS NULL AND EXISTS (
            SELECT 1 FROM crm_consent AS r
            WHERE r.customer = crm_consent.customer AND r.folded = crm_consent.folded AND r.channel = crm_consent.channel AND r.seq > crm_consent.seq
            AND r.merge IS NULL AND r.void_from IS NULL AND r.recorded_at < $2
            AND (r.state = 3 OR (r.state = 2 AND r.purpose = crm_consent.purpose AND (r.topic IS NULL OR r.topic IS crm_consent.topic))))
        """,
        "UPDATE crm_consent SET reference = NULL");

    public static Kind OptInRequests { get; } = new("crm_opt_in", "0", "expires_at < $2", byNumber: false);

    public List<long> Candidates(SqliteSession session, int most)
    {
        List<long> numbers = [];
        if (before is not { } cutoff || _last == long.MaxValue)
        {
            return numbers;
        }

        if (!kind.IsByNumber)
        {
            // Few, and taken as long as there are any.
            return session.Scalar($"SELECT 1 FROM {kind.Table} WHERE {kind.Over} AND $1 = $1 LIMIT 1", 0, ColumnInstant.From(cutoff)) is null ? numbers : [most];
        }

        using var rows = session.Query($"SELECT {kind.Number} FROM {kind.Table} WHERE {kind.Number} > $1 AND {kind.Over} ORDER BY {kind.Number} LIMIT $3", _last, ColumnInstant.From(cutoff), most);
        while (rows.Read())
        {
            numbers.Add(rows.Whole(0));
        }

        _last = numbers.Count < most ? long.MaxValue : numbers[^1];
        return numbers;
    }

    public int Purge(SqliteSession session, List<long> numbers)
    {
        var cutoff = ColumnInstant.From(before!.Value);
        return kind.IsByNumber
            ? numbers.Sum(number => session.Execute($"{kind.Change} WHERE {kind.Number} = $1 AND {kind.Over}", number, cutoff))
            : session.Execute($"{kind.Change} WHERE fingerprint IN (SELECT fingerprint FROM {kind.Table} WHERE {kind.Over} LIMIT $1)", numbers[0], cutoff);
    }

    /// <summary>A table, what orders its rows, and which of them are over: $2 is before when nothing is kept.</summary>
    internal sealed class Kind(string table, string number, string over, string? change = null, bool byNumber = true)
    {
        public string Table => table;

        public string Number => number;

        public string Over => over;

        public string Change => change ?? $"DELETE FROM {table}";

        public bool IsByNumber => byNumber;
    }
}
