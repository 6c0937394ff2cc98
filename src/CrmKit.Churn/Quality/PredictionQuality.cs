namespace CrmKit.Churn;

/// <summary>How good predicted chances of leaving were, now that it is known who left. Immutable and thread-safe.</summary>
public sealed class PredictionQuality
{
    private const int BinCount = 10;
    private const double Clip = 1e-15;

    private PredictionQuality(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed, int[] rising)
    {
        Count = predicted.Length;
        (Brier, LogLoss) = Losses(predicted, observed);
        (MeanPredicted, MeanObserved) = Means(predicted, observed, rising);
        Auc = AreaUnderCurve(predicted, observed, rising);
        Bins = BinsOf(predicted, observed, rising);
        ExpectedCalibrationError = Bins.Sum(bin => (double)bin.Rows / Count * Math.Abs(bin.MeanPredicted - bin.MeanObserved));
        MaximumCalibrationError = Bins.Max(bin => Math.Abs(bin.MeanPredicted - bin.MeanObserved));
        BrierSkill = MeanObserved is > 0 and < 1 ? 1 - (Brier / (MeanObserved * (1 - MeanObserved))) : null;
        TopDecileLift = MeanObserved > 0 ? Top(predicted, observed, rising) / MeanObserved : null;
        (CalibrationIntercept, CalibrationSlope) = PlattCalibration.Line(predicted, observed);
    }

    /// <summary>Number of customers.</summary>
    public int Count { get; }

    /// <summary>Mean squared distance of chance and outcome (Brier 1950), 0 (perfect) to 1.</summary>
    public double Brier { get; }

    /// <summary>Mean of -ln of the chance given to what happened, 0 or more; chances are kept 1e-15 away from 0 and 1, so that it is at most 34.6.</summary>
    public double LogLoss { get; }

    /// <summary>The chance that one who left had a higher prediction than one who stayed, ties counting one half; <c>null</c> where all left or all stayed, so that there is no pair.</summary>
    public double? Auc { get; }

    /// <summary>Mean predicted chance.</summary>
    public double MeanPredicted { get; }

    /// <summary>Share that left.</summary>
    public double MeanObserved { get; }

    /// <summary>1 - Brier / (Brier of the overall rate): 1 is perfect, 0 no better than the rate, below 0 worse; <c>null</c> where all left or all stayed, so that the rate itself is perfect.</summary>
    public double? BrierSkill { get; }

    /// <summary>Share that left among the tenth with the highest predictions (⌈n/10⌉; among equal predictions the first rows), over the share of all; <c>null</c> where nobody left.</summary>
    public double? TopDecileLift { get; }

    /// <summary>Ten bins of equally many customers in the order of the predictions: bin k of n customers holds ranks ⌊(k - 1)n/10⌋ to ⌊kn/10⌋ - 1.</summary>
    public ImmutableArray<CalibrationBin> Bins { get; }

    /// <summary>Mean distance of predicted and observed over the bins, weighted by their customers.</summary>
    public double ExpectedCalibrationError { get; }

    /// <summary>Largest distance of predicted and observed among the bins.</summary>
    public double MaximumCalibrationError { get; }

    /// <summary>a of the logistic regression of the outcome on a + b ln(p / (1 - p)), 0 for calibrated predictions; <c>null</c> where the regression has no maximum or all predictions are alike.</summary>
    public double? CalibrationIntercept { get; }

    /// <summary>b of that regression, 1 for calibrated predictions, below 1 for predictions that are too sure of themselves; <c>null</c> likewise.</summary>
    public double? CalibrationSlope { get; }

    /// <summary>Compares predictions with outcomes.</summary>
    /// <param name="predicted">Predicted chances of leaving, 0 to 1.</param>
    /// <param name="observed">Whether the customer left, one for each prediction.</param>
    /// <exception cref="ArgumentException">There is no row, the lengths differ, or a chance is outside 0 to 1; its row is named.</exception>
    public static PredictionQuality Of(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed)
    {
        if (predicted.IsEmpty)
        {
            throw new ArgumentException("Without predictions there is no quality.", nameof(predicted));
        }

        PredictionOrder.CheckChances(predicted, observed.Length, nameof(predicted));
        return new PredictionQuality(predicted, observed, PredictionOrder.Rising(predicted));
    }

    private static (double Brier, double LogLoss) Losses(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed)
    {
        double squares = 0;
        double logs = 0;
        for (var i = 0; i < predicted.Length; i++)
        {
            var distance = predicted[i] - (observed[i] ? 1 : 0);
            squares += distance * distance;
            logs -= LogChance(predicted[i], observed[i]);
        }

        return (squares / predicted.Length, logs / predicted.Length);
    }

    // ln of the chance given to what happened, kept 1e-15 away from impossible and certain.
    private static double LogChance(double chance, bool happened)
    {
        if (happened)
        {
            return Math.Log(Math.Clamp(chance, Clip, 1 - Clip));
        }

        return chance > 1 - Clip ? Math.Log(Clip) : Numerics.SpecialFunctions.Log1p(-Math.Max(chance, Clip));
    }

    private static (double Predicted, double Observed) Means(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed, int[] rising)
    {
        double sum = 0;

        // From the smallest up, which loses least.
        foreach (var row in rising)
        {
            sum += predicted[row];
        }

        return (sum / predicted.Length, (double)observed.Count(true) / predicted.Length);
    }

    // Over groups of equal predictions: pairs of one who left with those who stayed below, and half of those at the same height.
    private static double? AreaUnderCurve(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed, int[] rising)
    {
        double halfPairs = 0;
        long stayedBelow = 0;
        for (var from = 0; from < rising.Length;)
        {
            long left = 0;
            long stayed = 0;
            var to = from;
            for (; to < rising.Length && predicted[rising[to]] == predicted[rising[from]]; to++)
            {
                left += observed[rising[to]] ? 1 : 0;
                stayed += observed[rising[to]] ? 0 : 1;
            }

            halfPairs += (double)left * ((2 * stayedBelow) + stayed);
            stayedBelow += stayed;
            from = to;
        }

        var allLeft = rising.Length - stayedBelow;
        return allLeft > 0 && stayedBelow > 0 ? halfPairs / 2 / allLeft / stayedBelow : null;
    }

    private static ImmutableArray<CalibrationBin> BinsOf(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed, int[] rising)
    {
        var bins = ImmutableArray.CreateBuilder<CalibrationBin>(BinCount);
        for (long k = 0; k < BinCount; k++)
        {
            var from = (int)(k * rising.Length / BinCount);
            var to = (int)((k + 1) * rising.Length / BinCount);
            double sum = 0;
            var left = 0;
            for (var rank = from; rank < to; rank++)
            {
                sum += predicted[rising[rank]];
                left += observed[rising[rank]] ? 1 : 0;
            }

            if (to > from)
            {
                bins.Add(new CalibrationBin((int)k + 1, to - from, sum / (to - from), (double)left / (to - from)));
            }
        }

        return bins.ToImmutable();
    }

    private static double Top(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed, int[] rising)
    {
        var most = (rising.Length + BinCount - 1) / BinCount;
        var limit = predicted[rising[^most]];
        var left = 0;
        var taken = 0;
        foreach (var row in rising.AsSpan(rising.Length - most))
        {
            if (predicted[row] > limit)
            {
                left += observed[row] ? 1 : 0;
                taken++;
            }
        }

        for (var i = 0; i < predicted.Length && taken < most; i++)
        {
            if (predicted[i] == limit)
            {
                left += observed[i] ? 1 : 0;
                taken++;
            }
        }

        return (double)left / most;
    }
}
