using CrmKit.Calendars;

namespace CrmKit;

/// <summary>A customer bought.</summary>
public sealed record Purchase : TimelineEvent
{
    /// <summary>Largest amount accepted, in major units: sums of any number of purchases then stay within a decimal.</summary>
    public const decimal MaxAmount = 1_000_000_000_000_000m;

    /// <summary>Creates a purchase.</summary>
    /// <param name="key">The source's own key.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="occurredAt">When it happened; the start of the day where the source knows only the day.</param>
    /// <param name="day">The business-local day.</param>
    /// <param name="amount">What was paid, zero to <see cref="MaxAmount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero, since a return is no purchase, or too large.</exception>
    public Purchase(EventKey key, CustomerId customer, Instant occurredAt, LocalDate day, Money amount)
        : base(key, customer, occurredAt)
    {
        if (amount.Amount is < 0 or > MaxAmount)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, $"A purchase is zero to {MaxAmount}.");
        }

        Day = day;
        Amount = amount;
    }

    /// <summary>The business-local day. Purchases of one customer on one day are one purchase occasion.</summary>
    public LocalDate Day { get; }

    /// <summary>What was paid.</summary>
    public Money Amount { get; }

    /// <summary>A purchase of which the source knows the day, not the hour.</summary>
    /// <param name="key">The source's own key.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The business-local day.</param>
    /// <param name="amount">What was paid, zero or more.</param>
    /// <param name="businessZone">The zone of the business; the purchase is placed at the start of its day there.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero.</exception>
    public static Purchase OnDay(EventKey key, CustomerId customer, LocalDate day, Money amount, DateTimeZone businessZone)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return new Purchase(key, customer, businessZone.StartOf(day), day, amount);
    }
}
