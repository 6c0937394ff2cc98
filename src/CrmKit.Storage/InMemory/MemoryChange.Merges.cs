namespace CrmKit.Storage;

/// <content>Merges.</content>
internal sealed partial class MemoryChange
{
    public RecordMerge Merge(CustomerId survivor, CustomerId absorbed)
    {
        RequireKnown(survivor);
        RequireKnown(absorbed);
        if (State.Tree.LinkOf(survivor, absorbed) is { } standing)
        {
            return standing;
        }

        var merge = new RecordMerge(State.PersonOf(survivor), State.PersonOf(absorbed), RecordTree.NextInstant(State.MergeLog, now));
        var givingWay = EffectCollisions.GivingWay(EffectsOf(merge.Survivor), EffectsOf(merge.Absorbed));
        var concluded = MergedConsent.AtMerge(
            new ConsentLedger(State.ConsentsOf(merge.Survivor)),
            new ConsentLedger(State.ConsentsOf(merge.Absorbed)),
            PointsOf(merge.Survivor).Concat(PointsOf(merge.Absorbed)),
            merge.Survivor,
            merge.MergedAt);

        var numbered = new MemoryMerge(TakeNumber(), merge);
        foreach (var entry in concluded)
        {
            Record(entry, numbered.Number);
        }

        foreach (var key in givingWay)
        {
            State = State.With(State.Outbox[key].LetGo(OutboxState.Dead, new Reason(ReasonCodes.Merged), now));
        }

        State = State.With(State.Merges.Add(numbered));
        NewFactsOfBoth(merge.Survivor, merge.Absorbed, concluded.Select(entry => entry.Point));
        return merge;
    }

    public RecordMerge? Unmerge(CustomerId absorbed)
    {
        if (State.Tree.MergeOf(absorbed) is not { } standing)
        {
            return null;
        }

        var person = State.PersonOf(absorbed);
        ImmutableArray<RecordedConsent> since = [.. State.ConsentsOf(person).Where(recorded => recorded.RecordedAt >= standing.MergedAt)];
        var numbered = State.Merges.Single(known => known.Merge == standing);
        var undone = numbered with { Merge = standing with { UnmergedAt = RecordTree.NextInstant(State.MergeLog, now) } };
        State = State.With(State.Merges.Replace(numbered, undone));
        HashSet<ContactPoint> refused = [.. EndConclusionsOf(undone)];
        foreach (var side in (CustomerId[])[person, absorbed])
        {
            foreach (var entry in MergedConsent.AtUnmerge(since, PointsOf(side), side))
            {
                if (TryRecord(entry))
                {
                    refused.Add(entry.Point);
                }
            }

            foreach (var key in EffectCollisions.DueAgain(EffectsOf(side), side))
            {
                State = State.With(State.Outbox[key].LetGo(OutboxState.Due, reason: null, now));
            }
        }

        NewFactsOfBoth(person, absorbed, refused);
        return undone.Merge;
    }

    // Tells at which contact points.
    private ImmutableArray<ContactPoint> EndConclusionsOf(MemoryMerge undone)
    {
        ImmutableArray<MemoryConsent> ended = [.. State.People[undone.Merge.Survivor].Consents.Where(consent => consent.Merge == undone.Number)];
        Update(undone.Merge.Survivor, person => person with
        {
            Consents =
            [
                .. person.Consents.Select(consent => consent.Merge == undone.Number
                    ? consent with { Recorded = consent.Recorded with { VoidFrom = undone.Merge.UnmergedAt } }
                    : consent),
            ],
        });
        return [.. ended.Select(consent => consent.Recorded.Entry.Point)];
    }

    // Nothing that was judged of the one or the other before is accepted after, nor of others at points that were refused.
    private void NewFactsOfBoth(CustomerId one, CustomerId other, IEnumerable<ContactPoint> refused)
    {
        var version = Math.Max(State.People[one].FactsVersion, State.People[other].FactsVersion) + 1;
        NewFactsAt(refused);

        // Of the two, who own such points as well, all of this is one change.
        Update(one, person => person with { FactsVersion = version });
        Update(other, person => person with { FactsVersion = version });
    }

    private IEnumerable<StoredEffect> EffectsOf(CustomerId person) => State.RowsOf(person).Select(row => row.ToEffect());

    private IEnumerable<ContactPoint> PointsOf(CustomerId person) =>
        State.RecordsOf(person).SelectMany(record => record.Record?.Customer.ContactPoints ?? []).Select(point => point.Point);
}
