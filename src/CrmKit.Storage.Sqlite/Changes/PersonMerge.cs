namespace CrmKit.Storage.Sqlite;

/// <summary>Makes two people one, and two again, within an open transaction.</summary>
internal sealed class PersonMerge(SqliteSession session, Instant now)
{
    private readonly long _now = ColumnInstant.From(now);

    public RecordMerge Merge(CustomerId survivor, CustomerId absorbed)
    {
        RequireKnown(survivor);
        RequireKnown(absorbed);
        var log = MergeTable.All(session);
        if (RecordTree.Standing(log).LinkOf(survivor, absorbed) is { } standing)
        {
            return standing;
        }

        var merge = new RecordMerge(People.PersonOf(session, survivor), People.PersonOf(session, absorbed), RecordTree.NextInstant(log, now));
        var givingWay = EffectCollisions.GivingWay(OutboxTable.EffectsOf(session, merge.Survivor), OutboxTable.EffectsOf(session, merge.Absorbed));
        var concluded = MergedConsent.AtMerge(
            new ConsentLedger(ConsentTable.OfPerson(session, merge.Survivor)),
            new ConsentLedger(ConsentTable.OfPerson(session, merge.Absorbed)),
            PointsOf(merge.Survivor).Concat(PointsOf(merge.Absorbed)),
            merge.Survivor,
            merge.MergedAt);

        var number = MergeTable.Insert(session, merge);
        foreach (var entry in concluded)
        {
            ConsentTable.Insert(session, entry, _now, number);
        }

        foreach (var key in givingWay)
        {
            OutboxTable.GiveWay(session, key, _now);
        }

        People.NewFactsOfBoth(session, merge.Survivor, merge.Absorbed, concluded.Select(entry => entry.Point));
        return merge;
    }

    public RecordMerge? Undo(CustomerId absorbed)
    {
        var log = MergeTable.All(session);
        if (RecordTree.Standing(log).MergeOf(absorbed) is not { } standing)
        {
            return null;
        }

        var person = People.PersonOf(session, absorbed);
        ImmutableArray<RecordedConsent> since = [.. ConsentTable.OfPerson(session, person).Where(recorded => recorded.RecordedAt >= standing.MergedAt)];
        HashSet<ContactPoint> refused = [.. ConsentTable.PointsOfMerge(session, absorbed)];
        var undone = standing with { UnmergedAt = RecordTree.NextInstant(log, now) };
        MergeTable.Undo(session, undone);
        foreach (var side in (CustomerId[])[person, absorbed])
        {
            foreach (var entry in MergedConsent.AtUnmerge(since, PointsOf(side), side))
            {
                if (ConsentTable.TryInsert(session, entry, _now))
                {
                    refused.Add(entry.Point);
                }
            }

            foreach (var key in EffectCollisions.DueAgain(OutboxTable.EffectsOf(session, side), side))
            {
                OutboxTable.MakeDue(session, key, _now);
            }
        }

        People.NewFactsOfBoth(session, person, absorbed, refused);
        return undone;
    }

    private IEnumerable<ContactPoint> PointsOf(CustomerId person) =>
        CustomerTable.RecordsOf(session, person).SelectMany(record => record.ContactPoints).Select(point => point.Point);

    private void RequireKnown(CustomerId customer)
    {
        if (!People.IsKnown(session, customer))
        {
            throw new UnknownCustomerException(customer);
        }
    }
}
