using System.Runtime.CompilerServices;

namespace CrmKit.Storage.PostgreSql;

/// <content>People and facts.</content>
public sealed partial class PostgreSqlCrmStore
{
    // The suppressions of so many people are asked for at once.
    private const int PeopleAtOnce = 256;

    /// <inheritdoc/>
    public Task<Customer?> FindCustomerAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        ReadAsync(
            "reading a customer",
            async session => await CustomerTable.FindPersonAsync(session, await People.PersonOfAsync(session, customer).ConfigureAwait(false)).ConfigureAwait(false),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Customer> ReadCustomersAsync(CancellationToken cancellationToken = default) => PeopleAsync(PersonRows.NowAsync, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Customer> ReadCustomersAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        PeopleAsync(session => PersonRows.AtAsync(session, knownAt), cancellationToken);

    /// <inheritdoc/>
    public Task<StoredCustomer?> FindRecordAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        ReadAsync("reading a record", session => CustomerTable.FindAsync(session, customer), cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<CustomerId>> FindByPointAsync(ContactPoint point, CancellationToken cancellationToken = default)
    {
        _ = point.Address;
        return ReadAsync("looking up a contact point", session => CustomerTable.FindByPointAsync(session, point), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<GateFacts> LoadFactsAsync(CustomerId customer, DateTimeZone businessZone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return ReadAsync(
            "reading facts",
            async session =>
            {
                var facts = await FactsOfOne.ReadAsync(session, customer).ConfigureAwait(false);
                var suppressions = await SuppressionsAsync(session, FactsOfOne.PointsOf(facts)).ConfigureAwait(false);
                return facts.ToGateFacts(businessZone, await _connections.NowAsync(session).ConfigureAwait(false), suppressions);
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
        var reading = await _connections.ReadAsync("reading facts", cancellationToken).ConfigureAwait(false);
        await using var readingScope = reading.ConfigureAwait(false);
        var session = reading.Session;
        var people = await PersonRows.NowAsync(session).ConfigureAwait(false);
        var rows = await FactRows.OfAllAsync(session).ConfigureAwait(false);
        var hasSuppressions = !await SuppressionTable.IsEmptyAsync(session).ConfigureAwait(false);
        var now = await _connections.NowAsync(session).ConfigureAwait(false);
        List<StoredFacts> some = [];
        bool isMore;
        do
        {
            isMore = await people.ReadAsync().ConfigureAwait(false);
            if (isMore)
            {
                some.Add(await rows.TakeAsync(people.Id, people.FactsVersion, people.Records).ConfigureAwait(false));
            }

            if (isMore && some.Count < PeopleAtOnce)
            {
                continue;
            }

            var suppressions = hasSuppressions ? await SuppressionsAsync(session, some.SelectMany(FactsOfOne.PointsOf)).ConfigureAwait(false) : static _ => [];
            foreach (var facts in some)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return facts.ToGateFacts(businessZone, now, suppressions);
            }

            some.Clear();
        }
        while (isMore);
    }

    private async IAsyncEnumerable<Customer> PeopleAsync(Func<DatabaseSession, Task<PersonRows>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await _connections.ReadAsync("reading customers", cancellationToken).ConfigureAwait(false);
        await using var readingScope = reading.ConfigureAwait(false);
        var people = await open(reading.Session).ConfigureAwait(false);
        while (await people.ReadAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return people.Person;
        }
    }

    // Another program on this database may have been given a new key since this store was opened.
    private async Task<Func<ContactPoint, ImmutableArray<SuppressedPoint>>> SuppressionsAsync(DatabaseSession session, IEnumerable<ContactPoint> points)
    {
        if (await SuppressionTable.IsEmptyAsync(session).ConfigureAwait(false))
        {
            return static _ => [];
        }

        await _keys.RequireUsedKeysAsync(session).ConfigureAwait(false);
        return await SuppressionTable.OfAsync(session, _hasher, points).ConfigureAwait(false);
    }

    private async Task<T> ReadAsync<T>(string operation, Func<DatabaseSession, Task<T>> read, CancellationToken cancellationToken)
    {
        var reading = await _connections.ReadAsync(operation, cancellationToken).ConfigureAwait(false);
        await using var readingScope = reading.ConfigureAwait(false);
        return await read(reading.Session).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<T> Stream<T>(string operation, Func<DatabaseSession, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await _connections.ReadAsync(operation, cancellationToken).ConfigureAwait(false);
        await using var readingScope = reading.ConfigureAwait(false);
        await foreach (var item in read(reading.Session).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }
}
