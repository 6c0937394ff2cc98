namespace CrmKit.Storage.Sqlite;

/// <summary>Keeps what merges conclude up to date within an open transaction.</summary>
internal sealed class MergeConclusions(SqliteSession session, Instant now)
{
    /// <summary>Whether a record is one with another: nobody else has anything concluded.</summary>
    public bool IsMerged(CustomerId record) =>
        session.Scalar("SELECT 1 WHERE EXISTS (SELECT 1 FROM crm_person WHERE id = $1 AND person IS NOT NULL) OR EXISTS (SELECT 1 FROM crm_person WHERE person = $1)", record.Value) is not null;

    /// <summary>Voids what is not concluded of a record's person any more, and records what is missing.</summary>
    /// <returns>The contact points at which anything changed.</returns>
    public ImmutableArray<ContactPoint> Renew(CustomerId record)
    {
        var person = People.PersonOf(session, record);
        var tree = MergeTable.TreeOf(session, person);
        var merges = tree.RecordsOf(person).Select(id => MergeTable.StandingOf(session, id)).OfType<(long Number, long ConsentsBefore, RecordMerge Merge)>().OrderBy(standing => standing.Number).ToImmutableArray();
        var conclusions = Conclusions.Compare(
            ConsentTable.ConcludedOf(session, person),
            MergedConsent.Conclude(person, CustomerTable.RecordsOf(session, person), ConsentTable.SaidBy(session, person), merges.Select(standing => standing.Merge), now));
        foreach (var over in conclusions.Over)
        {
            ConsentTable.End(session, over.Number, ColumnInstant.From(now));
        }

        foreach (var (entry, merge, terms) in conclusions.Missing)
        {
            ConsentTable.Insert(session, entry, ColumnInstant.From(now), merges.First(standing => standing.Merge == merge).Number, terms);
        }

        return conclusions.Points;
    }
}
