using CrmKit.LifetimeValue;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>What each customer is worth.</content>
public sealed partial class CrmDesk
{
    /// <summary>Fits the models on everything bought up to yesterday and values every customer from today on.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    /// <exception cref="CurrencyMismatchException">A purchase has another currency than the business.</exception>
    public Task<CustomerBook> AssessAsync(CancellationToken cancellationToken = default) =>
        AssessAsync(new CustomerBookBasis(Today, KnownAt: null, ErasedSince: 0), _store.ReadPurchasesAsync(cancellationToken), cancellationToken);

    /// <summary>Values every customer as it was done, or would have been done, at a past instant: on what was known by then, of whom it was known then.</summary>
    /// <remarks>
    /// What was recorded, corrected or merged later does not count, so that the book is the one of that instant, at whatever later time it is asked for.
    /// People forgotten since are missing; <see cref="CustomerBook.ErasedSince"/> says how many.
    /// </remarks>
    /// <param name="knownAt">The instant.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies ahead.</exception>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    /// <exception cref="CurrencyMismatchException">A purchase has another currency than the business.</exception>
    public async Task<CustomerBook> AssessAsync(Instant knownAt, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(knownAt, _store.Clock.GetCurrentInstant());
        var erased = await _store.CountErasedSinceAsync(knownAt, cancellationToken).ConfigureAwait(false);
        var basis = new CustomerBookBasis(knownAt.InZone(_options.BusinessZone).Date, knownAt, erased);
        return await AssessAsync(basis, _store.ReadEventsAsync(knownAt, cancellationToken).Select(static recorded => recorded.Event), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Compares models on everything bought up to yesterday: by days that they have not seen, and with the plain average.</summary>
    /// <param name="selection">The models to compare.</param>
    /// <param name="options">How to compare.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><c>null</c> where too little was observed to compare anything.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    /// <exception cref="CurrencyMismatchException">A purchase has another currency than the business.</exception>
    public async Task<SelectionReport?> CompareModelsAsync(
        ModelSelection selection, SelectionOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var yesterday = Today.PlusDays(-1);
        var bought = new PurchaseSummaryBuilder(yesterday, _options.Currency);
        await foreach (var happened in _store.ReadPurchasesAsync(cancellationToken).ConfigureAwait(false))
        {
            bought.Add(happened);
        }

        return selection.Compare(bought.NetPurchases(), yesterday, options, progress, cancellationToken);
    }

    private async Task<CustomerBook> AssessAsync(CustomerBookBasis basis, IAsyncEnumerable<TimelineEvent> events, CancellationToken cancellationToken)
    {
        var today = basis.Today;
        var bought = new PurchaseSummaryBuilder(today, _options.Currency);
        await foreach (var happened in events.ConfigureAwait(false))
        {
            bought.Add(happened);
        }

        // Nobody who bought this morning is told that it has been a while; what came back was no purchase.
        var last = new Dictionary<CustomerId, LocalDate>();
        foreach (var purchase in bought.NetPurchases())
        {
            if (!last.TryGetValue(purchase.Customer, out var known) || purchase.Day > known)
            {
                last[purchase.Customer] = purchase.Day;
            }
        }

        return Assess(basis, bought.Build(today.PlusDays(-1)), last.ToImmutableDictionary(), cancellationToken);
    }

    private CustomerBook Assess(CustomerBookBasis basis, PurchaseSummaries summaries, ImmutableDictionary<CustomerId, LocalDate> lastPurchases, CancellationToken cancellationToken)
    {
        var book = new CustomerBook
        {
            Today = basis.Today,
            KnownAt = basis.KnownAt,
            ErasedSince = basis.ErasedSince,
            Summaries = summaries,
            Outlooks = [],
            LastPurchases = lastPurchases,
            SlippingBelow = _options.SlippingBelow,
        };
        book = BookFits.Fit(book, _options.Beliefs, cancellationToken);
        var valuation = Valuation(book);
        return book with { Outlooks = [.. summaries.Select(summary => _attrition.Fill(valuation?.Assess(summary) ?? new CustomerOutlook(summary.Customer, basis.Today), lastPurchases[summary.Customer]))] };
    }

    /// <summary>A fit that a handful of purchases drove to a boundary would call customers gone or worthless with a straight face: without beliefs it values nobody.</summary>
    private CustomerValuation? Valuation(CustomerBook book) =>
        book is { IsValued: true, PurchaseFit: { } purchases, SpendFit: { } spend } ? new CustomerValuation(purchases.Model, spend.Model, _options.HorizonDays) : null;

    /// <summary>What a book is made on.</summary>
    private sealed record CustomerBookBasis(LocalDate Today, Instant? KnownAt, int ErasedSince);
}
