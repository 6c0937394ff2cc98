using System.Runtime.CompilerServices;

namespace CrmKit.Storage.PostgreSql;

/// <content>The timeline.</content>
public sealed partial class PostgreSqlCrmStore
{
    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CancellationToken cancellationToken = default) =>
        EventsAsync(EventTable.Standing, static merges => RecordTree.Standing(merges), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>What was not yet corrected then is told as what it was then.</remarks>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        EventsAsync(session => EventTable.StandingAt(session, knownAt), merges => RecordTree.At(merges, knownAt), cancellationToken)
            .Select(static recorded => new RecordedEvent(recorded.Event, recorded.RecordedAt));

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        EventsOfAsync(customer, EventTable.StandingOf, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<TimelineEvent> ReadPurchasesAsync(CancellationToken cancellationToken = default) =>
        EventsAsync(EventTable.StandingPurchases, static merges => RecordTree.Standing(merges), cancellationToken).Select(static recorded => recorded.Event);

    /// <inheritdoc/>
    /// <remarks>The server puts them in order; one person's events are in memory at a time.</remarks>
    public IAsyncEnumerable<RelationshipHistory> ReadHistoriesAsync(DateTimeZone zone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return HistoriesAsync(zone, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadVersionsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        EventsOfAsync(customer, EventTable.VersionsOf, cancellationToken);

    private async IAsyncEnumerable<RelationshipHistory> HistoriesAsync(DateTimeZone zone, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<TimelineEvent> own = [];
        await foreach (var recorded in EventsAsync(EventTable.StandingByPerson, static merges => RecordTree.Standing(merges), cancellationToken).ConfigureAwait(false))
        {
            if (own is [var first, ..] && first.Customer != recorded.Event.Customer)
            {
                yield return new RelationshipHistory(own, zone);
                own = [];
            }

            own.Add(recorded.Event);
        }

        if (own.Count > 0)
        {
            yield return new RelationshipHistory(own, zone);
        }
    }

    private async IAsyncEnumerable<RecordedEvent> EventsAsync(
        Func<DatabaseSession, IAsyncEnumerable<RecordedEvent>> query,
        Func<RecordMerges, RecordTree> tree,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await _connections.ReadAsync("reading events", cancellationToken).ConfigureAwait(false);
        await using var readingScope = reading.ConfigureAwait(false);
        var persons = tree(await MergeTable.AllAsync(reading.Session).ConfigureAwait(false));
        await foreach (var recorded in query(reading.Session).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return OnBehalfOf(recorded, persons.PersonOf(recorded.Event.Customer));
        }
    }

    private async IAsyncEnumerable<RecordedEvent> EventsOfAsync(
        CustomerId customer,
        Func<DatabaseSession, CustomerId, IAsyncEnumerable<RecordedEvent>> query,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await _connections.ReadAsync("reading events", cancellationToken).ConfigureAwait(false);
        await using var readingScope = reading.ConfigureAwait(false);
        var person = await People.PersonOfAsync(reading.Session, customer).ConfigureAwait(false);
        await foreach (var recorded in query(reading.Session, person).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return OnBehalfOf(recorded, person);
        }
    }

    private static RecordedEvent OnBehalfOf(RecordedEvent recorded, CustomerId person) =>
        person == recorded.Event.Customer ? recorded : recorded with { Event = recorded.Event.OnBehalfOf(person) };
}
