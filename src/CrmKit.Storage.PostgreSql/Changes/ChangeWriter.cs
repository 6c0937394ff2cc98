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

    /// <summary>Writes changes. Events may wait for others: <see cref="FlushAsync"/> ends a commit.</summary>
    public async Task WriteAsync(ChangeSet change)
    {
        foreach (var customer in change.Customers.AsSpan().ToArray())
        {
            await PutAsync(StoredForm.Of(customer)).ConfigureAwait(false);
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

    private async Task PutAsync(Customer customer)
    {
        var known = (await CustomerTable.FindAsync(session, customer.Id).ConfigureAwait(false))?.Customer;
        if (customer.Equals(known))
        {
            Report = Report with { CustomersUnchanged = Report.CustomersUnchanged + 1 };
            return;
        }

        Report = known is null
            ? Report with { CustomersAdded = Report.CustomersAdded + 1 }
            : Report with { CustomersChanged = Report.CustomersChanged + 1 };
        await RequirePersonAsync(customer.Id).ConfigureAwait(false);
        var hasNewPoints = known is null || !known.ContactPoints.AsSpan().SequenceEqual(customer.ContactPoints.AsSpan());
        await CustomerTable.PutAsync(session, customer, known is not null, hasNewPoints, recording.Number).ConfigureAwait(false);
        await recording.MarkAsync().ConfigureAwait(false);
        if (StoredFacts.AreChanged(known, customer))
        {
            await NewFactsAsync(customer.Id).ConfigureAwait(false);
            _unsettled.Add(customer.Id);
        }
    }
}
