namespace CrmKit.Storage.Sqlite;

/// <summary>What was known of consent at a past instant.</summary>
internal static class PastConsents
{
    private const string OfRecord = $"SELECT {ConsentTable.Columns}, seq FROM crm_consent WHERE customer = $1";

    // What ended is what merges concluded: each half goes by an index.
    private const string RefusalsAt =
        $"""
        SELECT {ConsentTable.Columns}, seq FROM crm_consent WHERE folded = $1 AND channel = $2 AND state <> 1 AND void_from IS NULL
        UNION ALL SELECT {ConsentTable.Columns}, seq FROM crm_consent WHERE merge IS NOT NULL AND void_from > $3 AND folded = $1 AND channel = $2 AND state <> 1
        """;

    public static KnownConsents At(SqliteSession session, CustomerId record, Instant knownAt)
    {
        var tree = RecordTree.At(MergeTable.All(session), knownAt);
        var id = tree.PersonOf(record);
        var records = tree.RecordsOf(id);
        var person = StoredPerson.Of(id, records, one => CustomerTable.FindAt(session, one, knownAt));
        var own = records.SelectMany(one => Read(session, OfRecord, one.Value));
        var others = KnownConsents.PointsOf(person)
            .DistinctBy(point => (point.Channel, point.FoldedAddress))
            .SelectMany(point => Read(session, RefusalsAt, point.FoldedAddress, (int)point.Channel, ColumnInstant.From(knownAt)))
            .Where(found => tree.PersonOf(found.Recorded.Entry.Customer) != id);
        return KnownConsents.Of(id, knownAt, person, InOrder(own), InOrder(others));
    }

    private static List<(long Seq, RecordedConsent Recorded)> Read(SqliteSession session, string sql, params ReadOnlySpan<object?> arguments)
    {
        List<(long Seq, RecordedConsent Recorded)> found = [];
        using var rows = session.Query(sql, arguments);
        while (rows.Read())
        {
            found.Add((rows.Whole(ConsentTable.Width), rows.As(ConsentTable.Read)));
        }

        return found;
    }

    private static IEnumerable<RecordedConsent> InOrder(IEnumerable<(long Seq, RecordedConsent Recorded)> found) => found.OrderBy(one => one.Seq).Select(one => one.Recorded);
}
