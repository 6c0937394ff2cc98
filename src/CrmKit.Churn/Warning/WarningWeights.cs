namespace CrmKit.Churn;

// The weights learned from some rows, before calibration.
internal sealed class WarningWeights(
    AdditiveScore score, ImmutableArray<FeatureSpread> spreads, ImmutableArray<double> errors, ImmutableArray<double> shares, double priorShare, Convergence convergence)
{
    public AdditiveScore Score { get; } = score;

    public ImmutableArray<FeatureSpread> Spreads { get; } = spreads;

    // Standard error of each weight, and the share of what is known of it that was believed.
    public ImmutableArray<double> Errors { get; } = errors;

    public ImmutableArray<double> Shares { get; } = shares;

    public double PriorShare { get; } = priorShare;

    public Convergence Convergence { get; } = convergence;

    public static WarningWeights Learn(FeatureTable table, int[] rows, EarlyWarningOptions how, CancellationToken cancellationToken)
    {
        ImmutableArray<FeatureSpread> spreads = [.. table.Features.Select((feature, j) => FeatureSpread.Of(table.Column(j), rows, feature.Prior))];
        var columns = Columns(spreads, rows.Length);
        var precision = 1 / (how.WeightDeviation * how.WeightDeviation);
        double[] means = [Math.Log(how.Rate) - Math.Log(1 - how.Rate), .. columns.Select(column => column.MarksUnknown ? 0 : table.Features[column.Feature].Prior?.Weight ?? 0)];
        double[] precisions = [0, .. columns.Select(_ => precision)];
        var source = new WarningRows(table, rows, columns, how.RateWeight * how.Rate, how.RateWeight * (1 - how.Rate));
        var (estimates, covariance, convergence) = new BelievedRegression(source, means, precisions, how.MaxThreads)
            .Fit(BelievedRegression.Unbounded(means.Length), how.MaxIterations, cancellationToken);
        return Gather(table, rows.Length, spreads, columns, estimates, covariance, convergence, how);
    }

    // A feature that is unknown of everybody has no weight to learn; one that is known of everybody, no term for being unknown.
    private static ImmutableArray<WarningColumn> Columns(ImmutableArray<FeatureSpread> spreads, int rows)
    {
        var columns = ImmutableArray.CreateBuilder<WarningColumn>();
        for (var j = 0; j < spreads.Length; j++)
        {
            if (spreads[j].Known > 0)
            {
                columns.Add(new WarningColumn(j, MarksUnknown: false, spreads[j].Centre, 1 / spreads[j].Scale));
            }

            if (spreads[j].Known < rows)
            {
                columns.Add(new WarningColumn(j, MarksUnknown: true, 0, 1));
            }
        }

        return columns.ToImmutable();
    }

    private static WarningWeights Gather(
        FeatureTable table, int rows, ImmutableArray<FeatureSpread> spreads, ImmutableArray<WarningColumn> columns, double[] estimates, double[] covariance, Convergence convergence, EarlyWarningOptions how)
    {
        var (n, believed) = (estimates.Length, how.WeightDeviation * how.WeightDeviation);
        double[] weights = [.. table.Features.Select(feature => feature.Prior?.Weight ?? 0)];
        var unknown = new double[weights.Length];
        double[] errors = [.. weights.Select(_ => how.WeightDeviation)];
        double[] shares = [.. weights.Select(_ => 1.0)];
        for (var k = 1; k < n; k++)
        {
            var column = columns[k - 1];
            if (column.MarksUnknown)
            {
                unknown[column.Feature] = estimates[k];
                continue;
            }

            weights[column.Feature] = estimates[k];
            errors[column.Feature] = Math.Sqrt(covariance[(k * n) + k]);
            shares[column.Feature] = Math.Min(1, covariance[(k * n) + k] / believed);
        }

        // The overall rate counts as one more thing to learn. What never varies, however many are looked at, is not waited for.
        var rate = Math.Min(1, covariance[0] * how.RateWeight * how.Rate * (1 - how.Rate));
        double[] counted = [.. spreads.Select(spread => spread.Varies ? 1 : FeatureSpread.BelievedCustomers / (FeatureSpread.BelievedCustomers + rows))];
        var priorShare = (rate + shares.Zip(counted, (share, count) => share * count).Sum()) / (1 + counted.Sum());
        var score = new AdditiveScore(estimates[0], [.. weights.Select((weight, j) => TermRule.Linear(spreads[j].Centre, spreads[j].Scale, weight, unknown[j]))]);
        return new WarningWeights(score, spreads, [.. errors], [.. shares], priorShare, convergence);
    }
}
