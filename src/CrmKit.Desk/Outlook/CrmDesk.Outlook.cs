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
        var summaries = await PurchaseSummaries.FromAsync(EventsAsync(cancellationToken), today.PlusDays(-1), _options.Currency, cancellationToken).ConfigureAwait(false);
        return Assess(today, summaries, cancellationToken);
    }

    private CustomerBook Assess(LocalDate today, PurchaseSummaries summaries, CancellationToken cancellationToken)
    {
        var book = new CustomerBook { Today = today, Summaries = summaries, Outlooks = [], SlippingBelow = _options.SlippingBelow };
        if (summaries.Count == 0)
        {
            return book;
        }

        var purchases = new BgNbdEstimator().Fit(summaries, options: null, cancellationToken);
        if (!summaries.Any(summary => summary.MeanRepeatSpend.Amount > 0))
        {
            return book with { PurchaseFit = purchases, Outlooks = [.. summaries.Select(summary => new CustomerOutlook(summary.Customer, today))] };
        }

        var spend = new GammaGammaEstimator().Fit(summaries, options: null, cancellationToken);
        var valuation = new CustomerValuation(purchases.Model, spend.Model, _options.HorizonDays);
        return book with { PurchaseFit = purchases, SpendFit = spend, Outlooks = [.. summaries.Select(valuation.Assess)] };
    }

    private async IAsyncEnumerable<TimelineEvent> EventsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var recorded in _store.ReadEventsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return recorded.Event;
        }
    }
}
