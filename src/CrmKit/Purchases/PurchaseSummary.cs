namespace CrmKit;

/// <summary>The sufficient statistic of one customer's purchases up to a day: repeat purchases, recency, age, money.</summary>
/// <remarks>
/// Immutable. Purchases of one day are one purchase occasion (Fader, Hardie and Lee 2005); money of the first day is no repeat spend.
/// Amounts are net of returns. A purchase in order gives a new summary; anything else, a return above all, rebuilds it from the timeline. <c>default</c> is rejected by the engines.
/// </remarks>
public readonly record struct PurchaseSummary
{
    internal PurchaseSummary(
        CustomerId customer, LocalDate first, LocalDate last, LocalDate until, int repeats, Money firstSpend, Money repeatSpend, LogDaySum gaps)
    {
        Customer = customer;
        FirstPurchase = first;
        LastPurchase = last;
        ObservedUntil = until;
        RepeatPurchases = repeats;
        FirstSpend = firstSpend;
        RepeatSpend = repeatSpend;
        Gaps = gaps;
    }

    /// <summary>The customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>Day of the first purchase; age counts from here.</summary>
    public LocalDate FirstPurchase { get; }

    /// <summary>Day of the last purchase; equal to <see cref="FirstPurchase"/> without a repeat purchase.</summary>
    public LocalDate LastPurchase { get; }

    /// <summary>Last day observed, inclusive.</summary>
    public LocalDate ObservedUntil { get; }

    /// <summary>x: days with a purchase after the first one, 0 or more.</summary>
    public int RepeatPurchases { get; }

    /// <summary>Money spent on the first day.</summary>
    public Money FirstSpend { get; }

    /// <summary>Money spent on all later days.</summary>
    public Money RepeatSpend { get; }

    /// <summary>Sum over the gaps between purchase days of ln(gap in days), 0 or more; 0 without a repeat purchase. It tells how regular the gaps are.</summary>
    /// <remarks>Each logarithm is rounded to a multiple of 2^-42 first, so that the sum is exact: the same gaps give the same bytes, in whatever order they came.</remarks>
    public double SumLogGapDays => Gaps.Value;

    /// <summary>The same sum in units of 2^-42, an integer of 0 or more: exact where a double is not, beyond some 2,000.</summary>
    public long LogGapUnits => Gaps.Units;

    /// <summary>t_x in days: from the first purchase to the last, 0 without a repeat purchase.</summary>
    public int RecencyDays => Period.DaysBetween(FirstPurchase, LastPurchase);

    /// <summary>T in days: from the first purchase to the end of observation, 0 or more.</summary>
    public int AgeDays => Period.DaysBetween(FirstPurchase, ObservedUntil);

    internal LogDaySum Gaps { get; }

    /// <summary>Mean spend of a repeat purchase day; zero without one.</summary>
    public Money MeanRepeatSpend => RepeatPurchases == 0 ? Money.Zero(RepeatSpend.Currency) : RepeatSpend with { Amount = RepeatSpend.Amount / RepeatPurchases };

    /// <summary>Begins the summary of a customer with the first purchase.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">Day of the first purchase.</param>
    /// <param name="amount">Money spent, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero.</exception>
    public static PurchaseSummary Begin(CustomerId customer, LocalDate day, Money amount)
    {
        CheckAmount(amount);
        return new(customer, day, day, day, 0, amount, Money.Zero(amount.Currency), default);
    }

    /// <summary>Adds a purchase that is not earlier than the last one.</summary>
    /// <param name="day">Day of the purchase.</param>
    /// <param name="amount">Money spent, zero or more, in the currency of the summary.</param>
    /// <param name="next">The new summary, observed at least until that day.</param>
    /// <returns><c>false</c> where the purchase is a late arrival: rebuild this customer from the timeline.</returns>
    /// <exception cref="CurrencyMismatchException">The currency differs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is below zero.</exception>
    public bool TryAppend(LocalDate day, Money amount, out PurchaseSummary next)
    {
        CheckAmount(amount);
        if (day < LastPurchase)
        {
            next = this;
            return false;
        }

        var until = LocalDate.Max(day, ObservedUntil);
        if (day == FirstPurchase)
        {
            next = new PurchaseSummary(Customer, FirstPurchase, day, until, 0, FirstSpend + amount, RepeatSpend, default);
            return true;
        }

        var isNewDay = day > LastPurchase;
        var repeats = isNewDay ? RepeatPurchases + 1 : RepeatPurchases;
        var gaps = isNewDay ? Gaps.Plus(Period.DaysBetween(LastPurchase, day)) : Gaps;
        next = new PurchaseSummary(Customer, FirstPurchase, day, until, repeats, FirstSpend, RepeatSpend + amount, gaps);
        return true;
    }

    /// <summary>The same purchases, observed until a later day.</summary>
    /// <param name="day">Last day observed, not before the last purchase.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the last purchase.</exception>
    public PurchaseSummary ObservedTo(LocalDate day) => day < LastPurchase
        ? throw new ArgumentOutOfRangeException(nameof(day), day, $"Observation cannot end before the last purchase, {LastPurchase}.")
        : new(Customer, FirstPurchase, LastPurchase, day, RepeatPurchases, FirstSpend, RepeatSpend, Gaps);

    internal static void CheckAmount(Money amount)
    {
        if (amount.Amount < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "A purchase is zero or more.");
        }
    }
}
