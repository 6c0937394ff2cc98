namespace CrmKit.Storage.PostgreSql;

/// <summary>What facts are put together from, of one person, in three ways to the server.</summary>
internal static class FactsOfOne
{
    // From the points to the refusals.
    private const string RefusalsOfOthers =
        $"""
        WITH own (id) AS MATERIALIZED (SELECT $1::text UNION ALL SELECT id FROM crm_person WHERE person = $1),
        point (at, by) AS
            (SELECT folded, channel FROM own JOIN crm_contact_point ON customer = own.id
             UNION SELECT folded, channel FROM crm_outbox WHERE person = $1 AND state IN (1, 2))
        SELECT {ConsentTable.Columns} FROM point JOIN crm_consent ON folded = at AND channel = by
        WHERE state <> 1 AND void_from IS NULL AND customer NOT IN (SELECT id FROM own)
        ORDER BY seq
        """;

    public static async Task<StoredFacts> ReadAsync(DatabaseSession session, CustomerId customer)
    {
        var (person, version) = await People.FactsVersionAsync(session, customer).ConfigureAwait(false);
        var merges = MergeTable.StandingAmong(person);
        var records = new DatabaseQuery<Customer>($"SELECT document FROM crm_customer WHERE id = {People.AnyRecord}", static row => CustomerJson.FromText(row.Text(0)), person.Value);
        var consents = new DatabaseQuery<RecordedConsent>($"SELECT {ConsentTable.Columns} FROM crm_consent WHERE customer = {People.AnyRecord} ORDER BY seq", ConsentTable.Read, person.Value);
        var refusals = new DatabaseQuery<RecordedConsent>(RefusalsOfOthers, ConsentTable.Read, person.Value);
        var touches = Events("kind = 2", person);
        var complaints = Events("kind IN (6, 7)", person);
        var contacts = new DatabaseQuery<StoredContact?>($"SELECT {ContactRow.Columns} FROM crm_outbox WHERE person = $1", ContactRow.Read, person.Value);
        var purchase = new DatabaseQuery<LocalDate?>(
            $"SELECT max(day) FROM crm_event WHERE kind = 1 AND superseded_at IS NULL AND customer = {People.AnyRecord}",
            static row => row.IsNull(0) ? null : DayNumber.ToDate(row.Number(0)),
            person.Value);
        await session.QueryAllAsync(merges, records, consents, refusals, touches, complaints, contacts, purchase).ConfigureAwait(false);
        var found = records.Rows.ToDictionary(record => record.Id);
        return new StoredFacts
        {
            Customer = person,
            FactsVersion = version,
            Records = [.. MergeTable.TreeOf(merges).RecordsOf(person).Select(id => found.GetValueOrDefault(id)).OfType<Customer>()],
            Consents = [.. consents.Rows],
            RefusalsOfOthers = [.. refusals.Rows],
            Touches = [.. touches.Rows.Cast<Touch>()],
            Complaints = [.. complaints.Rows],
            LastPurchase = purchase.Rows.FirstOrDefault(),
            Rows = [.. contacts.Rows.Where(row => row.HasValue).Select(row => row.GetValueOrDefault())],
        };
    }

    /// <summary>The contact points whose suppression the facts may ask for.</summary>
    public static IEnumerable<ContactPoint> PointsOf(StoredFacts facts) =>
        facts.Records.SelectMany(record => record.ContactPoints).Select(point => point.Point).Concat(facts.Rows.Where(row => row.IsPending).Select(row => row.Point));

    private static DatabaseQuery<TimelineEvent> Events(string kinds, CustomerId person) => new(
        $"SELECT {EventTable.Columns} FROM crm_event WHERE {kinds} AND superseded_at IS NULL AND customer = {People.AnyRecord} ORDER BY seq",
        static row => EventTable.Read(row).Event,
        person.Value);
}
