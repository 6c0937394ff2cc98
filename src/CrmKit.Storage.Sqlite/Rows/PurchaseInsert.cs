namespace CrmKit.Storage.Sqlite;

/// <summary>The one statement that an import runs hundreds of thousands of times.</summary>
internal sealed class PurchaseInsert(SqliteSession session)
{
    // The longest decimal: 29 digits, a point and a sign.
    private const int MaxAmountBytes = 31;

    private const string Sql =
        """
        INSERT INTO crm_event (key, customer, kind, occurred_at, recorded_at, day, amount, currency, items)
        VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT DO NOTHING
        """;

    private SqliteStatement? _statement;

    /// <summary>Adds a purchase; <c>false</c> where an event stands under its key.</summary>
    public bool TryInsert(Purchase purchase, long now)
    {
        var statement = _statement ??= session.Statement(Sql);
        statement.Bind(1, purchase.Key.Value);
        statement.Bind(2, purchase.Customer.Value);
        statement.Bind(3, ColumnInstant.From(purchase.OccurredAt));
        statement.Bind(4, now);
        statement.Bind(5, DayNumber.From(purchase.Day));
        Span<byte> amount = stackalloc byte[MaxAmountBytes];
        purchase.Amount.Amount.TryFormat(amount, out var length, provider: CultureInfo.InvariantCulture);
        statement.Bind(6, amount[..length]);
        statement.Bind(7, purchase.Amount.Currency.Code);
        if (ItemsColumn.Write(purchase.Items) is { } items)
        {
            statement.Bind(8, items);
        }
        else
        {
            statement.BindNull(8);
        }

        return statement.Run() == 1;
    }
}
