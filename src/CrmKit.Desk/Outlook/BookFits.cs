using CrmKit.LifetimeValue;

namespace CrmKit.Desk;

/// <summary>Fits the models of a book: by the data alone where there are enough, else together with what is believed of any business.</summary>
internal static class BookFits
{
    private const int SmallBase = FitReliance.ManyCustomers;

    public static CustomerBook Fit(CustomerBook book, PriorBeliefs? beliefs, CancellationToken cancellationToken)
    {
        var summaries = book.Summaries;
        if (summaries.Count == 0)
        {
            return book;
        }

        // What a shop sells for is seen from the first purchase on; how regularly people come back is not.
        var believed = beliefs is null || !summaries.Any(summary => summary.FirstSpend.Amount > 0)
            ? beliefs
            : beliefs with { TypicalSpend = TypicalSpend(summaries) };
        var spends = believed is not null || summaries.Any(summary => summary.MeanRepeatSpend.Amount > 0);
        return book with
        {
            PurchaseFit = Settled(believed, options => new BgNbdEstimator().Fit(summaries, options, cancellationToken), summaries.Count),
            SpendFit = spends ? Settled(believed, options => new GammaGammaEstimator().Fit(summaries, options, cancellationToken), summaries.Count) : null,
        };
    }

    private static ModelFit<TModel> Settled<TModel>(PriorBeliefs? beliefs, Func<FitOptions, ModelFit<TModel>> fit, int customers)
        where TModel : IFittedModel
    {
        if (beliefs is not null && customers <= SmallBase)
        {
            return fit(new FitOptions { Beliefs = beliefs });
        }

        var alone = fit(new FitOptions());
        return alone.CanValue() || beliefs is null ? alone : fit(new FitOptions { Beliefs = beliefs });
    }

    // The geometric mean, which one large order does not carry away.
    private static double TypicalSpend(PurchaseSummaries summaries) =>
        Math.Exp(summaries.Where(summary => summary.FirstSpend.Amount > 0).Average(summary => Math.Log((double)summary.FirstSpend.Amount)));
}
