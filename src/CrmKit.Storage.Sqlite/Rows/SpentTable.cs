namespace CrmKit.Storage.Sqlite;

/// <summary>Effects of which a purge left the key alone, under the ids of the records.</summary>
internal static class SpentTable
{
    /// <summary>How many columns the readings have in front of the person.</summary>
    public const int ColumnCount = 3;

    /// <summary>Those of all people, in ordinal order of the person.</summary>
    public static SqliteCursor OfAll(SqliteSession session) => session.Query(
        """
        SELECT customer, reason, occurrence, p.person FROM crm_outbox_spent JOIN (SELECT id, coalesce(person, id) AS person FROM crm_person) AS p ON p.id = customer
        ORDER BY p.person COLLATE crm_ordinal
        """);

    public static SqliteCursor Of(SqliteSession session, CustomerId person) =>
        session.Query($"SELECT customer, reason, occurrence, $1 FROM crm_outbox_spent WHERE customer IN {People.Records}", person.Value);

    public static StoredContact Read(SqliteCursor row) => StoredContact.Spent(new TouchKey(row.Text(0), row.Text(1), row.Text(2)));

    /// <summary>What merging looks at of them.</summary>
    public static void AddEffectsOf(SqliteSession session, CustomerId person, ImmutableArray<StoredEffect>.Builder effects)
    {
        using var rows = session.Query($"SELECT customer, reason, occurrence, state FROM crm_outbox_spent WHERE customer IN {People.Records}", person.Value);
        while (rows.Read())
        {
            effects.Add(rows.As(static row => new StoredEffect(new TouchKey(row.Text(0), row.Text(1), row.Text(2)), row.Member<OutboxState>(3), GaveWayTo: null)));
        }
    }
}
