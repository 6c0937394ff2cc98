using CrmKit.Import;
using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>Fits any model to a file of summaries.</summary>
internal static class ModelFitting
{
    public static SavedFit Run(string model, SummaryColumns columns, IPurchaseEstimator? estimator, FitOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return model switch
            {
                ModelInputs.Spend => SavedFit.Of(new GammaGammaEstimator().FitCounted(columns.X.Span, columns.MeanSpend.Span, columns.Customers.Span, options, cancellationToken)),
                ModelInputs.Discrete => SavedFit.Of(new BgBbEstimator().Fit(ModelInputs.Opportunities(columns), options, cancellationToken)),
                _ => SavedFit.Of((estimator ?? ModelCatalog.Estimator(model)).Fit(ModelInputs.Histories(columns, options.DaysPerTimeUnit), options, cancellationToken)),
            };
        }
        catch (ArgumentException) when (!columns.Customers.IsEmpty ? IsEmpty(columns.Customers.Span) : columns.Count == 0)
        {
            throw new DataFaultException("The file holds no customer; with --prior the answer for none is what is believed.");
        }
        catch (ArgumentException error)
        {
            throw DataFaultException.Of("--summary", error);
        }
    }

    private static bool IsEmpty(ReadOnlySpan<long> customers) => customers.IndexOfAnyExcept(0) < 0;
}
