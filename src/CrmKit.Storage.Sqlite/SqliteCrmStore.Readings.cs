using System.Runtime.CompilerServices;

namespace CrmKit.Storage.Sqlite;

/// <content>People and facts.</content>
public sealed partial class SqliteCrmStore
{
    /// <inheritdoc/>
    public Task<Customer?> FindCustomerAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        ReadAsync("reading a customer", session => CustomerTable.FindPerson(session, People.PersonOf(session, customer)), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Customer> ReadCustomersAsync(CancellationToken cancellationToken = default) =>
        PeopleAsync(PersonRows.Now, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Customer> ReadCustomersAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        PeopleAsync(session => PersonRows.At(session, knownAt), cancellationToken);

    /// <inheritdoc/>
    public Task<StoredCustomer?> FindRecordAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        ReadAsync("reading a record", session => CustomerTable.Find(session, customer), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<CustomerId>> FindByPointAsync(ContactPoint point, CancellationToken cancellationToken = default)
    {
        _ = point.Address;
        return ReadAsync("looking up a contact point", session => CustomerTable.FindByPoint(session, point), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<GateFacts> LoadFactsAsync(CustomerId customer, DateTimeZone businessZone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return ReadAsync(
            "reading facts",
            session =>
            {
                var person = People.PersonOf(session, customer);
                using var rows = FactRows.Of(session, person);
                var facts = rows.Take(person, People.FactsVersion(session, person), CustomerTable.RecordsOf(session, person));
                return facts.ToGateFacts(businessZone, Now, SuppressionsIn(session));
            },
            cancellationToken);
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
        using var people = PersonRows.Now(reading.Session);
        using var rows = FactRows.OfAll(reading.Session);
        var suppressions = SuppressionsIn(reading.Session);
        var now = Now;
        while (people.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return rows.Take(people.Id, people.FactsVersion, people.Records).ToGateFacts(businessZone, now, suppressions);
        }
    }

    private async IAsyncEnumerable<Customer> PeopleAsync(Func<SqliteSession, PersonRows> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var reading = _connections.Read("reading customers");
        using var people = open(reading.Session);
        while (people.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return people.Person;
        }
    }

    // Another program on this file may have been given a new key since this one was opened.
    private Func<ContactPoint, ImmutableArray<SuppressedPoint>> SuppressionsIn(SqliteSession session)
    {
        if (SuppressionTable.IsEmpty(session))
        {
            return static _ => [];
        }

        _keys.RequireUsedKeys(session);
        return point => SuppressionTable.Of(session, _hasher, point);
    }

    private Task<T> ReadAsync<T>(string operation, Func<SqliteSession, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var reading = _connections.Read(operation);
        return Task.FromResult(read(reading.Session));
    }

    private async IAsyncEnumerable<T> Stream<T>(
        string operation,
        Func<SqliteSession, SqliteCursor> query,
        Func<SqliteCursor, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var reading = _connections.Read(operation);
        using var rows = query(reading.Session);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return rows.As(read);
        }
    }
}
