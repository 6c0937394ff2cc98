namespace CrmKit.Churn;

/// <summary>Fits how the odds of leaving depend on what was known before: logistic regression, plain or with a ridge. Thread-safe.</summary>
/// <remarks>
/// Newton's method with analytic second derivatives; a large table is begun from the optimum of a sample of it. The gradient of <see cref="Convergence"/> is in standard
/// errors: the largest |derivative| times standard error. Columns are read in blocks, so that the fit needs a few hundred kilobytes beside them.
/// Where the outcomes are separated, completely or in part, the limit is taken exactly: the log-likelihood is its supremum, and each coefficient says whether it is infinite,
/// not identified, or estimated in the limit (Albert and Anderson 1984; Geyer 2009). Without a ridge a constant column, or one that follows from those before it, is left out
/// as <see cref="CoefficientStatus.Aliased"/>; with a ridge only constant ones are.
/// </remarks>
public sealed class LogisticEstimator
{
    // Above so many records a sample of a part of them gives the start.
    private const int Many = 100_000;
    private const int Sampled = 32_768;

    /// <summary>Fits the records.</summary>
    /// <param name="records">The records. Where none counts every coefficient is <see cref="CoefficientStatus.NotIdentified"/>.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellationToken">Stops the fit; polled at every iteration.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
#pragma warning disable CA1822 // An estimator is an object that programs pass around; that this one holds nothing is its own affair.
    public LogisticFit Fit(OutcomeRecords records, LogisticOptions? options = null, CancellationToken cancellationToken = default)
#pragma warning restore CA1822
    {
        ArgumentNullException.ThrowIfNull(records);
        var how = (options ?? LogisticOptions.Default).Checked();
        var isRobust = records.WeightKind == WeightKind.Sampling && !records.Weight.IsEmpty;
        var regression = new BinaryRegression(new OutcomeRows(records), HazardLink.Logit, how.Ridge, how.RidgeUnit, isRobust, how.MaxIterations, how.MaxThreads);
        Func<ColumnScale, double[]?>? guess = records.Count > Many ? scale => Guess(records, scale, how, cancellationToken) : null;
        var solution = regression.Solve(guess, cancellationToken);
        return new LogisticFit(LogisticModel.Of(solution.Coefficients), solution, records.Count, how.Ridge);
    }

    // The optimum of every so many-th record; null where it is not near one.
    private static double[]? Guess(OutcomeRecords records, ColumnScale scale, LogisticOptions how, CancellationToken cancellationToken)
    {
        var stride = records.Count / Sampled;
        int[] rows = [.. Enumerable.Range(0, Sampled).Select(i => (int)((long)i * records.Count / Sampled))];
        var sample = new OutcomeRecords(
            rows.Select(row => records.Outcome.Span[row]).ToArray(),
            [.. records.Covariates.Select(column => CovariateColumn.Of(column.Name, [.. rows.Select(row => column.Values[row])]))])
        {
            Weight = records.Weight.IsEmpty ? default : rows.Select(row => records.Weight.Span[row]).ToArray(),
        };
        var newton = new BinaryNewton(new OutcomeRows(sample), scale, HazardLink.Logit, BinaryRegression.Penalties(scale, how.Ridge / stride, how.RidgeUnit), null, how.MaxThreads);
        var survey = sample.Outcome.Span.Count(true);
        var start = new double[scale.Count];
        start[0] = Math.Log((survey + 0.5) / (Sampled - survey + 0.5));
        var optimum = newton.Search(start, 12, 0.1, mayDiverge: true, cancellationToken);
        return optimum.End == BinaryEnd.Maximum ? optimum.Beta : null;
    }
}
