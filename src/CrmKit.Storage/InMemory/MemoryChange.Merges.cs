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

        var (one, other) = (State.PersonOf(survivor), State.PersonOf(absorbed));
        var merge = new RecordMerge(one, other, now);
        Apply(EffectCollisions.AtMerge(EffectsOf(one), EffectsOf(other)));
        var numbered = new MemoryMerge(TakeNumber(), merge);
        State = State.With(numbered);
        Mark();
        NewFactsOfBoth(one, other, Conclude(one));
        return merge;
    }

    public RecordMerge? Unmerge(CustomerId absorbed)
    {
        if (State.StandingMergeOf(absorbed) is not { } standing)
        {
            return null;
        }

        var person = State.PersonOf(absorbed);
        ImmutableArray<RecordedConsent> since = [.. Statements(person).Where(said => said.Number > standing.Number).Select(said => said.Recorded)];
        var undone = standing.Merge with { UnmergedAt = now };
        List<ContactPoint> affected = [];
        State = State.With(standing with { Merge = undone });
        Mark();
        foreach (var side in (CustomerId[])[person, absorbed])
        {
            var told = MergedConsent.AtUnmerge(since, PointsOf(side), side);
            var objections = MergedConsent.StandingObjections(told, since, now);
            foreach (var entry in told)
            {
                if (!TryRecord(entry))
                {
                    continue;
                }

                affected.Add(entry.Point);
                if (objections.Contains(entry) && !State.SuppressionsOf(entry.Point, hasher).Any(found => found.Kind == SuppressionKind.Objection))
                {
                    Suppress(entry.Point, SuppressionKind.Objection, side);
                }
            }

            Apply(EffectCollisions.AtUnmerge(EffectsOf(side), side, State.Tree.RecordsOf(side)));
            affected.AddRange(Conclude(side));
        }

        NewFactsOfBoth(person, absorbed, affected);
        return undone;
    }

    // Brings up to date what the merges of a person conclude, and tells at which contact points it changed.
    private ImmutableArray<ContactPoint> Conclude(CustomerId record) => Renew(record).Points;

    // As it does once somebody was forgotten: what is concluded no more is told, but at addresses that are nobody's.
    private ImmutableArray<ContactPoint> ConcludeWithout(HashSet<(Channel Channel, string FoldedAddress)> nobodys, CustomerId person)
    {
        var renewed = Renew(person);
        ImmutableArray<ConsentEntry> told = [.. renewed.ToTell(person, now).Where(entry => !nobodys.Contains(MemoryState.PlaceOf(entry.Point)))];
        foreach (var entry in told)
        {
            Record(new RecordedConsent(entry, now), merge: null);
        }

        return told.IsEmpty ? renewed.Points : [.. renewed.Points, .. Conclude(person)];
    }

    private Conclusions Renew(CustomerId record)
    {
        var person = State.PersonOf(record);
        ImmutableArray<CustomerId> records = State.Tree.RecordsOf(person);
        ImmutableArray<MemoryMerge> merges = [.. records.Select(State.StandingMergeOf).OfType<MemoryMerge>().OrderBy(merge => merge.Number)];
        var standing = State.RecordsOf(person).SelectMany(one => one.Consents).Where(consent => consent.Merge is not null && consent.Recorded.VoidFrom is null);
        var conclusions = Conclusions.Compare(
            standing.Select(consent => new StoredConclusion(consent.Number, consent.Recorded, merges.FirstOrDefault(merge => merge.Number == consent.Merge)?.Merge.Absorbed)),
            MergedConsent.Conclude(
                person,
                [.. State.RecordsOf(person).Select(one => one.Record?.Customer).OfType<Customer>()],
                [.. Statements(person).Select(said => said.Recorded)],
                merges.Select(merge => merge.Merge),
                now));
        End(records, conclusions.Over.Select(over => over.Number).ToHashSet());
        foreach (var missing in conclusions.Missing)
        {
            Record(new RecordedConsent(missing.Entry, now) { Concluded = missing.Terms }, State.StandingMergeOf(missing.Merge.Absorbed)!.Number);
        }

        return conclusions;
    }

    private void End(ImmutableArray<CustomerId> records, HashSet<long> over)
    {
        foreach (var id in over.Count == 0 ? [] : records)
        {
            Update(id, person => person with
            {
                Consents =
                [
                    .. person.Consents.Select(consent => over.Contains(consent.Number)
                        ? consent with { Recorded = consent.Recorded with { VoidFrom = now } }
                        : consent),
                ],
            });
        }
    }

    private void Apply(ImmutableArray<StoredEffect> changes)
    {
        foreach (var after in changes)
        {
            State = State.With(State.Row(after.Key)!.As(after, now));
        }
    }

    // What was said, in the order in which it was recorded, without what merges concluded.
    private IEnumerable<MemoryConsent> Statements(CustomerId person) =>
        State.RecordsOf(person).SelectMany(record => record.Consents).Where(consent => consent.Merge is null).OrderBy(consent => consent.Number);

    // Nothing that was judged of the one or the other before is accepted after, nor of others at points of which something was concluded.
    private void NewFactsOfBoth(CustomerId one, CustomerId other, IEnumerable<ContactPoint> points)
    {
        var version = Math.Max(State.People[one].FactsVersion, State.People[other].FactsVersion) + 1;
        NewFactsAt(points);

        // Of the two, who own such points as well, all of this is one change.
        Update(one, person => person with { FactsVersion = version });
        Update(other, person => person with { FactsVersion = version });
    }

    private IEnumerable<StoredEffect> EffectsOf(CustomerId person) => State.RowsOf(person).Select(row => row.ToEffect())
        .Concat(State.RecordsOf(person).SelectMany(record => record.Spent).Select(spent => new StoredEffect(spent.Key, spent.Value, GaveWayTo: null)));

    private IEnumerable<ContactPoint> PointsOf(CustomerId person) =>
        State.RecordsOf(person).SelectMany(record => record.Record?.Customer.ContactPoints ?? []).Select(point => point.Point);
}
