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
    public async Task<CustomerBook> AssessAsync(CancellationToken cancellationToken = default)
    {
        var today = Today;
        var summaries = new PurchaseSummaryBuilder(today.PlusDays(-1), _options.Currency);
        var last = ImmutableDictionary.CreateBuilder<CustomerId, LocalDate>();
        await foreach (var item in EventsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (item is Purchase purchase)
            {
                summaries.Add(purchase.Customer, purchase.Day, purchase.Amount);

                // Nobody who bought this morning is told that it has been a while.
                if (purchase.Day <= today && (!last.TryGetValue(purchase.Customer, out var known) || purchase.Day > known))
                {
                    last[purchase.Customer] = purchase.Day;
                }
            }
        }

        return Assess(today, summaries.Build(), last.ToImmutable(), cancellationToken);
    }

    private CustomerBook Assess(LocalDate today, PurchaseSummaries summaries, ImmutableDictionary<CustomerId, LocalDate> lastPurchases, CancellationToken cancellationToken)
    {
        var book = new CustomerBook { Today = today, Summaries = summaries, Outlooks = [], LastPurchases = lastPurchases, SlippingBelow = _options.SlippingBelow };
        if (summaries.Count == 0)
        {
            return book;
        }

        book = book with
        {
            PurchaseFit = new BgNbdEstimator().Fit(summaries, options: null, cancellationToken),
            SpendFit = summaries.Any(summary => summary.MeanRepeatSpend.Amount > 0) ? new GammaGammaEstimator().Fit(summaries, options: null, cancellationToken) : null,
        };
        var valuation = Valuation(book);
        return book with { Outlooks = [.. summaries.Select(summary => valuation?.Assess(summary) ?? new CustomerOutlook(summary.Customer, today))] };
    }

    /// <summary>A fit that a handful of purchases drove to a boundary would call customers gone or worthless with a straight face: it values nobody.</summary>
    private CustomerValuation? Valuation(CustomerBook book) =>
        book is { IsValued: true, PurchaseFit: { } purchases, SpendFit: { } spend } ? new CustomerValuation(purchases.Model, spend.Model, _options.HorizonDays) : null;

    private async IAsyncEnumerable<TimelineEvent> EventsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var recorded in _store.ReadEventsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return recorded.Event;
        }
    }
}
