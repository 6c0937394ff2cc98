namespace CrmKit.Storage.PostgreSql;

/// <summary>Effects as rows, under the ids of the records.</summary>
internal static class OutboxTable
{
    public const string Columns =
        """
        customer, reason, occurrence, class, purpose, channel, address, expires_at, because, policy_version, due_at, state, state_reason, changed_at, attempts,
        topic, gives, person, regards, moot_after
        """;

    /// <summary>How many these are: the place of the first column after them.</summary>
    public const int Width = 20;

    private const int PersonColumn = 17;

    private const string InOrder =
        """
        ORDER BY due_at, crm_ordinal(person) COLLATE "C", crm_ordinal(reason) COLLATE "C", crm_ordinal(occurrence) COLLATE "C", crm_ordinal(customer) COLLATE "C"
        """;

    private static readonly string Merged = ReasonJson.Write(new Reason(ReasonCodes.Merged));

    /// <summary>The ids of the people, and of their records, to whom a contact is promised that a purchase makes pointless.</summary>
    public static async Task<HashSet<CustomerId>> AwaitingPurchaseAsync(DatabaseSession session) =>
    [
        .. await session.ListAsync(
            """
            WITH promised (to_whom) AS MATERIALIZED (SELECT DISTINCT person FROM crm_outbox WHERE state IN (1, 2) AND moot_after IS NOT NULL)
            SELECT to_whom FROM promised
            UNION SELECT id FROM promised JOIN crm_person ON person = to_whom
            """,
            static row => new CustomerId(row.Text(0))).ConfigureAwait(false),
    ];

    /// <summary>All rows by due time, ties in ordinal order of the key.</summary>
    public static IAsyncEnumerable<OutboxRow> ReadAll(DatabaseSession session) => session.StreamAsync($"SELECT {Columns} FROM crm_outbox {InOrder}", Show, []);

    /// <summary>The rows in one state, in the same order. The state is written out, so that what is due is found by the index of it.</summary>
    public static IAsyncEnumerable<OutboxRow> ReadIn(DatabaseSession session, OutboxState state) =>
        session.StreamAsync(string.Create(CultureInfo.InvariantCulture, $"SELECT {Columns} FROM crm_outbox WHERE state = {(int)state} {InOrder}"), Show, []);

    /// <summary>The row to work on, under the id of its record and told of the person. Why it stands where it does is for the eye alone, and may be unreadable.</summary>
    public static DueRow Read(DatabaseRow row)
    {
        var read = Read(row, row.Reason(8));
        return new DueRow(read.Intent.Key, OfPerson(row, read));
    }

    /// <summary>What merging looks at of the rows of a person, which nobody else changes from now on.</summary>
    public static async Task<ImmutableArray<StoredEffect>> EffectsOfAsync(DatabaseSession session, CustomerId person) =>
    [
        .. await session.ListAsync(
            "SELECT customer, reason, occurrence, state, gave_way_to FROM crm_outbox WHERE person = $1 ORDER BY customer, reason, occurrence FOR UPDATE",
            static row => new StoredEffect(
                new TouchKey(row.Text(0), row.Text(1), row.Text(2)),
                row.Member<OutboxState>(3),
                row.TextOrNull(4) is { } other ? new CustomerId(other) : (CustomerId?)null),
            person.Value).ConfigureAwait(false),
    ];

    /// <summary>The contact points of the rows of some people, wherever they stand.</summary>
    public static Task<List<ContactPoint>> PointsOfAsync(DatabaseSession session, IEnumerable<CustomerId> people) =>
        ReadablePoints.OfAsync(session, "SELECT DISTINCT channel, address FROM crm_outbox WHERE person = ANY ($1)", people);

    /// <summary>Puts a row where a merge or its undoing leaves it.</summary>
    public static Task PutAsync(DatabaseSession session, StoredEffect after, long now) =>
        session.ExecuteAsync(
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

    // The row told of the person, with reasons that stand in for those that cannot be read: for the eye.
    private static OutboxRow Show(DatabaseRow row) => OfPerson(row, Read(row, row.ReasonOrUnreadable(8)));

    private static OutboxRow OfPerson(DatabaseRow row, OutboxRow read) =>
        string.Equals(row.Text(PersonColumn), row.Text(0), StringComparison.Ordinal) ? read : read with { Intent = read.Intent.OnBehalfOf(row.Text(PersonColumn)) };

    private static OutboxRow Read(DatabaseRow row, Reason because) => new()
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
