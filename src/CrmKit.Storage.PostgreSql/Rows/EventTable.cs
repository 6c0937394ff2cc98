using Npgsql;
using NpgsqlTypes;

namespace CrmKit.Storage.PostgreSql;

/// <summary>Events as rows: of one key one that stands at most, and those that a correction or a retraction took the place of.</summary>
internal static class EventTable
{
    public const string Columns =
        "key, customer, kind, occurred_at, recorded_at, day, amount, currency, reason, occurrence, class, channel, gave, detail, superseded_at, is_retracted, items";

    /// <summary>How many these are: the place of the first column after them.</summary>
    public const int Width = 17;

    private const int KindPurchase = 1;
    private const int KindTouch = 2;

    private const string Copied = "crm_event (key, customer, kind, occurred_at, recorded_at, day, amount, currency, items, reason, occurrence, class, channel, gave, detail)";

    /// <summary>Adds events under whose keys nothing stands; no two of them share a key.</summary>
    public static Task InsertAsync(DatabaseSession session, IEnumerable<TimelineEvent> events, long now) =>
        session.CopyAsync(Copied, events, (copy, happened) => WriteAsync(copy, happened, now));

    /// <summary>The keys among some under which anything stands or stood.</summary>
    public static Task<List<string>> KnownAsync(DatabaseSession session, IEnumerable<TimelineEvent> events) =>
        session.ListAsync(
            "SELECT key FROM crm_event WHERE key = ANY ($1) AND superseded_at IS NULL UNION SELECT key FROM crm_event WHERE key = ANY ($1) AND superseded_at IS NOT NULL",
            static row => row.Text(0),
            events.Select(happened => happened.Key.Value).ToArray());

    /// <summary>All that stands or stood under the keys of some events.</summary>
    public static async Task<ILookup<EventKey, RecordedEvent>> VersionsUnderAsync(DatabaseSession session, IEnumerable<TimelineEvent> events)
    {
        // Two questions, one for each index of keys.
        string[] keys = [.. events.Select(happened => happened.Key.Value).Distinct(StringComparer.Ordinal)];
        var standing = new DatabaseQuery<RecordedEvent>($"SELECT {Columns} FROM crm_event WHERE key = ANY ($1) AND superseded_at IS NULL", Read, [keys]);
        var former = new DatabaseQuery<RecordedEvent>($"SELECT {Columns} FROM crm_event WHERE key = ANY ($1) AND superseded_at IS NOT NULL", Read, [keys]);
        await session.QueryAllAsync(standing, former).ConfigureAwait(false);
        return standing.Rows.Concat(former.Rows).ToLookup(recorded => recorded.Event.Key);
    }

    /// <summary>Whether anything was ever recorded.</summary>
    public static Task<bool> IsAnyAsync(DatabaseSession session) => session.AnyAsync("SELECT 1 FROM crm_event LIMIT 1");

    /// <summary>What stands under a key, and what stood there before.</summary>
    public static async Task<(TimelineEvent? Standing, ImmutableArray<TimelineEvent> Former)> FindAsync(DatabaseSession session, EventKey key)
    {
        // Two questions, one for each index of keys.
        var standing = new DatabaseQuery<RecordedEvent>($"SELECT {Columns} FROM crm_event WHERE key = $1 AND superseded_at IS NULL", Read, key.Value);
        var former = new DatabaseQuery<RecordedEvent>($"SELECT {Columns} FROM crm_event WHERE key = $1 AND superseded_at IS NOT NULL", Read, key.Value);
        await session.QueryAllAsync(standing, former).ConfigureAwait(false);
        return (standing.Rows.FirstOrDefault()?.Event, [.. former.Rows.Select(recorded => recorded.Event)]);
    }

    /// <summary>The events that stand, in the order in which they were recorded.</summary>
    public static IAsyncEnumerable<RecordedEvent> Standing(DatabaseSession session) =>
        session.StreamAsync($"SELECT {Columns} FROM crm_event WHERE superseded_at IS NULL ORDER BY seq", Read, []);

    /// <summary>The purchases and returns among them, those of one record in the order in which they were recorded.</summary>
    public static IAsyncEnumerable<RecordedEvent> StandingPurchases(DatabaseSession session) =>
        session.StreamAsync($"SELECT {Columns} FROM crm_event WHERE kind IN (1, 3) AND superseded_at IS NULL ORDER BY seq", Read, []);

    /// <summary>The events that stand, one person after the other in ordinal order.</summary>
    public static IAsyncEnumerable<RecordedEvent> StandingByPerson(DatabaseSession session) =>
        session.StreamAsync(
            $"""
            SELECT {Columns} FROM crm_event JOIN (SELECT id, coalesce(person, id) AS person FROM crm_person) AS p ON p.id = customer
            WHERE superseded_at IS NULL ORDER BY crm_ordinal(p.person) COLLATE "C", seq
            """,
            Read,
            []);

    /// <summary>The events that stood at a past instant.</summary>
    public static IAsyncEnumerable<RecordedEvent> StandingAt(DatabaseSession session, Instant knownAt) =>
        session.StreamAsync(
            $"SELECT {Columns} FROM crm_event WHERE recorded_at <= $1 AND (superseded_at IS NULL OR superseded_at > $1) ORDER BY seq",
            Read,
            [ColumnInstant.From(knownAt)]);

    /// <summary>The events of a person that stand.</summary>
    public static IAsyncEnumerable<RecordedEvent> StandingOf(DatabaseSession session, CustomerId person) =>
        session.StreamAsync($"SELECT {Columns} FROM crm_event WHERE customer = {People.AnyRecord} AND superseded_at IS NULL ORDER BY seq", Read, [person.Value]);

    /// <summary>Everything that was ever recorded of a person.</summary>
    public static IAsyncEnumerable<RecordedEvent> VersionsOf(DatabaseSession session, CustomerId person) =>
        session.StreamAsync($"SELECT {Columns} FROM crm_event WHERE customer = {People.AnyRecord} ORDER BY seq", Read, [person.Value]);

    /// <summary>Takes the place of the event that stands under a key.</summary>
    public static Task SupersedeAsync(DatabaseSession session, EventKey key, long now, bool isRetracted) =>
        session.ExecuteAsync(
            "UPDATE crm_event SET superseded_at = $2, is_retracted = $3 WHERE key = $1 AND superseded_at IS NULL",
            key.Value,
            now,
            isRetracted ? true : null);

    /// <summary>An event as it was recorded, of the record under which it was.</summary>
    public static RecordedEvent Read(DatabaseRow row)
    {
        CustomerId customer = row.Text(1);
        TimelineEvent happened = row.Number(2) switch
        {
            KindPurchase => new Purchase(
                new EventKey(row.Text(0)),
                customer,
                row.Instant(3),
                DayNumber.ToDate(row.Number(5)),
                new Money(row.Amount(6), new Currency(row.Text(7))))
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

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, TimelineEvent happened, long now)
    {
        var (purchase, touch) = (happened as Purchase, happened as Touch);
        await copy.WriteAsync(happened.Key.Value, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync(happened.Customer.Value, NpgsqlDbType.Text).ConfigureAwait(false);
        await copy.WriteAsync(KindOf(happened), NpgsqlDbType.Integer).ConfigureAwait(false);
        await copy.WriteAsync(ColumnInstant.From(happened.OccurredAt), NpgsqlDbType.Bigint).ConfigureAwait(false);
        await copy.WriteAsync(now, NpgsqlDbType.Bigint).ConfigureAwait(false);
        await copy.WriteOrNullAsync(purchase is null ? null : DayNumber.From(purchase.Day)).ConfigureAwait(false);
        await copy.WriteOrNullAsync(purchase?.Amount.Amount).ConfigureAwait(false);
        await copy.WriteOrNullAsync(purchase?.Amount.Currency.Code).ConfigureAwait(false);
        await copy.WriteOrNullAsync(purchase is null ? null : ItemsColumn.Write(purchase.Items)).ConfigureAwait(false);
        await copy.WriteOrNullAsync(touch?.Touched.Reason).ConfigureAwait(false);
        await copy.WriteOrNullAsync(touch?.Touched.Occurrence).ConfigureAwait(false);
        await copy.WriteOrNullAsync((int?)touch?.Class).ConfigureAwait(false);
        await copy.WriteOrNullAsync((int?)touch?.Channel).ConfigureAwait(false);
        await copy.WriteOrNullAsync((int?)touch?.Kind).ConfigureAwait(false);
        await copy.WriteOrNullAsync(purchase is null && touch is null ? TimelineJson.ToText(happened) : null).ConfigureAwait(false);
    }

    private static Touch ReadTouch(DatabaseRow row, CustomerId customer) => new(
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
    private static TimelineEvent ReadDocument(DatabaseRow row, CustomerId customer)
    {
        var happened = TimelineJson.FromText(row.Text(13));
        return happened.Customer == customer && string.Equals(happened.Key.Value, row.Text(0), StringComparison.Ordinal) && KindOf(happened) == row.Number(2)
            ? happened
            : throw DatabaseFailure.Unreadable("an event that differs from its columns");
    }

    private static int KindOf(TimelineEvent happened) => happened switch
    {
        Purchase => KindPurchase,
        Touch => KindTouch,
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
