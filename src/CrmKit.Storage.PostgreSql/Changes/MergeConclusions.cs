namespace CrmKit.Storage.PostgreSql;

/// <summary>Keeps what merges conclude up to date within an open transaction.</summary>
internal sealed class MergeConclusions(DatabaseSession session, Instant now)
{
    /// <summary>Whether a record is one with another: nobody else has anything concluded.</summary>
    public Task<bool> IsMergedAsync(CustomerId record) =>
        session.AnyAsync("SELECT 1 WHERE EXISTS (SELECT 1 FROM crm_person WHERE id = $1 AND person IS NOT NULL) OR EXISTS (SELECT 1 FROM crm_person WHERE person = $1)", record.Value);

    /// <summary>Voids what is not concluded of a record's person any more, and records what is missing.</summary>
    /// <returns>The contact points at which anything changed.</returns>
    public async Task<ImmutableArray<ContactPoint>> RenewAsync(CustomerId record) => (await ConcludeAsync(record).ConfigureAwait(false)).Points;

    /// <summary>As <see cref="RenewAsync"/>, once somebody was forgotten: what is concluded no more is told, but at addresses that are nobody's.</summary>
    public async Task<ImmutableArray<ContactPoint>> RenewWithoutAsync(HashSet<(Channel Channel, string FoldedAddress)> nobodys, CustomerId person)
    {
        var renewed = await ConcludeAsync(person).ConfigureAwait(false);
        ImmutableArray<ConsentEntry> told = [.. renewed.ToTell(person, now).Where(entry => !nobodys.Contains((entry.Point.Channel, entry.Point.FoldedAddress)))];
        foreach (var entry in told)
        {
            await ConsentTable.InsertAsync(session, entry, ColumnInstant.From(now), merge: null, terms: null).ConfigureAwait(false);
        }

        return told.IsEmpty ? renewed.Points : [.. renewed.Points, .. await RenewAsync(person).ConfigureAwait(false)];
    }

    private async Task<Conclusions> ConcludeAsync(CustomerId record)
    {
        var person = await People.PersonOfAsync(session, record).ConfigureAwait(false);
        var tree = await MergeTable.TreeOfAsync(session, person).ConfigureAwait(false);
        List<(long Number, long ConsentsBefore, RecordMerge Merge)> merges = [];
        foreach (var id in tree.RecordsOf(person))
        {
            if (await MergeTable.StandingOfAsync(session, id).ConfigureAwait(false) is { } standing)
            {
                merges.Add(standing);
            }
        }

        merges.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        var said = await ConsentTable.SaidByAsync(session, person).ConfigureAwait(false);
        if (merges.Count < tree.RecordsOf(person).Length - 1 || said.Any(recorded => tree.PersonOf(recorded.Entry.Customer) != person))
        {
            throw DatabaseFailure.Unreadable("a merge of people");
        }

        var conclusions = Conclusions.Compare(
            await ConsentTable.ConcludedOfAsync(session, person).ConfigureAwait(false),
            MergedConsent.Conclude(person, await CustomerTable.RecordsOfAsync(session, person).ConfigureAwait(false), said, merges.Select(standing => standing.Merge), now));
        foreach (var over in conclusions.Over)
        {
            await ConsentTable.EndAsync(session, over.Number, ColumnInstant.From(now)).ConfigureAwait(false);
        }

        foreach (var (entry, merge, terms) in conclusions.Missing)
        {
            await ConsentTable.InsertAsync(session, entry, ColumnInstant.From(now), merges.Find(standing => standing.Merge == merge).Number, terms).ConfigureAwait(false);
        }

        return conclusions;
    }
}
