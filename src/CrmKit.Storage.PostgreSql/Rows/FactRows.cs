namespace CrmKit.Storage.PostgreSql;

/// <summary>The six readings beside the records from which facts are put together, of everybody. What they give stays under the ids of the records.</summary>
internal sealed class FactRows
{
    private const string Whose = "JOIN (SELECT id, coalesce(person, id) AS person FROM crm_person) AS p ON p.id = customer";
    private const string InOrder = "ORDER BY crm_ordinal(p.person) COLLATE \"C\"";

    // As StandingConsents.StopsOthers has it, in the words of the index.
    private const string RefusalsOfOthers =
        $"""
        WITH
        whose (id, person) AS (SELECT id, coalesce(person, id) FROM crm_person),
        refusal AS
            (SELECT r.customer, r.seq, r.folded, r.channel, w.person FROM crm_consent AS r JOIN whose AS w ON w.id = r.customer
             WHERE r.state <> 1 AND r.void_from IS NULL),
        shared (person, customer, seq) AS
            (SELECT w.person, r.customer, r.seq FROM refusal AS r
             JOIN crm_contact_point AS c ON c.folded = r.folded AND c.channel = r.channel
             JOIN whose AS w ON w.id = c.customer
             WHERE w.person <> r.person
             UNION
             SELECT o.person, r.customer, r.seq FROM refusal AS r
             JOIN crm_outbox AS o ON o.folded = r.folded AND o.channel = r.channel AND o.state IN (1, 2)
             WHERE o.person <> r.person)
        SELECT r.*, s.person FROM shared AS s
        JOIN LATERAL (SELECT {ConsentTable.Columns} FROM crm_consent AS c WHERE c.customer = s.customer AND c.seq = s.seq) AS r ON true
        ORDER BY crm_ordinal(s.person) COLLATE "C", s.seq
        """;

    private readonly GroupedRows<RecordedConsent> _consents;
    private readonly GroupedRows<RecordedConsent> _refusalsOfOthers;
    private readonly GroupedRows<Touch> _touches;
    private readonly GroupedRows<StoredContact?> _contacts;
    private readonly GroupedRows<TimelineEvent> _complaints;
    private readonly GroupedRows<LocalDate> _lastPurchases;

    private FactRows(
        GroupedRows<RecordedConsent> consents,
        GroupedRows<RecordedConsent> refusalsOfOthers,
        GroupedRows<Touch> touches,
        GroupedRows<StoredContact?> contacts,
        GroupedRows<TimelineEvent> complaints,
        GroupedRows<LocalDate> lastPurchases)
    {
        _consents = consents;
        _refusalsOfOthers = refusalsOfOthers;
        _touches = touches;
        _contacts = contacts;
        _complaints = complaints;
        _lastPurchases = lastPurchases;
    }

    public static async Task<FactRows> OfAllAsync(DatabaseSession session) => new(
        await OpenAsync(session, "consents", $"SELECT {ConsentTable.Columns}, p.person FROM crm_consent {Whose} {InOrder}, seq", ConsentTable.Width, ConsentTable.Read).ConfigureAwait(false),
        await OpenAsync(session, "refusals", RefusalsOfOthers, ConsentTable.Width, ConsentTable.Read).ConfigureAwait(false),
        await OpenAsync(session, "touches", Events("kind = 2"), EventTable.Width, static row => (Touch)EventTable.Read(row).Event).ConfigureAwait(false),
        await OpenAsync(session, "contacts", $"SELECT {ContactRow.Columns}, person FROM crm_outbox ORDER BY crm_ordinal(person) COLLATE \"C\"", ContactRow.Width, ContactRow.Read).ConfigureAwait(false),
        await OpenAsync(session, "complaints", Events("kind IN (6, 7)"), EventTable.Width, static row => EventTable.Read(row).Event).ConfigureAwait(false),
        await OpenAsync(
            session,
            "purchases",
            $"SELECT max(day), p.person FROM crm_event {Whose} WHERE kind = 1 AND superseded_at IS NULL GROUP BY p.person {InOrder}",
            1,
            static row => DayNumber.ToDate(row.Number(0))).ConfigureAwait(false));

    public async Task<StoredFacts> TakeAsync(CustomerId person, long version, ImmutableArray<Customer> records) => new()
    {
        Customer = person,
        FactsVersion = version,
        Records = records,
        Consents = await _consents.TakeAsync(person).ConfigureAwait(false),
        RefusalsOfOthers = await _refusalsOfOthers.TakeAsync(person).ConfigureAwait(false),
        Touches = await _touches.TakeAsync(person).ConfigureAwait(false),
        Complaints = await _complaints.TakeAsync(person).ConfigureAwait(false),
        LastPurchase = (await _lastPurchases.TakeAsync(person).ConfigureAwait(false)) is [var day] ? day : null,
        Rows = [.. (await _contacts.TakeAsync(person).ConfigureAwait(false)).Where(row => row.HasValue).Select(row => row.GetValueOrDefault())],
    };

    private static string Events(string kinds) =>
        $"SELECT {EventTable.Columns}, p.person FROM crm_event {Whose} WHERE {kinds} AND superseded_at IS NULL {InOrder}, seq";

    private static async Task<GroupedRows<T>> OpenAsync<T>(DatabaseSession session, string name, string sql, int personColumn, Func<DatabaseRow, T> read) =>
        new(await session.OpenAsync($"crmkit_{name}", sql, row => (row.Text(personColumn), read(row))).ConfigureAwait(false));
}
