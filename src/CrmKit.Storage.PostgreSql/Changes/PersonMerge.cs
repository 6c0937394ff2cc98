namespace CrmKit.Storage.PostgreSql;

/// <summary>Makes two people one, and two again, within an open transaction that has the turn to record.</summary>
internal sealed class PersonMerge(DatabaseSession session, ChangeWriter writer, RecordingClock recording)
{
    private readonly MergeConclusions _conclusions = new(session, recording.Now);

    public async Task<RecordMerge> MergeAsync(CustomerId survivor, CustomerId absorbed)
    {
        await RequireKnownAsync(survivor).ConfigureAwait(false);
        await RequireKnownAsync(absorbed).ConfigureAwait(false);
        var one = await People.PersonOfAsync(session, survivor).ConfigureAwait(false);
        var other = await People.PersonOfAsync(session, absorbed).ConfigureAwait(false);
        if (one == other)
        {
            var tree = await MergeTable.TreeOfAsync(session, one).ConfigureAwait(false);
            return tree.LinkOf(survivor, absorbed) ?? throw DatabaseFailure.Unreadable("a merge of people");
        }

        await LockAsync(one, other).ConfigureAwait(false);
        var merge = new RecordMerge(one, other, recording.Now);
        await ApplyAsync(EffectCollisions.AtMerge(
            await OutboxTable.EffectsOfAsync(session, one).ConfigureAwait(false),
            await OutboxTable.EffectsOfAsync(session, other).ConfigureAwait(false))).ConfigureAwait(false);
        await MergeTable.InsertAsync(session, merge).ConfigureAwait(false);
        await recording.MarkAsync().ConfigureAwait(false);
        await People.NewFactsOfBothAsync(session, one, other, await _conclusions.RenewAsync(one).ConfigureAwait(false)).ConfigureAwait(false);
        return merge;
    }

    public async Task<RecordMerge?> UndoAsync(CustomerId absorbed)
    {
        if (await MergeTable.StandingOfAsync(session, absorbed).ConfigureAwait(false) is not var (_, before, standing))
        {
            return null;
        }

        var person = await People.PersonOfAsync(session, absorbed).ConfigureAwait(false);
        await LockAsync(person).ConfigureAwait(false);

        // Nobody else changes the rows while they are shared out.
        await OutboxTable.EffectsOfAsync(session, person).ConfigureAwait(false);
        var since = await ConsentTable.SaidByAsync(session, person, before).ConfigureAwait(false);
        var undone = standing with { UnmergedAt = recording.Now };
        List<ContactPoint> affected = [];
        await MergeTable.UndoAsync(session, undone).ConfigureAwait(false);
        await recording.MarkAsync().ConfigureAwait(false);
        foreach (var side in (CustomerId[])[person, absorbed])
        {
            affected.AddRange(await TellAsync(side, since).ConfigureAwait(false));
            var records = (await MergeTable.TreeOfAsync(session, side).ConfigureAwait(false)).RecordsOf(side);
            await ApplyAsync(EffectCollisions.AtUnmerge(await OutboxTable.EffectsOfAsync(session, side).ConfigureAwait(false), side, records)).ConfigureAwait(false);
            affected.AddRange(await _conclusions.RenewAsync(side).ConfigureAwait(false));
        }

        await People.NewFactsOfBothAsync(session, person, absorbed, affected).ConfigureAwait(false);
        return undone;
    }

    // What was refused while both were one holds for either.
    private async Task<List<ContactPoint>> TellAsync(CustomerId side, ImmutableArray<RecordedConsent> since)
    {
        List<ContactPoint> affected = [];
        var points = (await CustomerTable.RecordsOfAsync(session, side).ConfigureAwait(false)).SelectMany(record => record.ContactPoints).Select(point => point.Point);
        var told = MergedConsent.AtUnmerge(since, points, side);
        var objections = MergedConsent.StandingObjections(told, since, recording.Now);
        foreach (var entry in told)
        {
            if (!await ConsentTable.TryInsertAsync(session, entry, recording.Number).ConfigureAwait(false))
            {
                continue;
            }

            affected.Add(entry.Point);
            if (objections.Contains(entry))
            {
                await writer.SuppressOnceAsync(side, entry.Point, SuppressionKind.Objection).ConfigureAwait(false);
            }
        }

        return affected;
    }

    private async Task ApplyAsync(ImmutableArray<StoredEffect> changes)
    {
        foreach (var after in changes)
        {
            await OutboxTable.PutAsync(session, after, recording.Number).ConfigureAwait(false);
        }
    }

    private async Task LockAsync(params CustomerId[] people)
    {
        var records = await session.ListAsync("SELECT id FROM crm_person WHERE id = ANY ($1) OR person = ANY ($1)", static row => row.Text(0), people.Select(person => person.Value).ToArray()).ConfigureAwait(false);
        await People.LockAsync(session, records).ConfigureAwait(false);
    }

    private async Task RequireKnownAsync(CustomerId customer)
    {
        if (!await People.IsKnownAsync(session, customer).ConfigureAwait(false))
        {
            throw new UnknownCustomerException(customer);
        }
    }
}
