namespace CrmKit.Storage;

/// <content>Retention.</content>
internal sealed partial class MemoryChange
{
    public RetentionReport Purge(RetentionCutoffs cutoffs)
    {
        var report = PurgeEvents(cutoffs);
        report = report with { Complaints = PurgeComplaints(cutoffs) };
        HashSet<CustomerId> affected = [];
        foreach (var person in State.People.Values.ToImmutableArray())
        {
            var rows = PurgeRows(person, cutoffs);
            if (rows > 0)
            {
                affected.Add(person.Id);
            }

            report = report with
            {
                OutboxRows = report.OutboxRows + rows,
                Decisions = report.Decisions + PurgeDecisions(person.Id, cutoffs),
                FormerRecords = report.FormerRecords + PurgeFormer(person.Id, cutoffs),
                ConsentProofs = report.ConsentProofs + PurgeProofs(person.Id, cutoffs),
            };
        }

        var requests = State.OptIns.Values.Where(request => request.ExpiresAt < cutoffs.OptInRequests).Select(request => request.Fingerprint).ToList();
        State = State with { OptIns = State.OptIns.RemoveRange(requests) };
        NewFacts(affected);
        return report with { OptInRequests = requests.Count };
    }

    private RetentionReport PurgeEvents(RetentionCutoffs cutoffs)
    {
        // A promise to be silent about what was bought holds as long as the contact waits.
        var awaiting = State.Rows.Where(row => row.ToContact().IsPending && !row.Row.Intent.Moot.IsNever).Select(row => State.PersonOf(row.Key.Customer)).ToHashSet();
        var gone = State.EventsByKey.Values
            .Select(numbers => numbers.ConvertAll(number => State.Events[number]))
            .Where(versions => versions.TrueForAll(IsOver))
            .SelectMany(versions => versions)
            .ToImmutableArray();
        Remove(gone);
        NewFacts(gone.Where(version => version is { Event: Touch, Stands: true }).Select(version => version.Event.Customer));
        return new RetentionReport
        {
            Purchases = gone.Count(version => version.Event is Purchase or PurchaseReturn or PaymentFailed),
            Touches = gone.Count(version => version.Event is Touch),
            Answers = gone.Count(version => version.Event is Reply or Feedback or Engagement or Promise or PromiseKept),
        };

        bool IsOver(MemoryEvent version) =>
            version.Event.OccurredAt < cutoffs.Of(version.Event) && !(version.Event is Purchase && awaiting.Contains(State.PersonOf(version.Event.Customer)));
    }

    private int PurgeComplaints(RetentionCutoffs cutoffs)
    {
        var purged = 0;
        foreach (var complaints in State.Events.Values.Where(IsComplaint).GroupBy(version => State.PersonOf(version.Event.Customer)).Select(same => same.ToImmutableArray()).ToImmutableArray())
        {
            // A version that was corrected to be somebody else's, or something else, stays with that.
            var isWhole = complaints.SelectMany(version => VersionsOf(version.Event.Key)).All(complaints.Contains);
            if (isWhole && cutoffs.AreComplaintsOver([.. complaints.Select(version => version.Recorded)]))
            {
                Remove(complaints);
                NewFacts(State.Tree.RecordsOf(State.PersonOf(complaints[0].Event.Customer)));
                purged += complaints.Length;
            }
        }

        return purged;

        static bool IsComplaint(MemoryEvent version) => version.Event is Complaint or ComplaintResolved;
    }

    private void Remove(ImmutableArray<MemoryEvent> gone)
    {
        var byKey = State.EventsByKey.ToBuilder();
        foreach (var version in gone)
        {
            byKey.Remove(version.Event.Key);
        }

        State = State with { Events = State.Events.RemoveRange(gone.Select(version => version.Number)), EventsByKey = byKey.ToImmutable() };
        foreach (var same in gone.GroupBy(version => version.Event.Customer))
        {
            var numbers = same.Select(version => version.Number).ToHashSet();
            Update(same.Key, person => person with { Events = person.Events.RemoveAll(version => numbers.Contains(version.Number)) });
        }
    }

    private int PurgeRows(MemoryPerson person, RetentionCutoffs cutoffs)
    {
        var gone = person.Rows.Values.Where(row => row.Row.State is OutboxState.Sent or OutboxState.Uncertain or OutboxState.Dead && row.Row.ChangedAt < cutoffs.OutboxRows).ToList();
        State = gone.Aggregate(State, (state, row) => state.Without(row.Key));
        if (gone.Count > 0)
        {
            Update(person.Id, known => known with { Spent = known.Spent.SetItems(gone.Select(row => KeyValuePair.Create(row.Key, row.Row.State))) });
        }

        return gone.Count;
    }

    private int PurgeDecisions(CustomerId id, RetentionCutoffs cutoffs)
    {
        var person = State.People[id];
        var left = person.Decisions.RemoveAll(decision => decision.Decision.DecidedAt < cutoffs.Decisions && !IsUnfinished(decision.Decision.Key));
        return Keep(person, left.Count == person.Decisions.Count ? person : person with { Decisions = left }, person.Decisions.Count - left.Count);

        bool IsUnfinished(TouchKey key) => person.Rows.TryGetValue(key, out var row) && row.Row.State is not (OutboxState.Sent or OutboxState.Uncertain or OutboxState.Dead);
    }

    private int PurgeFormer(CustomerId id, RetentionCutoffs cutoffs)
    {
        var person = State.People[id];
        var left = person.FormerRecords.RemoveAll(version => version.SupersededAt < cutoffs.FormerRecords);
        return Keep(person, person with { FormerRecords = left }, person.FormerRecords.Count - left.Count);
    }

    private int PurgeProofs(CustomerId id, RetentionCutoffs cutoffs)
    {
        var person = State.People[id];
        var over = person.Consents.Where(IsOver).ToList();
        var consents = over.Aggregate(person.Consents, (all, consent) => all.Replace(consent, WithoutReference(consent)));
        return Keep(person, person with { Consents = consents }, over.Count);

        bool IsOver(MemoryConsent consent) =>
            consent is { Merge: null, Recorded.Entry: { State: ConsentState.OptIn, Evidence.Reference: not null } agreement }
            && person.Consents.Exists(later => later.Number > consent.Number && later.Merge is null && cutoffs.IsProofOver(agreement, later.Recorded));

        static MemoryConsent WithoutReference(MemoryConsent consent) =>
            consent with { Recorded = consent.Recorded with { Entry = consent.Recorded.Entry with { Evidence = new ConsentEvidence(consent.Recorded.Entry.Evidence.Kind) } } };
    }

    private int Keep(MemoryPerson before, MemoryPerson after, int purged)
    {
        if (purged > 0)
        {
            Update(before.Id, _ => after);
        }

        return purged;
    }
}
