namespace CrmKit.Storage.Sqlite;

/// <summary>Purges complaints with what settled them, all of a person together.</summary>
internal sealed class ComplaintPurge(RetentionCutoffs cutoffs)
{
    private long _last = long.MinValue;

    /// <summary>The ids of the next records of whom there are complaints that may be over.</summary>
    public List<string> Candidates(SqliteSession session, int most)
    {
        List<string> customers = [];
        if (cutoffs.Complaints is not { } before || _last == long.MaxValue)
        {
            return customers;
        }

        using var rows = session.Query("SELECT seq, customer FROM crm_event WHERE seq > $1 AND kind IN (6, 7) AND occurred_at < $2 ORDER BY seq LIMIT $3", _last, ColumnInstant.From(before), most);
        while (rows.Read())
        {
            _last = rows.Whole(0);
            customers.Add(rows.Text(1));
        }

        _last = customers.Count < most ? long.MaxValue : _last;
        return customers;
    }

    public int Purge(SqliteSession session, List<string> customers)
    {
        var purged = 0;
        foreach (var person in customers.Select(customer => People.PersonOf(session, customer)).Distinct().ToList())
        {
            if (!IsWhole(session, person) || !cutoffs.AreComplaintsOver(VersionsOf(session, person)))
            {
                continue;
            }

            var gone = session.Execute($"DELETE FROM crm_event WHERE kind IN (6, 7) AND customer IN {People.Records}", person.Value);
            if (gone > 0)
            {
                People.NewFacts(session, MergeTable.TreeOf(session, person).RecordsOf(person));
            }

            purged += gone;
        }

        return purged;
    }

    // A version that was corrected to be somebody else's, or something else, stays with that.
    private static bool IsWhole(SqliteSession session, CustomerId person) =>
        session.Scalar(
            $"""
            SELECT 1 FROM crm_event AS own JOIN crm_event AS other ON other.key = own.key
            WHERE own.kind IN (6, 7) AND own.customer IN {People.Records} AND (other.kind NOT IN (6, 7) OR other.customer NOT IN {People.Records})
            """,
            person.Value) is null;

    private static List<RecordedEvent> VersionsOf(SqliteSession session, CustomerId person)
    {
        List<RecordedEvent> versions = [];
        using var rows = session.Query($"SELECT {EventTable.Columns} FROM crm_event WHERE kind IN (6, 7) AND customer IN {People.Records}", person.Value);
        while (rows.Read())
        {
            versions.Add(rows.As(EventTable.Read));
        }

        return versions;
    }
}
