namespace CrmKit.Storage.PostgreSql;

/// <content>The timeline.</content>
internal sealed partial class ChangeWriter
{
    // So many go to the server at once.
    private const int EventsAtOnce = 8192;

    private readonly List<TimelineEvent> _waiting = [];
    private bool? _wasEmpty;

    // A commit leaves the outbox as it is: whom purchases matter to is read once.
    private HashSet<CustomerId>? _awaitingPurchase;

    private async Task FlushEventsAsync()
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        // Whoever records has the turn: what is not known now is nobody else's in a moment.
        _wasEmpty ??= !await EventTable.IsAnyAsync(session).ConfigureAwait(false);
        HashSet<string> known = _wasEmpty == true && _eventsAdded == 0 ? new(StringComparer.Ordinal) : new(await EventTable.KnownAsync(session, _waiting).ConfigureAwait(false), StringComparer.Ordinal);
        List<TimelineEvent> fresh = [];
        List<TimelineEvent> others = [];
        foreach (var happened in _waiting)
        {
            (known.Add(happened.Key.Value) ? fresh : others).Add(happened);
        }

        _waiting.Clear();
        await AddAsync(fresh).ConfigureAwait(false);
        await CompareAsync(others).ConfigureAwait(false);
    }

    private async Task WriteEventsAsync(ChangeSet change)
    {
        foreach (var happened in change.Events.AsSpan().ToArray())
        {
            _waiting.Add(StoredForm.Of(happened));
            if (_waiting.Count == EventsAtOnce)
            {
                await FlushEventsAsync().ConfigureAwait(false);
            }
        }

        if (change.Corrections.AsSpan().IsEmpty && change.Retractions.AsSpan().IsEmpty)
        {
            return;
        }

        await FlushEventsAsync().ConfigureAwait(false);
        foreach (var correction in change.Corrections.AsSpan().ToArray())
        {
            await CorrectAsync(StoredForm.Of(correction)).ConfigureAwait(false);
        }

        foreach (var key in change.Retractions.AsSpan().ToArray())
        {
            await RetractAsync(key).ConfigureAwait(false);
        }
    }

    // Events whose keys are new.
    private async Task AddAsync(List<TimelineEvent> fresh)
    {
        if (fresh.Count == 0)
        {
            return;
        }

        CustomerId[] people = [.. fresh.Select(happened => happened.Customer).Distinct().Where(_people.Add)];
        await People.RequireAsync(session, people, recording).ConfigureAwait(false);
        await EventTable.InsertAsync(session, fresh, recording.Number).ConfigureAwait(false);
        await recording.MarkAsync().ConfigureAwait(false);
        _eventsAdded += fresh.Count;
        List<string> changed = [];
        foreach (var happened in fresh)
        {
            if (await IsNewFactAsync(happened).ConfigureAwait(false))
            {
                changed.Add(happened.Customer.Value);
            }
        }

        await People.NewFactsAsync(session, changed).ConfigureAwait(false);
    }

    // Events whose keys are known.
    private async Task CompareAsync(List<TimelineEvent> others)
    {
        if (others.Count == 0)
        {
            return;
        }

        var versions = await EventTable.VersionsUnderAsync(session, others).ConfigureAwait(false);
        foreach (var happened in others)
        {
            var standing = versions[happened.Key].FirstOrDefault(version => version.SupersededAt is null)?.Event;
            var former = versions[happened.Key].Where(version => version.SupersededAt is not null).Select(version => version.Event);
            if (EventVersions.OfEvent(standing, former, happened) == EventStep.Keep)
            {
                _eventsKnown++;
            }
            else if (Conflict is null)
            {
                throw new EventConflictException(happened.Key);
            }
            else
            {
                Conflict(happened.Key);
            }
        }
    }

    private async Task CorrectAsync(TimelineEvent correction)
    {
        await RequirePersonAsync(correction.Customer).ConfigureAwait(false);
        var (standing, former) = await EventTable.FindAsync(session, correction.Key).ConfigureAwait(false);
        switch (EventVersions.OfCorrection(standing, standing is not null || !former.IsEmpty, correction))
        {
            case EventStep.Add:
                _eventsAdded++;
                break;
            case EventStep.Correct:
                Report = Report with { EventsCorrected = Report.EventsCorrected + 1 };
                await EventTable.SupersedeAsync(session, correction.Key, recording.Number, isRetracted: false).ConfigureAwait(false);
                break;
            default:
                _eventsKnown++;
                return;
        }

        await EventTable.InsertAsync(session, [correction], recording.Number).ConfigureAwait(false);
        await recording.MarkAsync().ConfigureAwait(false);
        await NewFactsByAsync(correction, standing).ConfigureAwait(false);
    }

    private async Task RetractAsync(EventKey key)
    {
        if ((await EventTable.FindAsync(session, key).ConfigureAwait(false)).Standing is { } standing)
        {
            Report = Report with { EventsRetracted = Report.EventsRetracted + 1 };
            await EventTable.SupersedeAsync(session, key, recording.Number, isRetracted: true).ConfigureAwait(false);
            await recording.MarkAsync().ConfigureAwait(false);
            await NewFactsByAsync(standing).ConfigureAwait(false);
        }
    }

    // Each person once, however many of the events change the facts.
    private async Task NewFactsByAsync(TimelineEvent happened, TimelineEvent? former = null)
    {
        var isChanged = await IsNewFactAsync(happened).ConfigureAwait(false);
        if (former is null || !await IsNewFactAsync(former).ConfigureAwait(false))
        {
            if (isChanged)
            {
                await NewFactsAsync(happened.Customer).ConfigureAwait(false);
            }

            return;
        }

        await RequirePersonAsync(former.Customer).ConfigureAwait(false);
        await People.NewFactsOnceAsync(session, isChanged ? [happened.Customer, former.Customer] : [former.Customer]).ConfigureAwait(false);
    }

    private async ValueTask<bool> IsNewFactAsync(TimelineEvent happened) =>
        StoredFacts.AreChanged(happened, happened is Purchase && (_awaitingPurchase ??= await OutboxTable.AwaitingPurchaseAsync(session).ConfigureAwait(false)).Contains(happened.Customer));
}
