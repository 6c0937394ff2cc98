namespace CrmKit.Storage;

/// <summary>One transaction under way: the state that it would leave, and what it counted.</summary>
internal sealed partial class MemoryChange(MemoryState start, SuppressionHasher hasher, Instant clock, Instant now)
{
    // clock is what the clock shows, now the instant under which is recorded: RecordingInstant.

    // Of whom something changed that may matter to what their merges conclude.
    private readonly HashSet<CustomerId> _unsettled = [];

    public MemoryState State { get; private set; } = start;

    public CommitReport Report { get; private set; } = new();

    /// <summary>Told of an event whose key is known with other content; <c>null</c> refuses it.</summary>
    public Action<EventKey>? Conflict { get; set; }

    public static MemoryChange Begin(MemoryState start, SuppressionHasher hasher, Instant clock) =>
        new(start, hasher, clock, RecordingInstant.After(clock, start.LastRecordedAt));

    public void Take(ChangeSet change)
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

        foreach (var happened in change.Events.AsSpan())
        {
            Add(StoredForm.Of(happened));
        }

        foreach (var happened in change.Corrections.AsSpan())
        {
            Correct(StoredForm.Of(happened));
        }

        foreach (var key in change.Retractions.AsSpan())
        {
            Retract(key);
        }

        Settle();
    }

    // Once for all that a set says of a person.
    private void Settle()
    {
        if (!State.Tree.IsEmpty)
        {
            foreach (var person in _unsettled.Select(State.PersonOf).Distinct())
            {
                NewFactsAt(Conclude(person));
            }
        }

        _unsettled.Clear();
    }

    private void Put(Customer customer)
    {
        var known = State.People.GetValueOrDefault(customer.Id)?.Record;
        if (customer.Equals(known?.Customer))
        {
            Report = Report with { CustomersUnchanged = Report.CustomersUnchanged + 1 };
            return;
        }

        Report = known is null
            ? Report with { CustomersAdded = Report.CustomersAdded + 1 }
            : Report with { CustomersChanged = Report.CustomersChanged + 1 };
        Update(customer.Id, person => person with
        {
            Record = new StoredCustomer(customer, now),
            FormerRecords = known is null ? person.FormerRecords : person.FormerRecords.Add(new MemoryVersion(known.Customer, known.RecordedAt, now)),
        });
        Mark();
        if (StoredFacts.AreChanged(known?.Customer, customer))
        {
            NewFacts(customer.Id);
            _unsettled.Add(customer.Id);
        }
    }

    private void Update(CustomerId id, Func<MemoryPerson, MemoryPerson> change)
    {
        var known = State.People.GetValueOrDefault(id);
        State = State.With(change(known ?? new MemoryPerson(id, now)));
        if (known is null)
        {
            Mark();
        }
    }

    private void Know(CustomerId id)
    {
        if (!State.People.ContainsKey(id))
        {
            Update(id, person => person);
        }
    }

    // Once something that bears the instant of recording was written. Nothing else may: a clock that was ahead while nothing was recorded must hold up nobody.
    private void Mark() => State = State with { LastRecordedAt = now };

    // What changes under one id changes for the person, too, whose record it is.
    private void NewFacts(params IEnumerable<CustomerId> records)
    {
        foreach (var id in records.SelectMany(record => new[] { record, State.PersonOf(record) }).ToHashSet())
        {
            Update(id, person => person with { FactsVersion = person.FactsVersion + 1 });
        }
    }

    private long TakeNumber()
    {
        var number = State.NextNumber;
        State = State with { NextNumber = number + 1 };
        return number;
    }

    private void RequireKnown(CustomerId customer)
    {
        if (!State.People.ContainsKey(customer))
        {
            throw new UnknownCustomerException();
        }
    }
}
