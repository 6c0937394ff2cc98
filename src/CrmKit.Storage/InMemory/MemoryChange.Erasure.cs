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
        var points = ErasureRules.PointsToSuppress(
            records.Select(record => record.Record?.Customer).OfType<Customer>(),
            State.ConsentsOf(person).Select(recorded => recorded.Entry),
            State.RowsOf(person).Where(row => row.ToEffect().IsPending).Select(row => row.Row.Intent.Point));
        var ids = records.Select(record => record.Id).ToHashSet();
        Forget(records, ids);
        ForgetAmongOthers(ids);
        State = State with { Erasures = State.Erasures.Add((records.Min(record => record.FirstRecordedAt), now)) };
        foreach (var point in points)
        {
            Suppress(point, SuppressionKind.Objection);
        }

        return true;
    }

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

        var effects = records.SelectMany(record => record.Effects).ToHashSet();
        State = State with
        {
            People = State.People.RemoveRange(ids),
            Events = State.Events.RemoveRange(records.SelectMany(record => record.Events)),
            EventsByKey = byKey.ToImmutable(),
            Outbox = State.Outbox.RemoveRange(effects),
            Claimed = State.Claimed.RemoveRange(State.Claimed.Where(claim => effects.Contains(claim.Value)).Select(claim => claim.Key)),
            OptIns = State.OptIns.RemoveRange(State.OptIns.Values.Where(request => ids.Contains(request.Customer)).Select(request => request.Fingerprint)),
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
