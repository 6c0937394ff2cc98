namespace CrmKit.Storage.Sqlite;

/// <summary>Keeps what merges conclude up to date within an open transaction.</summary>
internal sealed class MergeConclusions(SqliteSession session, Instant now)
{
    /// <summary>Whether a record is one with another: nobody else has anything concluded.</summary>
    public bool IsMerged(CustomerId record) =>
        session.Scalar("SELECT 1 WHERE EXISTS (SELECT 1 FROM crm_person WHERE id = $1 AND person IS NOT NULL) OR EXISTS (SELECT 1 FROM crm_person WHERE person = $1)", record.Value) is not null;

    /// <summary>Voids what is not concluded of a record's person any more, and records what is missing.</summary>
    /// <returns>The contact points at which anything changed.</returns>
    public ImmutableArray<ContactPoint> Renew(CustomerId record) => Conclude(record).Points;

    /// <summary>As <see cref="Renew"/>, once somebody was forgotten: what is concluded no more is told, but at addresses that are nobody's.</summary>
    public ImmutableArray<ContactPoint> RenewWithout(HashSet<(Channel Channel, string FoldedAddress)> nobodys, CustomerId person)
    {
        var renewed = Conclude(person);
        ImmutableArray<ConsentEntry> told = [.. renewed.ToTell(person, now).Where(entry => !nobodys.Contains((entry.Point.Channel, entry.Point.FoldedAddress)))];
        foreach (var entry in told)
        {
            ConsentTable.Insert(session, entry, ColumnInstant.From(now), merge: null, terms: null);
        }

        return told.IsEmpty ? renewed.Points : [.. renewed.Points, .. Renew(person)];
    }

    private Conclusions Conclude(CustomerId record)
    {
        var person = People.PersonOf(session, record);
        var tree = MergeTable.TreeOf(session, person);
        var merges = tree.RecordsOf(person).Select(id => MergeTable.StandingOf(session, id)).OfType<(long Number, long ConsentsBefore, RecordMerge Merge)>().OrderBy(standing => standing.Number).ToImmutableArray();
        var said = ConsentTable.SaidBy(session, person);
        if (merges.Length < tree.RecordsOf(person).Length - 1 || said.Any(recorded => tree.PersonOf(recorded.Entry.Customer) != person))
        {
            throw SqliteFailure.Unreadable("a merge of people");
        }

        var conclusions = Conclusions.Compare(
            ConsentTable.ConcludedOf(session, person),
            MergedConsent.Conclude(person, CustomerTable.RecordsOf(session, person), said, merges.Select(standing => standing.Merge), now));
        foreach (var over in conclusions.Over)
        {
            ConsentTable.End(session, over.Number, ColumnInstant.From(now));
        }

        foreach (var (entry, merge, terms) in conclusions.Missing)
        {
            ConsentTable.Insert(session, entry, ColumnInstant.From(now), merges.First(standing => standing.Merge == merge).Number, terms);
        }

        return conclusions;
    }
}
