namespace CrmKit.Storage.Sqlite;

/// <summary>Effects as rows, under the ids of the records.</summary>
internal static class OutboxTable
{
    public const string Columns =
        """
        customer, reason, occurrence, class, purpose, channel, address, expires_at, because, policy_version, due_at, state, state_reason, changed_at, attempts,
        topic, gives
        """;

    private const int PersonColumn = 17;

    // A row that is held gives way; any other stays as it is. Attempts are history and stay too.
    private const string Insert =
        """
        INSERT INTO crm_outbox
            (customer, reason, occurrence, class, purpose, channel, address, folded, expires_at, because, policy_version, due_at, state, changed_at, attempts,
             topic, gives)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, 0, $14, $15)
        ON CONFLICT DO UPDATE SET
            class = excluded.class, purpose = excluded.purpose, channel = excluded.channel, address = excluded.address, folded = excluded.folded,
            expires_at = excluded.expires_at, because = excluded.because, policy_version = excluded.policy_version, due_at = excluded.due_at,
            state = excluded.state, state_reason = NULL, changed_at = excluded.changed_at, topic = excluded.topic, gives = excluded.gives
        WHERE crm_outbox.state = 6
        """;

    /// <summary>Adds a row, or makes a held one due again; <c>false</c> where the key stands there otherwise.</summary>
    public static bool TryEnqueue(SqliteSession session, OutboxRow row)
    {
        var intent = row.Intent;
        return session.Execute(
            Insert,
            intent.Key.Customer.Value,
            intent.Key.Reason,
            intent.Key.Occurrence,
            (int)intent.Class,
            intent.Purpose.Code,
            (int)intent.Point.Channel,
            intent.Point.Address,
            intent.Point.FoldedAddress,
            ColumnInstant.From(intent.ExpiresAt),
            ReasonJson.Write(row.Reason),
            row.PolicyVersion,
            ColumnInstant.From(row.DueAt),
            ColumnInstant.From(row.ChangedAt),
            intent.Topic?.Code,
            (int)intent.Kind) == 1;
    }

    /// <summary>All rows by due time, ties in ordinal order of the key; behind the columns the person.</summary>
    public static SqliteCursor ReadAll(SqliteSession session) => session.Query(
        $"""
        SELECT {Columns}, p.person FROM crm_outbox JOIN (SELECT id, coalesce(person, id) AS person FROM crm_person) AS p ON p.id = customer
        ORDER BY due_at, p.person COLLATE crm_ordinal, reason COLLATE crm_ordinal, occurrence COLLATE crm_ordinal, customer COLLATE crm_ordinal
        """);

    /// <summary>A row of all, told of the person, with reasons that stand in for those that cannot be read: for the eye.</summary>
    public static OutboxRow Show(SqliteCursor row)
    {
        var shown = Read(row, row.ReasonOrUnreadable(8));
        return shown with { Intent = shown.Intent.OnBehalfOf(row.Text(PersonColumn)) };
    }

    /// <summary>The row to work on. Why it stands where it does is for the eye alone, and may be unreadable.</summary>
    public static OutboxRow Read(SqliteCursor row) => Read(row, row.Reason(8));

    private static OutboxRow Read(SqliteCursor row, Reason because) => new()
    {
        Intent = new TouchIntent(
            new TouchKey(row.Text(0), row.Text(1), row.Text(2)),
            row.Member<TouchClass>(3),
            new Purpose(row.Text(4)),
            row.Point(5, 6),
            row.Instant(7))
        {
            Topic = row.TextOrNull(15) is { } topic ? new Topic(topic) : null,
            Kind = row.Member<TouchKind>(16),
        },
        Reason = because,
        PolicyVersion = row.Text(9),
        DueAt = row.Instant(10),
        State = row.Member<OutboxState>(11),
        StateReason = row.IsNull(12) ? null : row.ReasonOrUnreadable(12),
        ChangedAt = row.Instant(13),
        Attempts = row.Number(14),
    };
}
