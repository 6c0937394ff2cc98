namespace CrmKit.Storage.Sqlite;

/// <summary>The seven readings beside the records from which facts are put together, of one person or of all. What they give stays under the ids of the records.</summary>
internal sealed class FactRows : IDisposable
{
    private const string Contact =
        """
        customer, reason, occurrence, class, channel, address, state,
        CASE WHEN state IN (1, 2) THEN due_at WHEN state = 4 THEN changed_at ELSE coalesce(sending_at, changed_at) END, gives
        """;

    // The columns of each, and behind them the person.
    private const int EventColumns = 17;
    private const int ContactColumns = 9;

    private const string People = "JOIN (SELECT id, coalesce(person, id) AS person FROM crm_person) AS p ON p.id = customer";
    private const string InOrder = "ORDER BY p.person COLLATE crm_ordinal";
    private const string OfOne = $"customer IN {Sqlite.People.Records}";
    private const string StandingTouch = "kind = 2 AND superseded_at IS NULL";
    private const string StandingPurchase = "kind = 1 AND superseded_at IS NULL";

    // In the words of the index.
    private const string StandingComplaint = "kind IN (6, 7) AND superseded_at IS NULL";

    // As StandingConsents.StopsOthers has it, in the words of the index.
    private const string StopsOthers = "state <> 1 AND void_from IS NULL";

    // From the refusals to those who have the point, since most points were never refused; CROSS JOIN keeps SQLite to that order.
    private const string RefusalsOfOthers =
        $"""
        WITH
        whose (id, person) AS (SELECT id, coalesce(person, id) FROM crm_person),
        refusal AS (SELECT r.seq, r.folded, r.channel, w.person FROM crm_consent AS r CROSS JOIN whose AS w ON w.id = r.customer WHERE {StopsOthers}),
        shared (person, seq) AS
            (SELECT w.person, r.seq FROM refusal AS r
             CROSS JOIN crm_contact_point AS c ON c.folded = r.folded AND c.channel = r.channel
             CROSS JOIN whose AS w ON w.id = c.customer
             WHERE w.person <> r.person
             UNION
             SELECT o.person, r.seq FROM refusal AS r
             CROSS JOIN crm_outbox AS o ON o.folded = r.folded AND o.channel = r.channel AND o.state IN (1, 2)
             WHERE o.person <> r.person)
        SELECT {ConsentTable.Columns}, s.person FROM shared AS s CROSS JOIN crm_consent AS r ON r.seq = s.seq
        ORDER BY s.person COLLATE crm_ordinal, s.seq
        """;

    // From the points to the refusals: without CROSS JOIN, all statements are read for the sake of their order.
    private const string RefusalsOfOthersThanOne =
        $"""
        WITH point (at, by) AS
            (SELECT folded, channel FROM crm_contact_point WHERE {OfOne}
             UNION SELECT folded, channel FROM crm_outbox WHERE person = $1 AND state IN (1, 2))
        SELECT {ConsentTable.Columns}, $1 FROM point CROSS JOIN crm_consent ON folded = at AND channel = by
        WHERE {StopsOthers} AND customer NOT IN {Sqlite.People.Records}
        ORDER BY seq
        """;

    private readonly GroupedRows<RecordedConsent> _consents;
    private readonly GroupedRows<RecordedConsent> _refusalsOfOthers;
    private readonly GroupedRows<Touch> _touches;
    private readonly GroupedRows<StoredContact?> _contacts;
    private readonly GroupedRows<TimelineEvent> _complaints;
    private readonly GroupedRows<LocalDate?> _lastPurchases;
    private readonly GroupedRows<StoredContact> _spent;

    private FactRows(SqliteCursor consents, SqliteCursor refusalsOfOthers, SqliteCursor touches, SqliteCursor contacts, SqliteCursor complaints, SqliteCursor lastPurchases, SqliteCursor spent)
    {
        _consents = new(consents, ConsentTable.Width, ConsentTable.Read);
        _refusalsOfOthers = new(refusalsOfOthers, ConsentTable.Width, ConsentTable.Read);
        _touches = new(touches, EventColumns, static row => (Touch)EventTable.Read(row).Event);
        _contacts = new(contacts, ContactColumns, ReadContact);
        _complaints = new(complaints, EventColumns, static row => EventTable.Read(row).Event);
        _lastPurchases = new(lastPurchases, 1, static row => row.IsNull(0) ? null : DayNumber.ToDate(row.Number(0)));
        _spent = new(spent, SpentTable.ColumnCount, SpentTable.Read);
    }

    public static FactRows OfAll(SqliteSession session) => new(
        session.Query($"SELECT {ConsentTable.Columns}, p.person FROM crm_consent {People} {InOrder}, seq"),
        session.Query(RefusalsOfOthers),
        session.Query($"SELECT {EventTable.Columns}, p.person FROM crm_event {People} WHERE {StandingTouch} {InOrder}, seq"),
        session.Query($"SELECT {Contact}, person FROM crm_outbox ORDER BY person COLLATE crm_ordinal"),
        session.Query($"SELECT {EventTable.Columns}, p.person FROM crm_event {People} WHERE {StandingComplaint} {InOrder}, seq"),
        session.Query($"SELECT max(day), p.person FROM crm_event {People} WHERE {StandingPurchase} GROUP BY p.person {InOrder}"),
        SpentTable.OfAll(session));

    public static FactRows Of(SqliteSession session, CustomerId person) => new(
        session.Query($"SELECT {ConsentTable.Columns}, $1 FROM crm_consent WHERE {OfOne} ORDER BY seq", person.Value),
        session.Query(RefusalsOfOthersThanOne, person.Value),
        session.Query($"SELECT {EventTable.Columns}, $1 FROM crm_event WHERE {StandingTouch} AND {OfOne} ORDER BY seq", person.Value),
        session.Query($"SELECT {Contact}, person FROM crm_outbox WHERE person = $1", person.Value),
        session.Query($"SELECT {EventTable.Columns}, $1 FROM crm_event WHERE {StandingComplaint} AND {OfOne} ORDER BY seq", person.Value),
        session.Query($"SELECT max(day), $1 FROM crm_event WHERE {StandingPurchase} AND {OfOne}", person.Value),
        SpentTable.Of(session, person));

    public StoredFacts Take(CustomerId person, long version, ImmutableArray<Customer> records) => new()
    {
        Customer = person,
        FactsVersion = version,
        Records = records,
        Consents = _consents.Take(person),
        RefusalsOfOthers = _refusalsOfOthers.Take(person),
        Touches = _touches.Take(person),
        Complaints = _complaints.Take(person),
        LastPurchase = _lastPurchases.Take(person).FirstOrDefault(),
        Rows = [.. _contacts.Take(person).Where(row => row.HasValue).Select(row => row.GetValueOrDefault()), .. _spent.Take(person)],
    };

    public void Dispose()
    {
        _consents.Dispose();
        _refusalsOfOthers.Dispose();
        _touches.Dispose();
        _contacts.Dispose();
        _complaints.Dispose();
        _lastPurchases.Dispose();
        _spent.Dispose();
    }

    // A row that cannot be read and has not left will not leave: the claim at its time buries it. Until then it counts as buried, so that it holds
    // up neither this person nor anybody else; with a key that cannot be read it is no effect at all. One that left or may have left must be counted,
    // and is not passed over. A held one is no decision, and another planning writes it anew.
    private static StoredContact? ReadContact(SqliteCursor row)
    {
        if (row.TryAs(ReadWholeContact, out var contact))
        {
            return contact;
        }

        var state = row.Member<OutboxState>(6);
        if (state is not (OutboxState.Due or OutboxState.Held or OutboxState.Dead))
        {
            throw SqliteFailure.Unreadable("a contact that left");
        }

        return row.TryAs(ReadKey, out var key)
            ? new StoredContact(key, state == OutboxState.Held ? OutboxState.Held : OutboxState.Dead, default, default, default)
            : null;
    }

    private static StoredContact ReadWholeContact(SqliteCursor row) =>
        new(ReadKey(row), row.Member<OutboxState>(6), row.Instant(7), row.Member<TouchClass>(3), row.Point(4, 5)) { Kind = row.Member<TouchKind>(8) };

    private static TouchKey ReadKey(SqliteCursor row) => new(row.Text(0), row.Text(1), row.Text(2));
}
