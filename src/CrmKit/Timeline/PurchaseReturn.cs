using CrmKit.Calendars;

namespace CrmKit;

/// <summary>Money went back to a customer: goods returned, an invoice cancelled, a credit note.</summary>
public sealed record PurchaseReturn : TimelineEvent
{
    /// <summary>Creates a return.</summary>
    /// <param name="key">The source's own key.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="occurredAt">When it happened; the start of the day where the source knows only the day.</param>
    /// <param name="day">The business-local day.</param>
    /// <param name="amount">What was given back, above zero and at most <see cref="CrmKit.Purchase.MaxAmount"/>.</param>
    /// <param name="purchase">The key of the purchase that it belongs to; <c>null</c> where the source does not say.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is zero, below it, or too large.</exception>
    public PurchaseReturn(EventKey key, CustomerId customer, Instant occurredAt, LocalDate day, Money amount, EventKey? purchase = null)
        : base(key, customer, occurredAt)
    {
        if (amount.Amount is <= 0 or > CrmKit.Purchase.MaxAmount)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, $"A return is above zero and at most {CrmKit.Purchase.MaxAmount}.");
        }

        Day = day;
        Amount = amount;
        Purchase = purchase;
    }

    /// <summary>The business-local day.</summary>
    public LocalDate Day { get; }

    /// <summary>What was given back, above zero.</summary>
    public Money Amount { get; }

    /// <summary>The key of the purchase that it belongs to; <c>null</c> where the source does not say.</summary>
    public EventKey? Purchase { get; }

    /// <summary>A return of which the source knows the day, not the hour.</summary>
    /// <param name="key">The source's own key.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The business-local day.</param>
    /// <param name="amount">What was given back, above zero.</param>
    /// <param name="businessZone">The zone of the business; the return is placed at the start of its day there.</param>
    /// <param name="purchase">The key of the purchase that it belongs to.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is zero, below it, or too large.</exception>
    public static PurchaseReturn OnDay(EventKey key, CustomerId customer, LocalDate day, Money amount, DateTimeZone businessZone, EventKey? purchase = null)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return new PurchaseReturn(key, customer, businessZone.StartOf(day), day, amount, purchase);
    }
}
