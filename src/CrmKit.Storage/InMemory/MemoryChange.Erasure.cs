namespace CrmKit.Storage;

/// <content>Erasure.</content>
internal sealed partial class MemoryChange
{
    public int Erase(IReadOnlyCollection<CustomerId> customers)
    {
        ImmutableArray<CustomerId> people = [.. customers.Where(State.People.ContainsKey).Select(State.PersonOf).Distinct()];
        if (people.IsEmpty)
        {
            return 0;
        }

        ImmutableArray<MemoryPerson> records = [.. people.SelectMany(State.RecordsOf)];
        ImmutableArray<RecordedConsent> consents = [.. records.SelectMany(record => record.Consents).Select(consent => consent.Recorded)];
        var ids = records.Select(record => record.Id).ToHashSet();
        var points = ErasureRules.PointsToSuppress(
            records.SelectMany(record => record.FormerRecords.Select(version => version.Customer).Append(record.Record?.Customer)).OfType<Customer>(),
            consents,
            records.SelectMany(record => record.Rows.Values).Select(row => row.Row.Intent.Point).Concat(OptInsOf(ids).Select(request => request.Point)),
            point => SaidByOwnersThatStay(point, ids));
        var together = new TimesTogether(ids, State.MergeLog);
        var lines = ErasureRules.Lines(records.ToDictionary(record => record.Id, record => record.FirstRecordedAt), State.MergeLog, now);
        Forget(records, ids);
        ForgetAmongOthers(ids, points, together);
        State = State with { Erasures = State.Erasures.AddRange(lines) };
        Mark();
        foreach (var point in points)
        {
            Suppress(point, SuppressionKind.Objection);
        }

        NewFactsAt(consents.Where(StandingConsents.StopsOthers).Select(recorded => recorded.Entry.Point));
        return people.Length;
    }

    private IEnumerable<RecordedConsent>? SaidByOwnersThatStay(ContactPoint point, HashSet<CustomerId> ids)
    {
        var place = MemoryState.PlaceOf(point);
        return State.RecordsAt.At(place).IsSubsetOf(ids)
            ? null
            : State.RefusedBy.At(place).Except(ids).SelectMany(other => State.People[other].Consents).Where(consent => MemoryState.PlaceOf(consent.Recorded.Entry.Point) == place).Select(consent => consent.Recorded);
    }

    private IEnumerable<OptInRequest> OptInsOf(HashSet<CustomerId> ids) => State.OptIns.Values.Where(request => ids.Contains(request.Customer));

    private void Forget(ImmutableArray<MemoryPerson> records, HashSet<CustomerId> ids)
    {
        var byKey = State.EventsByKey.ToBuilder();
        foreach (var version in records.SelectMany(record => record.Events))
        {
            var left = byKey[version.Event.Key].Remove(version.Number);
            byKey[version.Event.Key] = left;
            if (left.IsEmpty)
            {
                byKey.Remove(version.Event.Key);
            }
        }

        State = State with
        {
            Events = State.Events.RemoveRange(records.SelectMany(record => record.Events).Select(version => version.Number)),
            EventsByKey = byKey.ToImmutable(),
            OptIns = State.OptIns.RemoveRange(OptInsOf(ids).Select(request => request.Fingerprint)),
        };
        State = records.SelectMany(record => record.Rows.Keys).Aggregate(State, (state, effect) => state.Without(effect));
        State = records.Aggregate(State, (state, record) => state.Without(record));
    }

    // Roles name the forgotten; what merges concluded and carried, what was recorded of others while they were one, rows and double opt-ins name their addresses.
    private void ForgetAmongOthers(HashSet<CustomerId> ids, ImmutableArray<ContactPoint> points, TimesTogether together)
    {
        var merges = State.Merges.Values.Where(known => ids.Contains(known.Merge.Survivor) || ids.Contains(known.Merge.Absorbed)).Select(known => known.Number).ToHashSet();
        State = State.WithoutMerges(merges);
        var nobodys = points.Select(MemoryState.PlaceOf).Where(place => State.RecordsAt.At(place).IsEmpty).ToHashSet();
        HashSet<CustomerId> affected = [.. ForgetRowsTo(nobodys)];
        State = State with { OptIns = State.OptIns.RemoveRange(State.OptIns.Values.Where(request => nobodys.Contains(MemoryState.PlaceOf(request.Point))).Select(request => request.Fingerprint)) };
        ForgetRolesTo(ids);
        var notTheirOwn = ForgetFormerAddresses(nobodys, together);
        var carried = ForgetConsents(consent => consent.Merge is { } merge
            ? merges.Contains(merge)
            : IsAt(nobodys, consent) && (ErasureRules.IsCarried(consent.Recorded.Entry) || IsOfTheTimeTogether(consent.Recorded)));
        affected.UnionWith(carried);
        affected.UnionWith(carried.Select(State.PersonOf).Distinct().SelectMany(person => ConcludeWithout(nobodys, person)).SelectMany(OwnersOf));
        affected.UnionWith(ForgetConsents(consent => consent is { Merge: not null, Recorded.VoidFrom: not null } && IsAt(nobodys, consent)));
        NewFacts(affected);

        bool IsOfTheTimeTogether(RecordedConsent said) =>
            notTheirOwn.TryGetValue(said.Entry.Customer, out var places)
            && places.Contains(MemoryState.PlaceOf(said.Entry.Point))
            && together.Includes(said.Entry.Customer, said.RecordedAt);

        static bool IsAt(HashSet<(Channel Channel, string FoldedAddress)> places, MemoryConsent consent) => places.Contains(MemoryState.PlaceOf(consent.Recorded.Entry.Point));
    }

    // Says which of the addresses are not their own, of those who were one with the forgotten.
    private Dictionary<CustomerId, ImmutableHashSet<(Channel Channel, string FoldedAddress)>> ForgetFormerAddresses(HashSet<(Channel Channel, string FoldedAddress)> nobodys, TimesTogether together)
    {
        Dictionary<CustomerId, ImmutableHashSet<(Channel Channel, string FoldedAddress)>> notTheirOwn = [];
        foreach (var other in together.Others.Where(State.People.ContainsKey))
        {
            var places = together.NotItsOwn(other, State.People[other].FormerRecords.Select(version => (version.Customer, version.RecordedAt)), nobodys);
            notTheirOwn.Add(other, places);
            Update(other, person => person with
            {
                FormerRecords = [.. person.FormerRecords.Select(version => version with { Customer = together.Left(version.Customer, version.RecordedAt, places) })],
            });
        }

        return notTheirOwn;
    }

    private ImmutableArray<CustomerId> ForgetRowsTo(IEnumerable<(Channel Channel, string FoldedAddress)> places)
    {
        var effects = places.SelectMany(State.RowsAt.At).ToImmutableArray();
        foreach (var effect in effects)
        {
            State = State.Without(effect);
            Update(effect.Customer, person => person with
            {
                Decisions = person.Decisions.RemoveAll(decision => decision.Decision.Key == effect),
            });
        }

        return [.. effects.Select(effect => effect.Customer)];
    }

    private void ForgetRolesTo(HashSet<CustomerId> ids)
    {
        foreach (var other in State.People.Values.Where(HasRole).ToImmutableArray())
        {
            Update(other.Id, known => known with
            {
                Record = known.Record is { } record ? record with { Customer = ErasureRules.WithoutRolesTo(record.Customer, ids) } : null,
                FormerRecords = [.. known.FormerRecords.Select(version => version with { Customer = ErasureRules.WithoutRolesTo(version.Customer, ids) })],
            });
        }

        bool HasRole(MemoryPerson person) =>
            person.FormerRecords.Select(version => version.Customer).Append(person.Record?.Customer).Any(record => record?.Roles.Any(role => ids.Contains(role.Of)) == true);
    }

    // Says of whom.
    private ImmutableArray<CustomerId> ForgetConsents(Predicate<MemoryConsent> isForgotten)
    {
        ImmutableArray<MemoryPerson> others = [.. State.People.Values.Where(person => person.Consents.Exists(isForgotten))];
        foreach (var other in others)
        {
            State = State.With(other, other.Consents.RemoveAll(isForgotten));
        }

        return [.. others.Select(other => other.Id)];
    }
}
