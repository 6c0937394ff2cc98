namespace CrmKit.Storage;

/// <summary>One commit under way: the state that it would leave, and what it counted.</summary>
internal sealed class MemoryChange(MemoryState start, SuppressionHasher hasher, Instant now)
{
    public MemoryState State { get; private set; } = start;

    public CommitReport Report { get; private set; } = new();

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
    }

    private void Put(Customer customer)
    {
        var person = State.Person(customer.Id);
        if (customer.Equals(person.Record))
        {
            Report = Report with { CustomersUnchanged = Report.CustomersUnchanged + 1 };
            return;
        }

        Report = person.Record is null
            ? Report with { CustomersAdded = Report.CustomersAdded + 1 }
            : Report with { CustomersChanged = Report.CustomersChanged + 1 };
        var isFact = StoredFacts.AreChanged(person.Record, customer);
        person = person with { Record = customer };
        State = State.With(isFact ? person.WithNewFacts() : person);
    }

    private void Add(ConsentEntry entry)
    {
        var person = State.Person(entry.Customer);
        if (person.Consents.Any(known => known.Entry == entry))
        {
            Report = Report with { ConsentsKnown = Report.ConsentsKnown + 1 };
            return;
        }

        Report = Report with { ConsentsAdded = Report.ConsentsAdded + 1 };
        State = State.With((person with { Consents = person.Consents.Add(new RecordedConsent(entry, now)) }).WithNewFacts());
    }

    private void Add(Suppression suppression)
    {
        if (State.IsSuppressed(suppression.Point, hasher))
        {
            return;
        }

        Report = Report with { SuppressionsAdded = Report.SuppressionsAdded + 1 };
        State = State with { Suppressed = State.Suppressed.Add(hasher.Hash(suppression.Point)) };

        // An address may be several people's: the facts of each of them changed.
        var owners = State.People.Values.Where(person => person.Record?.ContactPoints.Any(point => suppression.Point.Reaches(point.Point)) == true).Select(person => person.Id);
        var promised = State.Outbox.Values.Where(row => row.ToContact().IsPending && suppression.Point.Reaches(row.Row.Intent.Point)).Select(row => row.Row.Intent.Key.Customer);
        foreach (var id in owners.Concat(promised).Append(suppression.Customer).ToHashSet())
        {
            State = State.WithNewFacts(id);
        }
    }

    private void Add(TimelineEvent happened)
    {
        if (State.EventsByKey.TryGetValue(happened.Key, out var known))
        {
            Report = StoredForm.IsSameContent(known, happened)
                ? Report with { EventsKnown = Report.EventsKnown + 1 }
                : throw new EventConflictException(happened.Key);
            return;
        }

        Report = Report with { EventsAdded = Report.EventsAdded + 1 };
        State = Record(State, happened, now);
        State = happened is Touch ? State.WithNewFacts(happened.Customer) : State;
    }

    public static MemoryState Record(MemoryState state, TimelineEvent happened, Instant now)
    {
        var recorded = new RecordedEvent(happened, now);
        var person = state.Person(happened.Customer);
        state = state.With(person with { Events = person.Events.Add(recorded) });
        return state with { Events = state.Events.Add(recorded), EventsByKey = state.EventsByKey.Add(happened.Key, happened) };
    }
}
