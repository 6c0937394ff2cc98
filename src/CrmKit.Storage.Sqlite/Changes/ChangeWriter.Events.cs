namespace CrmKit.Storage.Sqlite;

/// <content>The timeline.</content>
internal sealed partial class ChangeWriter
{
    private readonly PurchaseInsert _purchases = new(session);
    private bool? _hasFormer;

    // A commit leaves the outbox as it is: whom purchases matter to is read once.
    private HashSet<CustomerId>? _awaitingPurchase;

    private void WriteEvents(ChangeSet change)
    {
        foreach (var happened in change.Events.AsSpan())
        {
            Add(StoredForm.Of(happened));
        }

        foreach (var correction in change.Corrections.AsSpan())
        {
            Correct(StoredForm.Of(correction));
        }

        foreach (var key in change.Retractions.AsSpan())
        {
            Retract(key);
        }
    }

    private void Add(TimelineEvent happened)
    {
        // Where nothing was ever corrected, a key that is free is a new one: no look at former versions for each row of an import.
        _hasFormer ??= EventTable.HasFormer(session);
        var step = _hasFormer == false && TryInsert(happened)
            ? EventStep.Add
            : EventVersions.OfEvent(EventTable.Find(session, happened.Key), EventTable.Former(session, happened.Key), happened);
        switch (step)
        {
            case EventStep.Add:
                if (_hasFormer == true)
                {
                    TryInsert(happened);
                }

                RequirePerson(happened.Customer);
                _eventsAdded++;
                NewFactsBy(happened);
                return;
            case EventStep.Keep:
                _eventsKnown++;
                return;
            case var _ when Conflict is not null:
                Conflict(happened.Key);
                return;
            default:
                throw new EventConflictException(happened.Key);
        }
    }

    private void Correct(TimelineEvent correction)
    {
        RequirePerson(correction.Customer);
        var standing = EventTable.Find(session, correction.Key);
        var isKnownKey = standing is not null || !EventTable.Former(session, correction.Key).IsEmpty;
        switch (EventVersions.OfCorrection(standing, isKnownKey, correction))
        {
            case EventStep.Add:
                _eventsAdded++;
                break;
            case EventStep.Correct:
                Report = Report with { EventsCorrected = Report.EventsCorrected + 1 };
                Supersede(correction.Key, isRetracted: false);
                break;
            default:
                _eventsKnown++;
                return;
        }

        TryInsert(correction);
        NewFactsBy(correction, standing);
    }

    private void Retract(EventKey key)
    {
        if (EventTable.Find(session, key) is { } standing)
        {
            Report = Report with { EventsRetracted = Report.EventsRetracted + 1 };
            Supersede(key, isRetracted: true);
            NewFactsBy(standing);
        }
    }

    private bool TryInsert(TimelineEvent happened)
    {
        var isAdded = happened is Purchase purchase ? _purchases.TryInsert(purchase, recording.Number) : EventTable.TryInsert(session, happened, recording.Number);
        if (isAdded)
        {
            recording.Mark();
        }

        return isAdded;
    }

    private void Supersede(EventKey key, bool isRetracted)
    {
        EventTable.Supersede(session, key, recording.Number, isRetracted);
        recording.Mark();
        _hasFormer = true;
    }

    // Each person once, however many of the events change the facts.
    private void NewFactsBy(TimelineEvent happened, TimelineEvent? former = null)
    {
        var isChanged = IsNewFact(happened);
        if (former is null || !IsNewFact(former))
        {
            if (isChanged)
            {
                NewFacts(happened.Customer);
            }

            return;
        }

        RequirePerson(former.Customer);
        People.NewFacts(session, isChanged ? [happened.Customer, former.Customer] : [former.Customer]);
    }

    private bool IsNewFact(TimelineEvent happened) =>
        StoredFacts.AreChanged(happened, happened is Purchase && (_awaitingPurchase ??= OutboxTable.AwaitingPurchase(session)).Contains(happened.Customer));
}
