using CrmKit.LifetimeValue;

namespace CrmKit.Desk;

/// <summary>What every customer is worth as of today, and the fits that say so.</summary>
public sealed record CustomerBook
{
    /// <summary>Today, where the business is; the day of <see cref="KnownAt"/> for a book of the past.</summary>
    public required LocalDate Today { get; init; }

    /// <summary>The past instant as of which the book was made; <c>null</c> for one of now.</summary>
    public Instant? KnownAt { get; init; }

    /// <summary>How many people who were known at <see cref="KnownAt"/> have been forgotten since and are missing; 0 for a book of now.</summary>
    public int ErasedSince { get; init; }

    /// <summary>What was observed, up to and including yesterday.</summary>
    public required PurchaseSummaries Summaries { get; init; }

    /// <summary>One outlook per customer with a purchase, in ordinal order of the id. Its value part is missing where <see cref="IsValued"/> is false.</summary>
    public required ImmutableArray<CustomerOutlook> Outlooks { get; init; }

    /// <summary>Day of each customer's last purchase up to and including today, which the models have not seen yet.</summary>
    public required ImmutableDictionary<CustomerId, LocalDate> LastPurchases { get; init; }

    /// <summary>The fit of the purchase model; <c>null</c> when nobody has bought yet.</summary>
    public ModelFit<BgNbdModel>? PurchaseFit { get; init; }

    /// <summary>The fit of the spend model; <c>null</c> when nobody has bought again yet.</summary>
    public ModelFit<GammaGammaModel>? SpendFit { get; init; }

    /// <summary>Whether customers have a value: both fits converged, or enough customers drove them to an edge (<see cref="FitReliance"/>).</summary>
    public bool IsValued => this is { PurchaseFit: { } purchases, SpendFit: { } spend } && purchases.CanValue() && spend.CanValue();

    /// <summary>How much the values rest on beliefs about any business: the less certain of the two fits; <c>null</c> where nobody is valued.</summary>
    public EstimateStatus? Status => this is { IsValued: true, PurchaseFit: { } purchases, SpendFit: { } spend }
        ? new[] { purchases.Status, spend.Status }.Min()
        : null;

    /// <summary>What to know of values that rest on beliefs, in an English sentence; <c>null</c> where they rest on the data.</summary>
    public string? HowValued => Status switch
    {
        EstimateStatus.Prior => "There is little to go by yet: the values rest on what is usual for any shop more than on these customers.",
        EstimateStatus.Pooled => "The values rest on these customers and, for want of more of them, on what is usual for any shop.",
        _ => null,
    };

    /// <summary>Why nobody is valued, in an English sentence; <c>null</c> where <see cref="IsValued"/> is true.</summary>
    public string? WhyNotValued => this switch
    {
        { IsValued: true } => null,
        { PurchaseFit: null } => "Nobody had bought by yesterday, so that nobody is valued yet.",
        { SpendFit: null } => "Nobody has bought again yet, so that nobody is valued yet.",
        _ => $"The models did not settle on these purchases (BG/NBD {PurchaseFit.Convergence.Status}, Gamma-Gamma {SpendFit.Convergence.Status}), so that nobody is valued; too few repeat purchases are the usual cause.",
    };

    /// <summary>Below this chance of still being one, a customer is slipping away.</summary>
    public required double SlippingBelow { get; init; }

    /// <summary>The customers with the highest expected value; ties in ordinal order of the id.</summary>
    /// <param name="count">How many at most.</param>
    public ImmutableArray<CustomerOutlook> MostValuable(int count) => [.. Valued()
        .OrderByDescending(outlook => outlook.Value!.ExpectedValue.Amount)
        .ThenBy(outlook => outlook.Customer)
        .Take(count)];

    /// <summary>Of the customers whose chance of still being one is below <see cref="SlippingBelow"/>, those with the highest expected value; ties in ordinal order of the id.</summary>
    /// <remarks>Expected value, not the value if alive: who is almost certainly gone is no longer slipping away.</remarks>
    /// <param name="count">How many at most.</param>
    public ImmutableArray<CustomerOutlook> SlippingAway(int count) => [.. Valued()
        .Where(outlook => outlook.Value!.ProbabilityAlive < SlippingBelow)
        .OrderByDescending(outlook => outlook.Value!.ExpectedValue.Amount)
        .ThenBy(outlook => outlook.Customer)
        .Take(count)];

    /// <summary>The outlook of one customer, or <c>null</c> where the customer had not bought by yesterday.</summary>
    /// <remarks>A binary search.</remarks>
    /// <param name="customer">The customer.</param>
    public CustomerOutlook? Find(CustomerId customer)
    {
        var (low, high) = (0, Outlooks.Length - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var order = Outlooks[middle].Customer.CompareTo(customer);
            if (order == 0)
            {
                return Outlooks[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    private IEnumerable<CustomerOutlook> Valued() => Outlooks.Where(outlook => outlook.Value is not null);
}
