namespace CrmKit.Storage.Sqlite;

/// <summary>The log of merges as rows.</summary>
internal static class MergeTable
{
    private const string Columns = "survivor, absorbed, merged_at, unmerged_at";

    /// <summary>All merges in the order in which they were recorded.</summary>
    public static RecordMerges All(SqliteSession session)
    {
        using var rows = session.Query($"SELECT {Columns} FROM crm_merge ORDER BY seq");
        return new RecordMerges(ReadAll(rows));
    }

    /// <summary>The merges that stand among the records of one person.</summary>
    public static RecordTree TreeOf(SqliteSession session, CustomerId person)
    {
        using var rows = session.Query(
            $"""
            SELECT {Columns} FROM crm_merge
            WHERE unmerged_at IS NULL AND absorbed IN (SELECT id FROM crm_person WHERE person = $1) ORDER BY seq
            """,
            person.Value);
        var merges = ReadAll(rows);
        return merges.IsEmpty ? RecordTree.Empty : RecordTree.Standing(new RecordMerges(merges));
    }

    /// <summary>The merge that absorbed a record and stands, with the numbers of itself and of the last statement recorded before it.</summary>
    public static (long Number, long ConsentsBefore, RecordMerge Merge)? StandingOf(SqliteSession session, CustomerId absorbed)
    {
        using var rows = session.Query($"SELECT {Columns}, seq, consents_before FROM crm_merge WHERE absorbed = $1 AND unmerged_at IS NULL", absorbed.Value);
        return rows.Read() ? (rows.Whole(4), rows.Whole(5), rows.As(ReadMerge)) : null;
    }

    /// <summary>Adds a merge of two people and tells of the survivor what was told of the other.</summary>
    public static void Insert(SqliteSession session, RecordMerge merge)
    {
        session.Execute(
            "INSERT INTO crm_merge (survivor, absorbed, merged_at, consents_before) VALUES ($1, $2, $3, coalesce((SELECT max(seq) FROM crm_consent), 0))",
            merge.Survivor.Value,
            merge.Absorbed.Value,
            ColumnInstant.From(merge.MergedAt));
        session.Execute("UPDATE crm_person SET person = $1 WHERE id = $2 OR person = $2", merge.Survivor.Value, merge.Absorbed.Value);
        session.Execute("UPDATE crm_outbox SET person = $1 WHERE person = $2", merge.Survivor.Value, merge.Absorbed.Value);
    }

    /// <summary>Undoes a merge that stands: what was told of the absorbed record before is told of it again.</summary>
    public static void Undo(SqliteSession session, RecordMerge undone)
    {
        var (absorbed, at) = (undone.Absorbed, ColumnInstant.From(undone.UnmergedAt!.Value));
        session.Execute("UPDATE crm_merge SET unmerged_at = $2 WHERE absorbed = $1 AND unmerged_at IS NULL", absorbed.Value, at);
        session.Execute(
            """
            WITH RECURSIVE side (id) AS
                (SELECT $1 UNION ALL SELECT m.absorbed FROM side JOIN crm_merge AS m ON m.survivor = side.id AND m.unmerged_at IS NULL)
            UPDATE crm_person SET person = nullif($1, id) WHERE id IN side
            """,
            absorbed.Value);
        session.Execute($"UPDATE crm_outbox SET person = $1 WHERE customer IN {People.Records}", absorbed.Value);
    }

    private static ImmutableArray<RecordMerge> ReadAll(SqliteCursor rows)
    {
        var merges = ImmutableArray.CreateBuilder<RecordMerge>();
        while (rows.Read())
        {
            merges.Add(rows.As(ReadMerge));
        }

        return merges.ToImmutable();
    }

    private static RecordMerge ReadMerge(SqliteCursor row) =>
        new(row.Text(0), row.Text(1), row.Instant(2)) { UnmergedAt = row.IsNull(3) ? null : row.Instant(3) };
}
