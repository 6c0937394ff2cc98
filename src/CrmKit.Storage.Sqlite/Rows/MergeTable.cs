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

    /// <summary>Adds a merge of two people and tells of the survivor what was told of the other.</summary>
    /// <returns>The row's number.</returns>
    public static long Insert(SqliteSession session, RecordMerge merge)
    {
        var seq = (long)session.Scalar(
            "INSERT INTO crm_merge (survivor, absorbed, merged_at) VALUES ($1, $2, $3) RETURNING seq",
            merge.Survivor.Value,
            merge.Absorbed.Value,
            ColumnInstant.From(merge.MergedAt))!;
        session.Execute("UPDATE crm_person SET person = $1 WHERE id = $2 OR person = $2", merge.Survivor.Value, merge.Absorbed.Value);
        session.Execute("UPDATE crm_outbox SET person = $1 WHERE person = $2", merge.Survivor.Value, merge.Absorbed.Value);
        return seq;
    }

    /// <summary>Undoes a merge that stands: what it concluded is void, and what was told of the absorbed record before is told of it again.</summary>
    public static void Undo(SqliteSession session, RecordMerge undone)
    {
        var (absorbed, at) = (undone.Absorbed, ColumnInstant.From(undone.UnmergedAt!.Value));
        session.Execute(
            "UPDATE crm_consent SET void_from = $2 WHERE merge = (SELECT seq FROM crm_merge WHERE absorbed = $1 AND unmerged_at IS NULL)",
            absorbed.Value,
            at);
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
            merges.Add(rows.As(static row => new RecordMerge(row.Text(0), row.Text(1), row.Instant(2)) { UnmergedAt = row.IsNull(3) ? null : row.Instant(3) }));
        }

        return merges.ToImmutable();
    }
}
