namespace CrmKit.Storage.PostgreSql;

/// <summary>The log of merges as rows.</summary>
internal static class MergeTable
{
    private const string Columns = "survivor, absorbed, merged_at, unmerged_at";

    /// <summary>All merges in the order in which they were recorded.</summary>
    public static async Task<RecordMerges> AllAsync(DatabaseSession session) =>
        new([.. await session.ListAsync($"SELECT {Columns} FROM crm_merge ORDER BY seq", ReadMerge).ConfigureAwait(false)]);

    /// <summary>The merges that stand among the records of one person, to be asked for together with others.</summary>
    public static DatabaseQuery<RecordMerge> StandingAmong(CustomerId person) => new(
        $"SELECT {Columns} FROM crm_merge WHERE unmerged_at IS NULL AND absorbed = ANY (ARRAY(SELECT id FROM crm_person WHERE person = $1)) ORDER BY seq",
        ReadMerge,
        person.Value);

    public static RecordTree TreeOf(DatabaseQuery<RecordMerge> standing) =>
        standing.Rows.Count == 0 ? RecordTree.Empty : RecordTree.Standing(new RecordMerges([.. standing.Rows]));

    /// <summary>The merges that stand among the records of one person.</summary>
    public static async Task<RecordTree> TreeOfAsync(DatabaseSession session, CustomerId person)
    {
        var standing = StandingAmong(person);
        await session.QueryAllAsync(standing).ConfigureAwait(false);
        return TreeOf(standing);
    }

    /// <summary>The merge that absorbed a record and stands, with the numbers of itself and of the last statement recorded before it.</summary>
    public static async Task<(long Number, long ConsentsBefore, RecordMerge Merge)?> StandingOfAsync(DatabaseSession session, CustomerId absorbed) =>
        await session.ListAsync(
            $"SELECT {Columns}, seq, consents_before FROM crm_merge WHERE absorbed = $1 AND unmerged_at IS NULL",
            static row => (row.Whole(4), row.Whole(5), ReadMerge(row)),
            absorbed.Value).ConfigureAwait(false) is [var standing]
            ? standing
            : null;

    /// <summary>Adds a merge of two people and tells of the survivor what was told of the other.</summary>
    public static Task InsertAsync(DatabaseSession session, RecordMerge merge) => session.ExecuteAllAsync(
        ("INSERT INTO crm_merge (survivor, absorbed, merged_at, consents_before) VALUES ($1, $2, $3, coalesce((SELECT max(seq) FROM crm_consent), 0))",
            [merge.Survivor.Value, merge.Absorbed.Value, ColumnInstant.From(merge.MergedAt)]),
        ("UPDATE crm_person SET person = $1 WHERE id = $2 OR person = $2", [merge.Survivor.Value, merge.Absorbed.Value]),
        ("UPDATE crm_outbox SET person = $1 WHERE person = $2", [merge.Survivor.Value, merge.Absorbed.Value]));

    /// <summary>Undoes a merge that stands: what was told of the absorbed record before is told of it again.</summary>
    public static Task UndoAsync(DatabaseSession session, RecordMerge undone) => session.ExecuteAllAsync(
        ("UPDATE crm_merge SET unmerged_at = $2 WHERE absorbed = $1 AND unmerged_at IS NULL", [undone.Absorbed.Value, ColumnInstant.From(undone.UnmergedAt!.Value)]),
        ("""
         WITH RECURSIVE side (id) AS
             (SELECT $1::text COLLATE "C" UNION ALL SELECT m.absorbed FROM side JOIN crm_merge AS m ON m.survivor = side.id AND m.unmerged_at IS NULL)
         UPDATE crm_person SET person = nullif($1, id) WHERE id IN (SELECT id FROM side)
         """,
            [undone.Absorbed.Value]),
        ($"UPDATE crm_outbox SET person = $1 WHERE customer = {People.AnyRecord}", [undone.Absorbed.Value]));

    private static RecordMerge ReadMerge(DatabaseRow row) =>
        new(row.Text(0), row.Text(1), row.Instant(2)) { UnmergedAt = row.IsNull(3) ? null : row.Instant(3) };
}
