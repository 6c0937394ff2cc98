namespace CrmKit.Storage.PostgreSql;

/// <summary>Writes one commit within an open transaction that has the turn to record, and counts.</summary>
internal sealed partial class ChangeWriter(DatabaseSession session, DatabaseKeyRing keys, SuppressionHasher hasher, RecordingClock recording)
{
    private readonly HashSet<CustomerId> _people = [];

    // Of whom something changed that may matter to what their merges conclude.
    private readonly HashSet<CustomerId> _unsettled = [];
    private readonly MergeConclusions _conclusions = new(session, recording.Now);

    // Counted apart: an import adds hundreds of thousands.
    private int _eventsAdded;
    private int _eventsKnown;

    public CommitReport Report
    {
        get => field with { EventsAdded = _eventsAdded, EventsKnown = _eventsKnown };
        private set;
    } = new();

    /// <summary>Told of an event whose key is known with other content; <c>null</c> refuses it.</summary>
    public Action<EventKey>? Conflict { get; init; }

    /// <summary>Writes changes. Records and events may wait for others: <see cref="FlushAsync"/> ends a commit.</summary>
    public async Task WriteAsync(ChangeSet change)
    {
        await WriteCustomersAsync(change.Customers.AsSpan().ToArray()).ConfigureAwait(false);
        if (!change.Consents.AsSpan().IsEmpty || !change.Suppressions.AsSpan().IsEmpty)
        {
            // Whose facts these change depends on who has which contact points.
            await FlushCustomersAsync().ConfigureAwait(false);
        }

        foreach (var entry in change.Consents.AsSpan().ToArray())
        {
            await AddAsync(StoredForm.Of(entry)).ConfigureAwait(false);
        }

        foreach (var suppression in change.Suppressions.AsSpan().ToArray())
        {
            await AddAsync(suppression).ConfigureAwait(false);
        }

        await WriteEventsAsync(change).ConfigureAwait(false);
        await SettleAsync().ConfigureAwait(false);
    }

    /// <summary>Writes what waits for others.</summary>
    public async Task FlushAsync()
    {
        await FlushCustomersAsync().ConfigureAwait(false);
        await FlushEventsAsync().ConfigureAwait(false);
    }

    /// <summary>Brings up to date what merges conclude from statements that were added one by one.</summary>
    public async Task SettleAsync()
    {
        foreach (var record in _unsettled)
        {
            if (await _conclusions.IsMergedAsync(record).ConfigureAwait(false))
            {
                await People.NewFactsOfOwnersAsync(session, await _conclusions.RenewAsync(record).ConfigureAwait(false)).ConfigureAwait(false);
            }
        }

        _unsettled.Clear();
    }

    private async ValueTask RequirePersonAsync(CustomerId customer)
    {
        if (_people.Add(customer))
        {
            await People.RequireAsync(session, [customer], recording).ConfigureAwait(false);
        }
    }

    private async Task NewFactsAsync(CustomerId customer)
    {
        await RequirePersonAsync(customer).ConfigureAwait(false);
        await People.NewFactsAsync(session, customer).ConfigureAwait(false);
    }
}
