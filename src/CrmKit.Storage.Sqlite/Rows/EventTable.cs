namespace CrmKit.Storage.Sqlite;

/// <summary>Events as rows: of one key one that stands at most, and those that a correction or a retraction took the place of.</summary>
internal static class EventTable
{
    public const string Columns =
        "key, customer, kind, occurred_at, recorded_at, day, amount, currency, reason, occurrence, class, channel, gave, detail, superseded_at, is_retracted, items";

    private const int KindPurchase = 1;
    private const int KindTouch = 2;

    private const string InsertTouch =
        """
        INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, reason, occurrence, class, channel, gave)
        VALUES ($1, $2, 2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO NOTHING
        """;

    private const string InsertDocument =
        """
        INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, detail)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Adds an event; <c>false</c> where one stands under its key.</summary>
    public static bool TryInsert(SqliteSession session, TimelineEvent happened, long now) => happened switch
    {
        Purchase purchase => new PurchaseInsert(session).TryInsert(purchase, now),
        Touch { Touched: var effect } touch => session.Execute(
            InsertTouch,
            touch.Key.Value,
            touch.Customer.Value,
            ColumnInstant.From(touch.OccurredAt),
            now,
            effect.Reason,
            effect.Occurrence,
            (int)touch.Class,
            (int)touch.Channel,
            (int)touch.Kind) == 1,
        _ => session.Execute(
            InsertDocument,
            happened.Key.Value,
            happened.Customer.Value,
            KindOf(happened),
            ColumnInstant.From(happened.OccurredAt),
            now,
            TimelineJson.ToText(happened)) == 1,
    };

    /// <summary>The event that stands under a key.</summary>
    public static TimelineEvent? Find(SqliteSession session, EventKey key)
    {
        using var rows = session.Query($"SELECT {Columns} FROM crm_event WHERE key = $1 AND superseded_at IS NULL", key.Value);
        return rows.Read() ? rows.As(Read).Event : null;
    }

    /// <summary>The events that stand, in the order in which they were recorded.</summary>
    public static SqliteCursor Standing(SqliteSession session) =>
        session.Query($"SELECT {Columns} FROM crm_event WHERE superseded_at IS NULL ORDER BY seq");

    /// <summary>The purchases and returns among them.</summary>
    public static SqliteCursor StandingPurchases(SqliteSession session) =>
        session.Query($"SELECT {Columns} FROM crm_event WHERE kind IN (1, 3) AND superseded_at IS NULL ORDER BY seq");

    /// <summary>The events that stood at a past instant.</summary>
    public static SqliteCursor StandingAt(SqliteSession session, Instant knownAt) =>
        session.Query(
            $"SELECT {Columns} FROM crm_event WHERE recorded_at <= $1 AND (superseded_at IS NULL OR superseded_at > $1) ORDER BY seq",
            ColumnInstant.From(knownAt));

    /// <summary>The events of a person that stand.</summary>
    public static SqliteCursor StandingOf(SqliteSession session, CustomerId person) =>
        session.Query($"SELECT {Columns} FROM crm_event WHERE customer IN {People.Records} AND superseded_at IS NULL ORDER BY seq", person.Value);

    /// <summary>Everything that was ever recorded of a person.</summary>
    public static SqliteCursor VersionsOf(SqliteSession session, CustomerId person) =>
        session.Query($"SELECT {Columns} FROM crm_event WHERE customer IN {People.Records} ORDER BY seq", person.Value);

    /// <summary>Whether any event was ever corrected or taken back.</summary>
    public static bool HasFormer(SqliteSession session) =>
        session.Scalar("SELECT 1 FROM crm_event WHERE superseded_at IS NOT NULL LIMIT 1") is not null;

    /// <summary>The events that stood under a key before.</summary>
    public static ImmutableArray<TimelineEvent> Former(SqliteSession session, EventKey key)
    {
        var former = ImmutableArray.CreateBuilder<TimelineEvent>();
        using var rows = session.Query($"SELECT {Columns} FROM crm_event WHERE key = $1 AND superseded_at IS NOT NULL", key.Value);
        while (rows.Read())
        {
            former.Add(rows.As(Read).Event);
        }

        return former.ToImmutable();
    }

    /// <summary>Takes the place of the event that stands under a key.</summary>
    public static void Supersede(SqliteSession session, EventKey key, long now, bool isRetracted) =>
        session.Execute(
            "UPDATE crm_event SET superseded_at = $2, is_retracted = $3 WHERE key = $1 AND superseded_at IS NULL",
            key.Value,
            now,
            isRetracted ? 1 : null);

    /// <summary>An event as it was recorded, of the record under which it was.</summary>
    public static RecordedEvent Read(SqliteCursor row)
    {
        CustomerId customer = row.Text(1);
        TimelineEvent happened = row.Number(2) switch
        {
            KindPurchase => new Purchase(
                new EventKey(row.Text(0)),
                customer,
                row.Instant(3),
                DayNumber.ToDate(row.Number(5)),
                new Money(ReadAmount(row.Text(6)), new Currency(row.Text(7))))
            {
                Items = row.IsNull(16) ? [] : ItemsColumn.Read(row.Text(16)),
            },
            KindTouch => ReadTouch(row, customer),
            _ => ReadDocument(row, customer),
        };
        return new RecordedEvent(happened, row.Instant(4))
        {
            SupersededAt = row.IsNull(14) ? null : row.Instant(14),
            IsRetraction = !row.IsNull(15),
        };
    }

    // The parser's own exception quotes the text.
    private static decimal ReadAmount(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : throw SqliteFailure.Unreadable("an amount");

    private static Touch ReadTouch(SqliteCursor row, CustomerId customer) => new(
        new EventKey(row.Text(0)),
        customer,
        row.Instant(3),
        new TouchKey(customer, row.Text(8), row.Text(9)),
        row.Member<TouchClass>(10),
        row.Member<Channel>(11))
    {
        Kind = row.Member<TouchKind>(12),
    };

    // Key, customer and time stand in columns too: where they differ from the document, somebody else has written here.
    private static TimelineEvent ReadDocument(SqliteCursor row, CustomerId customer)
    {
        var happened = TimelineJson.FromText(row.Text(13));
        return happened.Customer == customer && string.Equals(happened.Key.Value, row.Text(0), StringComparison.Ordinal) && KindOf(happened) == row.Number(2)
            ? happened
            : throw SqliteFailure.Unreadable("an event that differs from its columns");
    }

    private static int KindOf(TimelineEvent happened) => happened switch
    {
        PurchaseReturn => 3,
        Reply => 4,
        Feedback => 5,
        Complaint => 6,
        ComplaintResolved => 7,
        Promise => 8,
        PromiseKept => 9,
        IncentiveGrant => 10,
        PaymentFailed => 11,
        Engagement => 12,
        _ => throw new ArgumentException($"Stores keep no events of type {happened.GetType().Name}.", nameof(happened)),
    };
}
