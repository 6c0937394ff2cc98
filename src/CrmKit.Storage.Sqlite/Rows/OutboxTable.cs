namespace CrmKit.Storage.Sqlite;

/// <summary>Effects as rows, under the ids of the records.</summary>
internal static class OutboxTable
{
    public const string Columns =
        """
        customer, reason, occurrence, class, purpose, channel, address, expires_at, because, policy_version, due_at, state, state_reason, changed_at, attempts,
        topic, gives, person, regards, moot_after
        """;

    /// <summary>How many <see cref="Columns"/> are.</summary>
    public const int ColumnCount = 20;

    private const int PersonColumn = 17;

    private const string InOrder = "ORDER BY due_at, person COLLATE crm_ordinal, reason COLLATE crm_ordinal, occurrence COLLATE crm_ordinal, customer COLLATE crm_ordinal";

    private static readonly string Merged = ReasonJson.Write(new Reason(ReasonCodes.Merged));

    // A row that is held gives way; any other stays as it is. Attempts are history and stay too.
    private const string Insert =
        """
        INSERT INTO crm_outbox
            (customer, reason, occurrence, class, purpose, channel, address, folded, expires_at, because, policy_version, due_at, state, changed_at, attempts,
             topic, gives, person, regards, moot_after)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13, 0, $14, $15, $16, $17, $18)
        ON CONFLICT DO UPDATE SET
            class = excluded.class, purpose = excluded.purpose, channel = excluded.channel, address = excluded.address, folded = excluded.folded,
            expires_at = excluded.expires_at, because = excluded.because, policy_version = excluded.policy_version, due_at = excluded.due_at,
            state = excluded.state, state_reason = NULL, changed_at = excluded.changed_at, topic = excluded.topic, gives = excluded.gives,
            regards = excluded.regards, moot_after = excluded.moot_after
        WHERE crm_outbox.state = 6
        """;

    /// <summary>Adds a row, or makes a held one due again; <c>false</c> where the effect stands there otherwise, under the id of any record of the person.</summary>
    public static bool TryEnqueue(SqliteSession session, OutboxRow row, CustomerId person)
    {
        var intent = row.Intent;
        var standing = session.Scalar(
            $"""
            SELECT 1 FROM crm_outbox INDEXED BY crm_outbox_by_person WHERE person = $1 AND reason = $2 AND occurrence = $3 AND state <> 6
            UNION ALL SELECT 1 FROM crm_outbox_spent WHERE customer IN {People.Records} AND reason = $2 AND occurrence = $3
            """,
            person.Value,
            intent.Key.Reason,
            intent.Key.Occurrence);
        return standing is null && session.Execute(
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
            (int)intent.Kind,
            person.Value,
            intent.Regards?.Value,
            intent.Moot.PurchaseAfter is { } day ? DayNumber.From(day) : null) == 1;
    }

    /// <summary>The ids of the people, and of their records, to whom a contact is promised that a purchase makes pointless.</summary>
    public static HashSet<CustomerId> AwaitingPurchase(SqliteSession session)
    {
        HashSet<CustomerId> records = [];
        using var rows = session.Query(
            """
            WITH promised (to_whom) AS (SELECT DISTINCT person FROM crm_outbox INDEXED BY crm_outbox_moot WHERE state IN (1, 2) AND moot_after IS NOT NULL)
            SELECT to_whom FROM promised
            UNION SELECT id FROM promised CROSS JOIN crm_person ON person = to_whom
            """);
        while (rows.Read())
        {
            records.Add(rows.As(static row => new CustomerId(row.Text(0))));
        }

        return records;
    }

    /// <summary>All rows by due time, ties in ordinal order of the key.</summary>
    public static SqliteCursor ReadAll(SqliteSession session) => session.Query($"SELECT {Columns} FROM crm_outbox {InOrder}");

    /// <summary>The rows in one state, in the same order. The state is written out, so that what is due is found by the index of it.</summary>
    public static SqliteCursor ReadIn(SqliteSession session, OutboxState state) =>
        session.Query(string.Create(CultureInfo.InvariantCulture, $"SELECT {Columns} FROM crm_outbox WHERE state = {(int)state} {InOrder}"));

    /// <summary>The row told of the person, with reasons that stand in for those that cannot be read: for the eye.</summary>
    public static OutboxRow Show(SqliteCursor row) => OfPerson(row, Read(row, row.ReasonOrUnreadable(8)));

    /// <summary>The row to work on, under the id of its record and told of the person. Why it stands where it does is for the eye alone, and may be unreadable.</summary>
    public static DueRow Read(SqliteCursor row)
    {
        var read = Read(row, row.Reason(8));
        return new DueRow(read.Intent.Key, OfPerson(row, read));
    }

    /// <summary>What merging looks at of the rows of a person.</summary>
    public static ImmutableArray<StoredEffect> EffectsOf(SqliteSession session, CustomerId person)
    {
        var effects = ImmutableArray.CreateBuilder<StoredEffect>();
        using var rows = session.Query("SELECT customer, reason, occurrence, state, gave_way_to FROM crm_outbox WHERE person = $1", person.Value);
        while (rows.Read())
        {
            effects.Add(rows.As(static row => new StoredEffect(
                new TouchKey(row.Text(0), row.Text(1), row.Text(2)),
                row.Member<OutboxState>(3),
                row.TextOrNull(4) is { } other ? new CustomerId(other) : (CustomerId?)null)));
        }

        SpentTable.AddEffectsOf(session, person, effects);
        return effects.ToImmutable();
    }

    /// <summary>The contact points of a person's rows, wherever they stand.</summary>
    public static ImmutableArray<ContactPoint> PointsOf(SqliteSession session, CustomerId person) =>
        session.PointsOf("SELECT DISTINCT channel, address FROM crm_outbox WHERE person = $1", person);

    /// <summary>Puts a row where a merge or its undoing leaves it.</summary>
    public static void Put(SqliteSession session, StoredEffect after, long now) =>
        session.Execute(
            """
            UPDATE crm_outbox
            SET gave_way_to = $4, state = $5, token = NULL, lease_until = NULL,
                state_reason = CASE state WHEN $5 THEN state_reason ELSE $6 END, changed_at = CASE state WHEN $5 THEN changed_at ELSE $7 END
            WHERE customer = $1 AND reason = $2 AND occurrence = $3
            """,
            after.Key.Customer.Value,
            after.Key.Reason,
            after.Key.Occurrence,
            after.GaveWayTo?.Value,
            (int)after.State,
            after.State == OutboxState.Dead ? Merged : null,
            now);

    private static OutboxRow OfPerson(SqliteCursor row, OutboxRow read) =>
        string.Equals(row.Text(PersonColumn), row.Text(0), StringComparison.Ordinal) ? read : read with { Intent = read.Intent.OnBehalfOf(row.Text(PersonColumn)) };

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
            Regards = row.TextOrNull(18) is { } regards ? new EventKey(regards) : null,
            Moot = row.IsNull(19) ? TouchMoot.Never : TouchMoot.OnPurchaseAfter(DayNumber.ToDate(row.Number(19))),
        },
        Reason = because,
        PolicyVersion = row.Text(9),
        DueAt = row.Instant(10),
        State = row.Member<OutboxState>(11),
        StateReason = row.IsNull(12) ? null : row.ReasonOrUnreadable(12),
        ChangedAt = row.Instant(13),
        Attempts = row.Number(14),
    };

    /// <summary>A row under the id of its record, and the row told of the person.</summary>
    public sealed record DueRow(TouchKey Key, OutboxRow Row);
}
