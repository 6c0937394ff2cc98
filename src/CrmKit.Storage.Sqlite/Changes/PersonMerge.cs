namespace CrmKit.Storage.Sqlite;

/// <summary>Makes two people one, and two again, within an open transaction.</summary>
internal sealed class PersonMerge(SqliteSession session, ChangeWriter writer, RecordingClock recording)
{
    private readonly MergeConclusions _conclusions = new(session, recording.Now);

    public RecordMerge Merge(CustomerId survivor, CustomerId absorbed)
    {
        RequireKnown(survivor);
        RequireKnown(absorbed);
        var (one, other) = (People.PersonOf(session, survivor), People.PersonOf(session, absorbed));
        if (one == other)
        {
            return MergeTable.TreeOf(session, one).LinkOf(survivor, absorbed) ?? throw SqliteFailure.Unreadable("a merge of people");
        }

        var merge = new RecordMerge(one, other, recording.Now);
        Apply(EffectCollisions.AtMerge(OutboxTable.EffectsOf(session, one), OutboxTable.EffectsOf(session, other)));
        MergeTable.Insert(session, merge);
        recording.Mark();
        People.NewFactsOfBoth(session, one, other, _conclusions.Renew(one));
        return merge;
    }

    public RecordMerge? Undo(CustomerId absorbed)
    {
        if (MergeTable.StandingOf(session, absorbed) is not var (_, before, standing))
        {
            return null;
        }

        var person = People.PersonOf(session, absorbed);
        var since = ConsentTable.SaidBy(session, person, before);
        var undone = standing with { UnmergedAt = recording.Now };
        List<ContactPoint> affected = [];
        MergeTable.Undo(session, undone);
        recording.Mark();
        foreach (var side in (CustomerId[])[person, absorbed])
        {
            var told = MergedConsent.AtUnmerge(since, PointsOf(side), side);
            var objections = MergedConsent.StandingObjections(told, since, recording.Now);
            foreach (var entry in told)
            {
                if (!ConsentTable.TryInsert(session, entry, recording.Number))
                {
                    continue;
                }

                affected.Add(entry.Point);
                if (objections.Contains(entry))
                {
                    writer.SuppressOnce(side, entry.Point, SuppressionKind.Objection);
                }
            }

            Apply(EffectCollisions.AtUnmerge(OutboxTable.EffectsOf(session, side), side, MergeTable.TreeOf(session, side).RecordsOf(side)));
            affected.AddRange(_conclusions.Renew(side));
        }

        People.NewFactsOfBoth(session, person, absorbed, affected);
        return undone;
    }

    private void Apply(ImmutableArray<StoredEffect> changes)
    {
        foreach (var after in changes)
        {
            OutboxTable.Put(session, after, recording.Number);
        }
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
