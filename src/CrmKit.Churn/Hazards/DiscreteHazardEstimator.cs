namespace CrmKit.Churn;

/// <summary>Fits the chance of leaving in each period of tenure, given that the customer was there at its beginning. Thread-safe.</summary>
/// <remarks>
/// A regression over the rows of <see cref="PersonPeriods"/> (Allison 1982; with <see cref="HazardLink.ComplementaryLogLog"/> Prentice and Gloeckler 1978), which are never
/// made: the periods of one customer in one band are one row, and customers who are alike share theirs. Delayed entry leaves out the periods before it.
/// Statuses, limits under separation and the gradient of <see cref="Convergence"/> are those of <see cref="LogisticEstimator"/>. With <see cref="WeightKind.Sampling"/>
/// weights the standard errors are robust, the scores of a customer's periods being added up first.
/// </remarks>
public sealed class DiscreteHazardEstimator
{
    /// <summary>Fits the records.</summary>
    /// <param name="records">The records, times in periods. Where no period was observed every coefficient is <see cref="CoefficientStatus.NotIdentified"/>.</param>
    /// <param name="covariates">What was known of the customers, each column with one number for each record; no two of one name, none named as a band.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a name repeats.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
#pragma warning disable CA1822 // An estimator is an object that programs pass around; that this one holds nothing is its own affair.
    public DiscreteHazardFit Fit(SurvivalRecords records, IEnumerable<CovariateColumn> covariates, DiscreteHazardOptions? options = null, CancellationToken cancellationToken = default)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(covariates);
        var how = (options ?? DiscreteHazardOptions.Default).Checked();
        var columns = CovariateCheck.Checked([.. covariates], records.Count);
        foreach (var column in columns)
        {
            for (var band = 2; band <= how.Bands.Count; band++)
            {
                if (string.Equals(column.Name, HazardColumns.BandName(band), StringComparison.Ordinal))
                {
                    throw new ArgumentException($"Two coefficients would be named {column.Name}.", nameof(covariates));
                }
            }
        }

        var isRobust = records is { WeightKind: WeightKind.Sampling, IsWeighted: true };
        BinaryRows rows = (isRobust ? null : HazardPatterns.TryOf(records, columns, how.Bands)) ?? (BinaryRows)new HazardRows(records, columns, how.Bands);
        var solution = new BinaryRegression(rows, how.Link, how.Ridge, RidgeUnit.StandardDeviation, isRobust, how.MaxIterations, how.MaxThreads).Solve(null, cancellationToken);
        return new DiscreteHazardFit(DiscreteHazardModel.Of(solution.Coefficients, how.Bands, how.Link), solution, records);
    }
}
