namespace CrmKit.Storage.Sqlite;

/// <summary>Purges rows that are sent, uncertain or dead down to their keys.</summary>
internal sealed class OutboxPurge(RetentionCutoffs cutoffs)
{
    private const string Over = "state IN (4, 5, 7) AND changed_at < $1";

    private (string Customer, string Reason, string Occurrence)? _last = (string.Empty, string.Empty, string.Empty);

    /// <summary>The keys of the next rows that may be over, as they are stored: a row that cannot be read is over like any other.</summary>
    public List<(string Customer, string Reason, string Occurrence)> Candidates(SqliteSession session, int most)
    {
        List<(string Customer, string Reason, string Occurrence)> keys = [];
        if (cutoffs.OutboxRows is not { } before || _last is not { } last)
        {
            return keys;
        }

        using var rows = session.Query(
            $"""
            SELECT customer, reason, occurrence FROM crm_outbox WHERE {Over} AND (customer, reason, occurrence) > ($2, $3, $4)
            ORDER BY customer, reason, occurrence LIMIT $5
            """,
            ColumnInstant.From(before),
            last.Customer,
            last.Reason,
            last.Occurrence,
            most);
        while (rows.Read())
        {
            keys.Add((rows.Text(0), rows.Text(1), rows.Text(2)));
        }

        _last = keys.Count < most ? null : keys[^1];
        return keys;
    }

    public int Purge(SqliteSession session, List<(string Customer, string Reason, string Occurrence)> keys)
    {
        var before = ColumnInstant.From(cutoffs.OutboxRows!.Value);
        HashSet<string> affected = new(StringComparer.Ordinal);
        var purged = 0;
        foreach (var (customer, reason, occurrence) in keys)
        {
            const string Row = $"{Over} AND customer = $2 AND reason = $3 AND occurrence = $4";
            session.Execute($"INSERT INTO crm_outbox_spent SELECT customer, reason, occurrence, state FROM crm_outbox WHERE {Row} ON CONFLICT DO NOTHING", before, customer, reason, occurrence);
            if (session.Execute($"DELETE FROM crm_outbox WHERE {Row}", before, customer, reason, occurrence) > 0)
            {
                affected.Add(customer);
                purged++;
            }
        }

        People.NewFactsOf(session, affected);
        return purged;
    }
}
