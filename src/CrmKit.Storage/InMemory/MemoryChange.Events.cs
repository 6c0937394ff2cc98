namespace CrmKit.Storage;

/// <content>The timeline.</content>
internal sealed partial class MemoryChange
{
    public bool TryGrant(CustomerId customer, string incentive)
    {
        RequireKnown(customer);
        var person = State.PersonOf(customer);
        var grant = StoredForm.Of(StoredIncentive.Of(person, incentive, clock));
        if (Standing(grant.Key) is not null || SamePeople(person).Any(HasGrant))
        {
            return false;
        }

        Record(grant);
        return true;

        bool HasGrant(CustomerId other) =>
            State.VersionsOf(other).Any(version => version.Stands && version.Event is IncentiveGrant known && string.Equals(known.Incentive, incentive, StringComparison.Ordinal));
    }

    private void Add(TimelineEvent happened)
    {
        var former = VersionsOf(happened.Key).Where(version => !version.Stands).Select(version => version.Event);
        switch (EventVersions.OfEvent(Standing(happened.Key)?.Event, former, happened))
        {
            case EventStep.Keep:
                Report = Report with { EventsKnown = Report.EventsKnown + 1 };
                break;
            case EventStep.Add:
                AddNew(happened);
                break;
            case var _ when Conflict is not null:
                Conflict(happened.Key);
                break;
            default:
                throw new EventConflictException(happened.Key);
        }
    }

    private void Correct(TimelineEvent happened)
    {
        var standing = Standing(happened.Key);
        switch (EventVersions.OfCorrection(standing?.Event, State.EventsByKey.ContainsKey(happened.Key), happened))
        {
            case EventStep.Keep:
                Report = Report with { EventsKnown = Report.EventsKnown + 1 };
                break;
            case EventStep.Add:
                AddNew(happened);
                break;
            default:
                Report = Report with { EventsCorrected = Report.EventsCorrected + 1 };
                Supersede(standing, isRetraction: false);
                Record(happened);
                NewFactsBy(standing?.Event, happened);
                break;
        }
    }

    private void Retract(EventKey key)
    {
        _ = key.Value;
        if (Standing(key) is { } standing)
        {
            Report = Report with { EventsRetracted = Report.EventsRetracted + 1 };
            Supersede(standing, isRetraction: true);
            NewFactsBy(standing.Event);
        }
    }

    private void AddNew(TimelineEvent happened)
    {
        Report = Report with { EventsAdded = Report.EventsAdded + 1 };
        Record(happened);
        NewFactsBy(happened);
    }

    private void Record(TimelineEvent happened)
    {
        var version = new MemoryEvent(TakeNumber(), new RecordedEvent(happened, now));
        Know(happened.Customer);
        State = State.With(version);
        Mark();
    }

    private void Supersede(MemoryEvent? version, bool isRetraction)
    {
        if (version is not null)
        {
            var superseded = version with { Recorded = version.Recorded with { SupersededAt = now, IsRetraction = isRetraction } };
            State = State.With(superseded);
            Mark();
        }
    }

    private void NewFactsBy(params IEnumerable<TimelineEvent?> events) =>
        NewFacts(events.OfType<TimelineEvent>().Where(happened => StoredFacts.AreChanged(happened, happened is Purchase && IsAwaited(happened.Customer))).Select(happened => happened.Customer));

    private bool IsAwaited(CustomerId customer) =>
        State.RowsOf(State.PersonOf(customer)).Any(row => row.ToContact().IsPending && !row.Row.Intent.Moot.IsNever);

    private MemoryEvent? Standing(EventKey key) => VersionsOf(key).FirstOrDefault(version => version.Stands);

    private IEnumerable<MemoryEvent> VersionsOf(EventKey key) => State.EventsByKey.GetValueOrDefault(key, []).Select(number => State.Events[number]);

    // A second record with the same address is not a second person.
    private IEnumerable<CustomerId> SamePeople(CustomerId person)
    {
        var sharing = PointsOf(person).Select(MemoryState.PlaceOf).SelectMany(State.RecordsAt.At);
        return sharing.Select(State.PersonOf).Append(person).Distinct();
    }
}
