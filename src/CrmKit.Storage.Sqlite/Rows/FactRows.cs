namespace CrmKit.Storage.Sqlite;

/// <summary>The five readings from which facts are put together, of one customer or of all.</summary>
internal sealed class FactRows : IDisposable
{
    private const string Points = "SELECT customer, channel, address FROM crm_contact_point";
    private const string Consents = "SELECT customer, channel, address, purpose, state, occurred_at, source, recorded_at FROM crm_consent";
    private const string Touches = "SELECT customer, key, occurred_at, reason, occurrence, class, channel FROM crm_event WHERE kind = 2";
    private const string Outbox =
        """
        SELECT customer, reason, occurrence, class, channel, address, state,
               CASE WHEN state IN (1, 2) THEN due_at WHEN state = 4 THEN changed_at ELSE coalesce(sending_at, changed_at) END
        FROM crm_outbox
        """;

    private const string InOrder = "ORDER BY customer COLLATE crm_ordinal";

    private readonly GroupedRows<ContactPoint> _points;
    private readonly GroupedRows<RecordedConsent> _consents;
    private readonly GroupedRows<Touch> _touches;
    private readonly GroupedRows<StoredContact?> _outbox;

    private FactRows(SqliteCursor points, SqliteCursor consents, SqliteCursor touches, SqliteCursor outbox)
    {
        _points = new(points, ReadPoint);
        _consents = new(consents, ReadConsent);
        _touches = new(touches, ReadTouch);
        _outbox = new(outbox, ReadContact);
    }

    public static GroupedRows<ContactPoint> PointsOfAll(SqliteSession session) => new(session.Query($"{Points} {InOrder}, position"), ReadPoint);

    public static FactRows OfAll(SqliteSession session) => new(
        session.Query($"{Points} {InOrder}, position"),
        session.Query($"{Consents} {InOrder}, seq"),
        session.Query($"{Touches} {InOrder}, seq"),
        session.Query($"{Outbox} {InOrder}"));

    public static FactRows Of(SqliteSession session, CustomerId customer) => new(
        session.Query($"{Points} WHERE customer = $1 ORDER BY position", customer.Value),
        session.Query($"{Consents} WHERE customer = $1 ORDER BY seq", customer.Value),
        session.Query($"{Touches} AND customer = $1 ORDER BY seq", customer.Value),
        session.Query($"{Outbox} WHERE customer = $1", customer.Value));

    public StoredFacts Take(CustomerId customer, long version, CustomerZone? zone) => new()
    {
        Customer = customer,
        FactsVersion = version,
        Zone = zone,
        Points = _points.Take(customer),
        Consents = _consents.Take(customer),
        Touches = _touches.Take(customer),
        Rows = [.. _outbox.Take(customer).Where(row => row.HasValue).Select(row => row.GetValueOrDefault())],
    };

    public void Dispose()
    {
        _points.Dispose();
        _consents.Dispose();
        _touches.Dispose();
        _outbox.Dispose();
    }

    private static ContactPoint ReadPoint(SqliteCursor row) => row.Point(1, 2);

    private static RecordedConsent ReadConsent(SqliteCursor row) => new(
        new ConsentEntry(row.Text(0), row.Point(1, 2), new Purpose(row.Text(3)), row.Member<ConsentState>(4), row.Instant(5), row.Text(6)),
        row.Instant(7));

    private static Touch ReadTouch(SqliteCursor row)
    {
        CustomerId customer = row.Text(0);
        var effect = new TouchKey(customer, row.Text(3), row.Text(4));
        return new Touch(new EventKey(row.Text(1)), customer, row.Instant(2), effect, row.Member<TouchClass>(5), row.Member<Channel>(6));
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
        new(ReadKey(row), row.Member<OutboxState>(6), row.Instant(7), row.Member<TouchClass>(3), row.Point(4, 5));

    private static TouchKey ReadKey(SqliteCursor row) => new(row.Text(0), row.Text(1), row.Text(2));
}
