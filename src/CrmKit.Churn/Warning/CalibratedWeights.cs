namespace CrmKit.Churn;

// Weights learned from some rows and calibrated on customers whom they were not learned from (Platt 1999): a + b times the log-odds, b not below 0.
internal sealed class CalibratedWeights(WarningWeights weights, double intercept, double slope)
{
    private const string Trial = "early-warning-folds";

    // The base was learned as it is, without any belief that shrinks it: there is less to put right than in the slope.
    private const double ShiftShare = 0.2;

    public WarningWeights Weights { get; } = weights;

    public double Intercept { get; } = intercept;

    public double Slope { get; } = slope;

    public AdditiveScore Score { get; } = weights.Score.Calibrated(intercept, slope);

    // The group of each row: customers stay together, so that nobody is foretold from a row of its own.
    public static int[] Folds(FeatureTable table, int folds)
    {
        var draw = new HoldOut(Trial, share: 0);
        return [.. Enumerable.Range(0, table.Count).Select(row => (int)(draw.Draw(table.Customer(row)) * folds))];
    }

    public static CalibratedWeights Learn(FeatureTable table, int[] rows, int[] folds, EarlyWarningOptions how, CancellationToken cancellationToken)
    {
        var (logOdds, left, at) = (new double[rows.Length], new bool[rows.Length], 0);
        for (var fold = 0; fold < how.Folds; fold++)
        {
            int[] test = [.. rows.Where(row => folds[row] == fold)];
            if (test.Length > 0)
            {
                var others = WarningWeights.Learn(table, [.. rows.Where(row => folds[row] != fold)], how, cancellationToken);
                others.Score.LogOdds(table, test, logOdds.AsSpan(at, test.Length));
                foreach (var row in test)
                {
                    left[at++] = table.Outcomes[row] == 1;
                }
            }
        }

        // About their own mean, so that a rate that was foretold wrongly is not taken for weights that are.
        var mean = rows.Length == 0 ? 0 : logOdds.Average();
        double[] precisions = [1 / (how.CalibrationDeviation * how.CalibrationDeviation * ShiftShare * ShiftShare), 1 / (how.CalibrationDeviation * how.CalibrationDeviation)];
        var (estimates, _, _) = new BelievedRegression(new CalibrationRows(logOdds, left, mean), [mean, 1], precisions, how.MaxThreads)
            .Fit([BelievedRegression.Unbounded(1)[0], 0], how.MaxIterations, cancellationToken);
        return new CalibratedWeights(WarningWeights.Learn(table, rows, how, cancellationToken), estimates[0] - (estimates[1] * mean), estimates[1]);
    }
}
