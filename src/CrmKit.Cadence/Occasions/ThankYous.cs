namespace CrmKit.Cadence;

/// <summary>Proposes thanks after a purchase: one for a day on which the person bought and kept something. It is owed.</summary>
/// <remarks>
/// <para>The key is the day of the purchase as the business has it, which no move of the person shifts.</para>
/// <para>
/// Within the rest period the earlier purchase is the one that is thanked for. It holds the later ones back once its thanks have left, and while they still may have: from
/// the day of the outlook on, days that lie between that and the day asked about are days to come. Thanks that never left within their days hold nothing back. Thread-safe.
/// </para>
/// </remarks>
public sealed class ThankYous : ITouchSource
{
    private readonly ThankYouOptions _options;

    /// <summary>Creates the source.</summary>
    /// <param name="options">How people are thanked.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public ThankYous(ThankYouOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OccasionCheck.Days(options.AfterDays, 0, 30, "The time from a purchase to thanks", nameof(options));
        OccasionCheck.Days(options.WithinDays, options.AfterDays, 60, "The time within which thanks make sense", nameof(options));
        OccasionCheck.Days(options.RestDays, 0, 365, "The rest after thanks", nameof(options));
        OccasionCheck.Reach(options.Channels, options.Purpose, nameof(options));
        if (!Enum.IsDefined(options.For))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.For, "Thanks are for EveryPurchase or FirstPurchase.");
        }

        if (options.Above is { Amount: < 0 })
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Above, "The amount above which thanks are given must be 0 or more.");
        }

        _options = options;
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);

        // Most people bought long ago, which the summary tells without a look at the events.
        if (customer.History.Summary.LastPurchase is not { } last || last.PlusDays(_options.WithinDays) < today)
        {
            return [];
        }

        return Meant(customer.History)
            .Where(bought => WindowOf(bought.Day).Contains(today) && !IsHeldBack(customer, bought.Day, today))
            .Select(bought => Candidate(customer.Customer.Id, bought));
    }

    private DateInterval WindowOf(LocalDate bought) => new(bought.PlusDays(_options.AfterDays), bought.PlusDays(_options.WithinDays));

    private IEnumerable<(LocalDate Day, Money? Amount)> Meant(RelationshipHistory history)
    {
        var days = history.Kept().GroupBy(purchase => purchase.Day).Select(day => (Day: day.Key, Amount: Paid(day)));
        days = _options.For == ThanksFor.FirstPurchase ? days.Take(1) : days;
        return _options.Above is { } above ? days.Where(day => day.Amount is { } paid && paid.Amount > above.Amount) : days;
    }

    private Money? Paid(IEnumerable<Purchase> purchases) => _options.Above is { } above
        ? new Money(purchases.Where(purchase => purchase.Amount.Currency == above.Currency).Sum(purchase => purchase.Amount.Amount), above.Currency)
        : null;

    private bool IsHeldBack(CustomerSnapshot customer, LocalDate bought, LocalDate today)
    {
        var own = Occurrence.Of(bought);
        var thanks = customer.History.Events.OfType<Touch>().Where(touch => string.Equals(touch.Touched.Reason, OccasionReasons.ThankYou, StringComparison.Ordinal)).ToList();
        if (thanks.Exists(touch => string.Equals(touch.Touched.Occurrence, own, StringComparison.Ordinal)))
        {
            return true;
        }

        if (_options.RestDays == 0)
        {
            return false;
        }

        var rested = bought.PlusDays(-_options.RestDays);
        if (thanks.Exists(touch => customer.History.DayOf(touch) > rested))
        {
            return true;
        }

        var observed = LocalDate.Min(customer.Outlook.AsOf, today);
        return Meant(customer.History).Any(other => other.Day < bought && other.Day > rested && WindowOf(other.Day).End >= observed && WindowOf(other.Day).Start <= today);
    }

    private TouchCandidate Candidate(CustomerId customer, (LocalDate Day, Money? Amount) bought) => new()
    {
        Key = new TouchKey(customer, OccasionReasons.ThankYou, Occurrence.Of(bought.Day)),
        Reason = bought.Amount is { } amount
            ? new Reason(OccasionReasons.ThankYou, ReasonArgument.Of("bought", bought.Day), ReasonArgument.Of("amount", amount))
            : new Reason(OccasionReasons.ThankYou, ReasonArgument.Of("bought", bought.Day)),
        Class = TouchClass.Relationship,
        Purpose = _options.Purpose,
        Channels = _options.Channels,
        Window = WindowOf(bought.Day),
        IsCommitment = true,
    };
}
