namespace CrmKit.Storage;

/// <content>Erasure.</content>
internal sealed partial class MemoryChange
{
    public bool Erase(CustomerId customer)
    {
        if (!State.People.ContainsKey(customer))
        {
            return false;
        }

        var person = State.PersonOf(customer);
        ImmutableArray<MemoryPerson> records = [.. State.RecordsOf(person)];
        ImmutableArray<ContactPoint> refused = [.. State.ConsentsOf(person).Where(StandingConsents.StopsOthers).Select(recorded => recorded.Entry.Point)];
        var ids = records.Select(record => record.Id).ToHashSet();
        var points = ErasureRules.PointsToSuppress(
            records.SelectMany(record => record.FormerRecords.Select(version => version.Customer).Append(record.Record?.Customer)).OfType<Customer>(),
            State.ConsentsOf(person).Select(recorded => recorded.Entry),
            State.RowsOf(person).Select(row => row.Row.Intent.Point).Concat(OptInsOf(ids).Select(request => request.Point)));
        var lines = ErasureRules.Lines(records.ToDictionary(record => record.Id, record => record.FirstRecordedAt), State.MergeLog, now);
        Forget(records, ids);
        ForgetAmongOthers(ids);
        State = State with { Erasures = State.Erasures.AddRange(lines) };
        foreach (var point in points)
        {
            Suppress(point, SuppressionKind.Objection);
        }

        NewFactsAt(refused);
        return true;
    }

    private IEnumerable<OptInRequest> OptInsOf(HashSet<CustomerId> ids) => State.OptIns.Values.Where(request => ids.Contains(request.Customer));

    private void Forget(ImmutableArray<MemoryPerson> records, HashSet<CustomerId> ids)
    {
        var byKey = State.EventsByKey.ToBuilder();
        foreach (var version in records.SelectMany(record => record.Events).Select(number => State.Events[number]))
        {
            var left = byKey[version.Event.Key].Remove(version.Number);
            byKey[version.Event.Key] = left;
            if (left.IsEmpty)
            {
                byKey.Remove(version.Event.Key);
            }
        }

        var refusedBy = State.RefusedBy.ToBuilder();
        foreach (var place in State.RefusedBy.Where(refused => refused.Value.Overlaps(ids)).Select(refused => refused.Key))
        {
            var left = refusedBy[place].Except(ids);
            refusedBy[place] = left;
            if (left.IsEmpty)
            {
                refusedBy.Remove(place);
            }
        }

        var effects = records.SelectMany(record => record.Effects).ToHashSet();
        State = State with
        {
            People = State.People.RemoveRange(ids),
            Events = State.Events.RemoveRange(records.SelectMany(record => record.Events)),
            EventsByKey = byKey.ToImmutable(),
            RefusedBy = refusedBy.ToImmutable(),
            Outbox = State.Outbox.RemoveRange(effects),
            Claimed = State.Claimed.RemoveRange(State.Claimed.Where(claim => effects.Contains(claim.Value)).Select(claim => claim.Key)),
            OptIns = State.OptIns.RemoveRange(OptInsOf(ids).Select(request => request.Fingerprint)),
        };
    }

    // Roles name the forgotten, and what an undone merge concluded names their addresses.
    private void ForgetAmongOthers(HashSet<CustomerId> ids)
    {
        var merges = State.Merges.Values.Where(known => ids.Contains(known.Merge.Survivor) || ids.Contains(known.Merge.Absorbed)).Select(known => known.Number).ToHashSet();
        State = State.WithoutMerges(merges);
        foreach (var other in State.People.Values.ToImmutableArray())
        {
            var consents = other.Consents.RemoveAll(consent => consent.Merge is { } merge && merges.Contains(merge));
            Update(other.Id, known => known with
            {
                Record = known.Record is { } record ? record with { Customer = ErasureRules.WithoutRolesTo(record.Customer, ids) } : null,
                FormerRecords = [.. known.FormerRecords.Select(version => version with { Customer = ErasureRules.WithoutRolesTo(version.Customer, ids) })],
                Consents = consents,
            });
            if (consents.Count != other.Consents.Count)
            {
                NewFacts(other.Id);
            }
        }
    }
}
