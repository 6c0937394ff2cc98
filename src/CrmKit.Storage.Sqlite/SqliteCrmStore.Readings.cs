using System.Runtime.CompilerServices;

namespace CrmKit.Storage.Sqlite;

/// <content>People, timeline and facts.</content>
public sealed partial class SqliteCrmStore
{
    /// <inheritdoc/>
    public Task<Customer?> FindCustomerAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var reading = _connections.Read("reading a customer");
        return Task.FromResult(CustomerTable.Find(reading.Session, customer));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Customer> ReadCustomersAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var reading = _connections.Read("reading customers");
        using var rows = reading.Session.Query($"SELECT {CustomerTable.Columns} FROM crm_customer ORDER BY id COLLATE crm_ordinal");
        using var points = FactRows.PointsOfAll(reading.Session);
        Func<SqliteCursor, Customer> read = row => CustomerTable.Read(row, points.Take(row.Text(0)));
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return rows.As(read);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CancellationToken cancellationToken = default) =>
        Stream("reading events", $"SELECT {EventTable.Columns} FROM crm_event ORDER BY seq", argument: null, EventTable.Read, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Stream("reading events", $"SELECT {EventTable.Columns} FROM crm_event WHERE customer = $1 ORDER BY seq", customer.Value, EventTable.Read, cancellationToken);

    /// <inheritdoc/>
    public Task<GateFacts> LoadFactsAsync(CustomerId customer, DateTimeZone businessZone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        cancellationToken.ThrowIfCancellationRequested();
        using var reading = _connections.Read("reading facts");
        var session = reading.Session;
        var version = People.FactsVersion(session, customer);
        CustomerZone? zone;
        using (var row = session.Query("SELECT zone, zone_source FROM crm_customer WHERE id = $1", customer.Value))
        {
            zone = row.Read() ? CustomerTable.Zone(row, 0, 1) : null;
        }

        using var rows = FactRows.Of(session, customer);
        return Task.FromResult(rows.Take(customer, version, zone).ToGateFacts(businessZone, Now, SuppressionIn(session)));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GateFacts> ReadFactsAsync(DateTimeZone businessZone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return ReadAllFactsAsync(businessZone, cancellationToken);
    }

    private async IAsyncEnumerable<GateFacts> ReadAllFactsAsync(DateTimeZone businessZone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var reading = _connections.Read("reading facts");
        using var people = reading.Session.Query(
            """
            SELECT c.id, p.facts_version, c.zone, c.zone_source
            FROM crm_customer AS c JOIN crm_person AS p ON p.id = c.id
            ORDER BY c.id COLLATE crm_ordinal
            """);
        using var rows = FactRows.OfAll(reading.Session);
        Func<SqliteCursor, StoredFacts> read = person => rows.Take(person.Text(0), person.Whole(1), CustomerTable.Zone(person, 2, 3));
        var isSuppressed = SuppressionIn(reading.Session);
        var now = Now;
        while (people.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return people.As(read).ToGateFacts(businessZone, now, isSuppressed);
        }
    }

    private Func<ContactPoint, bool> SuppressionIn(SqliteSession session) =>
        SuppressionTable.IsEmpty(session) ? _ => false : point => SuppressionTable.Contains(session, _hasher, point);

    private async IAsyncEnumerable<T> Stream<T>(
        string operation,
        string sql,
        string? argument,
        Func<SqliteCursor, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var reading = _connections.Read(operation);
        using var rows = argument is null ? reading.Session.Query(sql) : reading.Session.Query(sql, argument);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return rows.As(read);
        }
    }
}
