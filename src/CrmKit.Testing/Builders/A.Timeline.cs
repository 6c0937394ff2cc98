namespace CrmKit.Testing;

/// <content>What happened.</content>
public static partial class A
{
    /// <summary>A purchase of a day, at midnight UTC.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day.</param>
    /// <param name="amount">The amount in US dollars.</param>
    /// <param name="key">The key; made of customer, day and amount where not given.</param>
    public static Purchase Purchase(string customer, LocalDate day, decimal amount = 10m, string? key = null) =>
        CrmKit.Purchase.OnDay(
            new EventKey(key ?? string.Create(CultureInfo.InvariantCulture, $"test:{customer}:{DayNumber.From(day)}:{amount}")),
            customer,
            day,
            new Money(amount, Currency.Usd),
            DateTimeZone.Utc);

    /// <summary>Money given back on a day, at midnight UTC.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day.</param>
    /// <param name="amount">The amount in US dollars.</param>
    /// <param name="key">The key; made of customer, day and amount where not given.</param>
    /// <param name="purchase">The key of the purchase that it belongs to; <c>null</c> for none.</param>
    public static PurchaseReturn Return(string customer, LocalDate day, decimal amount = 10m, string? key = null, string? purchase = null) =>
        PurchaseReturn.OnDay(
            new EventKey(key ?? string.Create(CultureInfo.InvariantCulture, $"test-return:{customer}:{DayNumber.From(day)}:{amount}")),
            customer,
            day,
            new Money(amount, Currency.Usd),
            DateTimeZone.Utc,
            purchase is null ? null : new EventKey(purchase));

    /// <summary>An answer to the Net Promoter question.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="score">The answer, 0 to 10.</param>
    /// <param name="key">The key; made of the customer where not given.</param>
    /// <param name="note">What was added in words.</param>
    public static Feedback Feedback(string customer, int score = 9, string? key = null, string? note = null) =>
        new(new EventKey(key ?? "test-feedback:" + customer), customer, Noon - Duration.FromHours(1), SatisfactionMetric.NetPromoter, score, note: note);

    /// <summary>A complaint.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="key">The key; made of the customer where not given.</param>
    /// <param name="note">What was said.</param>
    public static Complaint Complaint(string customer, string? key = null, string? note = null) =>
        new(new EventKey(key ?? "test-complaint:" + customer), customer, Noon - Duration.FromHours(1), Note: note);

    /// <summary>A touch that the outbox knows nothing of, as an import brings it.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="occurrence">Which occurrence of the reason of <see cref="Intent"/>.</param>
    /// <param name="key">The key; made of customer and occurrence where not given.</param>
    /// <param name="at">When it was sent; an hour before <see cref="Noon"/> where not given.</param>
    public static Touch Touch(string customer, string occurrence = "1", string? key = null, Instant? at = null)
    {
        var intent = Intent(customer, occurrence);
        return new Touch(new EventKey(key ?? $"test-touch:{customer}:{occurrence}"), customer, at ?? Noon - Duration.FromHours(1), intent.Key, intent.Class, intent.Point.Channel);
    }
}
