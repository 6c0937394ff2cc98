using CrmKit.Calendars;

namespace CrmKit;

/// <summary>A customer bought.</summary>
public sealed record Purchase : TimelineEvent
{
    /// <summary>Largest amount accepted, in major units: sums of any number of purchases then stay within a decimal.</summary>
    public const decimal MaxAmount = 1_000_000_000_000_000m;

    /// <summary>Most items of one purchase.</summary>
    public const int MaxItems = 100;

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

    /// <summary>What was bought, in the business's own categories, in ordinal order, each once; empty where the source does not say.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="MaxItems"/>.</exception>
    /// <exception cref="InvalidOperationException">One is <c>default</c>.</exception>
    public ImmutableArray<Topic> Items
    {
        get;
        init => field = Sorted(value);
    } = [];

    /// <summary>Value equality, items compared one by one.</summary>
    /// <param name="other">The other purchase.</param>
    public bool Equals(Purchase? other) => base.Equals(other) && Day == other.Day && Amount == other.Amount && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Day, Amount);

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

    private static ImmutableArray<Topic> Sorted(ImmutableArray<Topic> items)
    {
        if (items.IsDefaultOrEmpty)
        {
            return [];
        }

        ImmutableArray<Topic> sorted = [.. items.Select(item => item.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(code => new Topic(code))];
        return sorted.Length <= MaxItems ? sorted : throw new ArgumentException($"A purchase is of {MaxItems} items at most; this one has {sorted.Length}.", nameof(items));
    }
}
