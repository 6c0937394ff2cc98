namespace CrmKit.Storage.PostgreSql;

/// <summary>What was known of consent at a past instant.</summary>
internal static class PastConsents
{
    private const string OfRecords = $"SELECT {ConsentTable.Columns}, seq FROM crm_consent WHERE customer = ANY ($1)";

    // What ended is what merges concluded: each half goes by an index.
    private const string RefusalsAt =
        $"""
        SELECT {ConsentTable.Columns}, seq FROM crm_consent WHERE folded = $1 AND channel = $2 AND state <> 1 AND void_from IS NULL
        UNION ALL SELECT {ConsentTable.Columns}, seq FROM crm_consent WHERE merge IS NOT NULL AND void_from > $3 AND folded = $1 AND channel = $2 AND state <> 1
        """;

    public static async Task<KnownConsents> AtAsync(DatabaseSession session, CustomerId record, Instant knownAt)
    {
        var tree = RecordTree.At(await MergeTable.AllAsync(session).ConfigureAwait(false), knownAt);
        var id = tree.PersonOf(record);
        var records = tree.RecordsOf(id);
        Dictionary<CustomerId, Customer?> found = [];
        foreach (var one in records)
        {
            found[one] = await CustomerTable.FindAtAsync(session, one, knownAt).ConfigureAwait(false);
        }

        var person = StoredPerson.Of(id, records, one => found[one]);
        var own = await session.ListAsync(OfRecords, Read, records.Select(one => one.Value).ToArray()).ConfigureAwait(false);
        List<(long Seq, RecordedConsent Recorded)> others = [];
        foreach (var point in KnownConsents.PointsOf(person).DistinctBy(point => (point.Channel, point.FoldedAddress)))
        {
            others.AddRange(await session.ListAsync(RefusalsAt, Read, point.FoldedAddress, (int)point.Channel, ColumnInstant.From(knownAt)).ConfigureAwait(false));
        }

        others.RemoveAll(one => tree.PersonOf(one.Recorded.Entry.Customer) == id);
        return KnownConsents.Of(id, knownAt, person, InOrder(own), InOrder(others));
    }

    private static (long Seq, RecordedConsent Recorded) Read(DatabaseRow row) => (row.Whole(ConsentTable.Width), ConsentTable.Read(row));

    private static IEnumerable<RecordedConsent> InOrder(IEnumerable<(long Seq, RecordedConsent Recorded)> found) => found.OrderBy(one => one.Seq).Select(one => one.Recorded);
}
