using System.Runtime.CompilerServices;

namespace CrmKit.Storage.Sqlite;

/// <content>The timeline.</content>
public sealed partial class SqliteCrmStore
{
    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CancellationToken cancellationToken = default) =>
        EventsAsync(EventTable.Standing, static session => RecordTree.Standing(MergeTable.All(session)), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>What was not yet corrected then is told as what it was then.</remarks>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        EventsAsync(session => EventTable.StandingAt(session, knownAt), session => RecordTree.At(MergeTable.All(session), knownAt), cancellationToken)
            .Select(static recorded => new RecordedEvent(recorded.Event, recorded.RecordedAt));

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        EventsAsync(
            session => EventTable.StandingOf(session, People.PersonOf(session, customer)),
            session => MergeTable.TreeOf(session, People.PersonOf(session, customer)),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<TimelineEvent> ReadPurchasesAsync(CancellationToken cancellationToken = default) =>
        EventsAsync(EventTable.StandingPurchases, static session => RecordTree.Standing(MergeTable.All(session)), cancellationToken).Select(static recorded => recorded.Event);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadVersionsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        EventsAsync(
            session => EventTable.VersionsOf(session, People.PersonOf(session, customer)),
            session => MergeTable.TreeOf(session, People.PersonOf(session, customer)),
            cancellationToken);

    private async IAsyncEnumerable<RecordedEvent> EventsAsync(
        Func<SqliteSession, SqliteCursor> query,
        Func<SqliteSession, RecordTree> tree,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using var reading = _connections.Read("reading events");
        var persons = tree(reading.Session);
        using var rows = query(reading.Session);
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var recorded = rows.As(EventTable.Read);
            var person = persons.PersonOf(recorded.Event.Customer);
            yield return person == recorded.Event.Customer ? recorded : recorded with { Event = recorded.Event.OnBehalfOf(person) };
        }
    }
}
