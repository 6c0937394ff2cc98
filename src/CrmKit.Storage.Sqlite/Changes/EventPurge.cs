namespace CrmKit.Storage.Sqlite;

/// <summary>Purges events by key, all versions together.</summary>
internal sealed class EventPurge(RetentionCutoffs cutoffs)
{
    // The kinds of EventTable by RetentionCutoffs.Of; others are never over, and no event is where a kind has no cutoff.
    private const string Before = "CASE WHEN kind IN (1, 3, 11) THEN $1 WHEN kind = 2 THEN $2 WHEN kind IN (4, 5, 8, 9, 12) THEN $3 END";

    private readonly long?[] _before = [Column(cutoffs.Purchases), Column(cutoffs.Touches), Column(cutoffs.Answers)];

    private long _last = long.MinValue;

    public RetentionReport Report { get; private set; } = new();

    /// <summary>The keys of the next events that may be over.</summary>
    public List<string> Candidates(SqliteSession session, int most)
    {
        List<string> keys = [];
        if (_last == long.MaxValue || _before.All(before => before is null))
        {
            return keys;
        }

        var read = 0;
        using var rows = session.Query($"SELECT seq, key FROM crm_event WHERE seq > $4 AND occurred_at < {Before} ORDER BY seq LIMIT $5", _before[0], _before[1], _before[2], _last, most);
        while (rows.Read())
        {
            _last = rows.Whole(0);
            keys.Add(rows.Text(1));
            read++;
        }

        _last = read < most ? long.MaxValue : _last;
        return keys;
    }

    public int Purge(SqliteSession session, List<string> keys)
    {
        var awaiting = cutoffs.Purchases is null ? [] : OutboxTable.AwaitingPurchase(session);
        HashSet<CustomerId> affected = [];
        var purged = 0;
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            purged += PurgeKey(session, key, awaiting, affected);
        }

        People.NewFacts(session, affected);
        return purged;
    }

    private int PurgeKey(SqliteSession session, string key, HashSet<CustomerId> awaiting, HashSet<CustomerId> affected)
    {
        List<(int Kind, string Customer, bool Stands)> versions = [];
        using (var rows = session.Query(
            $"SELECT kind, customer, superseded_at IS NULL, coalesce(occurred_at < {Before}, 0) FROM crm_event WHERE key = $4", _before[0], _before[1], _before[2], key))
        {
            while (rows.Read())
            {
                if (rows.Number(3) == 0 || (rows.Number(0) == 1 && awaiting.Contains(rows.Text(1))))
                {
                    return 0;
                }

                versions.Add((rows.Number(0), rows.Text(1), rows.Number(2) != 0));
            }
        }

        foreach (var (kind, customer, stands) in versions)
        {
            Count(kind);
            if (kind == 2 && stands)
            {
                affected.Add(customer);
            }
        }

        return session.Execute("DELETE FROM crm_event WHERE key = $1", key);
    }

    private void Count(int kind) => Report = kind switch
    {
        1 or 3 or 11 => Report with { Purchases = Report.Purchases + 1 },
        2 => Report with { Touches = Report.Touches + 1 },
        _ => Report with { Answers = Report.Answers + 1 },
    };

    private static long? Column(Instant? before) => before is { } cutoff ? ColumnInstant.From(cutoff) : null;
}
