namespace CrmKit.Storage.Sqlite;

/// <summary>Events as rows.</summary>
internal static class EventTable
{
    public const string Columns = "key, customer, kind, occurred_at, recorded_at, day, amount, currency, reason, occurrence, class, channel";

    private const int KindPurchase = 1;
    private const int KindTouch = 2;

    private const string InsertPurchase =
        """
        INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, day, amount, currency)
        VALUES ($1, $2, 1, $3, $4, $5, $6, $7)
        ON CONFLICT (key) DO NOTHING
        """;

    private const string InsertTouch =
        """
        INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, reason, occurrence, class, channel)
        VALUES ($1, $2, 2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (key) DO NOTHING
        """;

    /// <summary>Adds an event; <c>false</c> where its key is known.</summary>
    public static bool TryInsert(SqliteSession session, TimelineEvent happened, long now)
    {
        var key = happened.Key.Value;
        var customer = happened.Customer.Value;
        var occurredAt = ColumnInstant.From(happened.OccurredAt);
        return happened switch
        {
            Purchase { Amount: var paid } purchase => session.Execute(
                InsertPurchase,
                key,
                customer,
                occurredAt,
                now,
                DayNumber.From(purchase.Day),
                paid.Amount.ToString(CultureInfo.InvariantCulture),
                paid.Currency.Code) == 1,
            Touch { Touched: var effect } touch => session.Execute(
                InsertTouch,
                key,
                customer,
                occurredAt,
                now,
                effect.Reason,
                effect.Occurrence,
                (int)touch.Class,
                (int)touch.Channel) == 1,
            _ => throw new ArgumentException("Stores keep purchases and touches alone.", nameof(happened)),
        };
    }

    public static TimelineEvent? Find(SqliteSession session, EventKey key)
    {
        using var rows = session.Query($"SELECT {Columns} FROM crm_event WHERE key = $1", key.Value);
        return rows.Read() ? rows.As(Read).Event : null;
    }

    public static RecordedEvent Read(SqliteCursor row)
    {
        var key = new EventKey(row.Text(0));
        CustomerId customer = row.Text(1);
        var occurredAt = row.Instant(3);
        TimelineEvent happened = row.Number(2) switch
        {
            KindPurchase => new Purchase(
                key,
                customer,
                occurredAt,
                DayNumber.ToDate(row.Number(5)),
                new Money(decimal.Parse(row.Text(6), NumberStyles.Number, CultureInfo.InvariantCulture), new Currency(row.Text(7)))),
            KindTouch => new Touch(
                key,
                customer,
                occurredAt,
                new TouchKey(customer, row.Text(8), row.Text(9)),
                row.Member<TouchClass>(10),
                row.Member<Channel>(11)),
            _ => throw SqliteFailure.Unreadable("an event of a kind"),
        };
        return new RecordedEvent(happened, row.Instant(4));
    }
}
