namespace CrmKit.Storage.Sqlite;

/// <summary>Writes one commit within an open transaction, and counts.</summary>
internal sealed partial class ChangeWriter(SqliteSession session, DatabaseKeyRing keys, SuppressionHasher hasher, RecordingClock recording)
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

    public void Write(ChangeSet change)
    {
        foreach (var customer in change.Customers.AsSpan())
        {
            Put(StoredForm.Of(customer));
        }

        foreach (var entry in change.Consents.AsSpan())
        {
            Add(StoredForm.Of(entry));
        }

        foreach (var suppression in change.Suppressions.AsSpan())
        {
            Add(suppression);
        }

        WriteEvents(change);
        Settle();
    }

    /// <summary>Brings up to date what merges conclude from statements that were added one by one.</summary>
    public void Settle()
    {
        foreach (var record in _unsettled.Where(_conclusions.IsMerged))
        {
            People.NewFactsOfOwners(session, _conclusions.Renew(record));
        }

        _unsettled.Clear();
    }

    private void RequirePerson(CustomerId customer)
    {
        if (_people.Add(customer))
        {
            People.Require(session, customer, recording);
        }
    }

    private void NewFacts(CustomerId customer)
    {
        RequirePerson(customer);
        People.NewFacts(session, customer);
    }

    private void Put(Customer customer)
    {
        var known = CustomerTable.Find(session, customer.Id)?.Customer;
        if (customer.Equals(known))
        {
            Report = Report with { CustomersUnchanged = Report.CustomersUnchanged + 1 };
            return;
        }

        Report = known is null
            ? Report with { CustomersAdded = Report.CustomersAdded + 1 }
            : Report with { CustomersChanged = Report.CustomersChanged + 1 };
        RequirePerson(customer.Id);
        CustomerTable.Put(session, customer, recording.Number);
        recording.Mark();
        if (known is null || !known.ContactPoints.AsSpan().SequenceEqual(customer.ContactPoints.AsSpan()))
        {
            CustomerTable.PutPoints(session, customer);
        }

        if (StoredFacts.AreChanged(known, customer))
        {
            NewFacts(customer.Id);
            _unsettled.Add(customer.Id);
        }
    }
}
