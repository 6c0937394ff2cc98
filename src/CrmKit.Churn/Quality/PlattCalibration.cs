using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>A map from predicted chances to calibrated ones, p to logistic(a + b ln(p / (1 - p))), fitted on data that the model has not seen (Platt 1999; Cox 1958). Immutable and thread-safe.</summary>
/// <remarks>The map never changes the order of customers unless the slope is negative, which says that the model has the order wrong. Additive reasons stay additive: each term is multiplied by b.</remarks>
public sealed class PlattCalibration
{
    private const double Clip = 1e-15;

    private PlattCalibration(double intercept, double slope, CalibrationStatus status) => (Intercept, Slope, Status) = (intercept, slope, status);

    /// <summary>The map that leaves predictions as they are.</summary>
    public static PlattCalibration Identity { get; } = new(0, 1, CalibrationStatus.Identity);

    /// <summary>a, added to the log-odds.</summary>
    public double Intercept { get; }

    /// <summary>b, by which log-odds are multiplied first.</summary>
    public double Slope { get; }

    /// <summary>What could be learnt.</summary>
    public CalibrationStatus Status { get; }

    /// <summary>Fits a map.</summary>
    /// <param name="predicted">Predictions for customers whom the model was not fitted to, 0 to 1; they are kept 1e-15 away from 0 and 1.</param>
    /// <param name="observed">Whether the customer left, one for each prediction.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a chance is outside 0 to 1; its row is named.</exception>
    public static PlattCalibration Fit(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed)
    {
        PredictionOrder.CheckChances(predicted, observed.Length, nameof(predicted));
        var left = observed.Count(true);
        if (left == 0 || left == observed.Length)
        {
            return Identity;
        }

        return Line(predicted, observed) is ({ } intercept, { } slope)
            ? new PlattCalibration(intercept, slope, CalibrationStatus.Fitted)
            : new PlattCalibration(Level(predicted, left), 1, CalibrationStatus.LevelOnly);
    }

    /// <summary>A calibrated chance.</summary>
    /// <param name="predicted">A prediction, 0 to 1.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The prediction is outside 0 to 1.</exception>
    public double Apply(double predicted) => predicted is >= 0 and <= 1
        ? Status == CalibrationStatus.Identity ? predicted : ApplyToLogOdds(LogOdds(predicted))
        : throw new ArgumentOutOfRangeException(nameof(predicted), predicted, "A chance is 0 to 1.");

    /// <summary>A calibrated chance from log-odds.</summary>
    /// <param name="logOdds">The linear predictor of a logistic model, finite.</param>
    /// <returns>0 to 1.</returns>
    public double ApplyToLogOdds(double logOdds) => SpecialFunctions.Logistic(Intercept + (Slope * logOdds));

    /// <summary>Calibrated chances.</summary>
    /// <param name="predicted">Predictions, 0 to 1.</param>
    /// <param name="calibrated">Where the calibrated ones go, one for each; it may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A prediction is outside 0 to 1.</exception>
    public void Apply(ReadOnlySpan<double> predicted, Span<double> calibrated)
    {
        if (predicted.Length != calibrated.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {predicted.Length} predictions and room for {calibrated.Length}."), nameof(calibrated));
        }

        for (var i = 0; i < predicted.Length; i++)
        {
            calibrated[i] = Apply(predicted[i]);
        }
    }

    // a and b of the regression; null where it has no maximum or the predictions are all alike.
    internal static (double? Intercept, double? Slope) Line(ReadOnlySpan<double> predicted, ReadOnlySpan<bool> observed)
    {
        var odds = ImmutableArray.CreateBuilder<double>(predicted.Length);
        foreach (var chance in predicted)
        {
            odds.Add(LogOdds(chance));
        }

        var records = new OutcomeRecords(observed.ToArray(), CovariateColumn.Of("log-odds", odds.MoveToImmutable()));
        var fit = new LogisticEstimator().Fit(records, new LogisticOptions { MaxThreads = 1 });
        return fit.Coefficients.All(line => line.Status == CoefficientStatus.Estimated)
            ? (fit.Coefficients[0].Estimate, fit.Coefficients[1].Estimate)
            : (null, null);
    }

    private static double LogOdds(double chance)
    {
        // 1 - 1e-15 is no double: from the other side it is.
        var clipped = Math.Max(chance, Clip);
        return chance > 1 - Clip ? -LogOdds(Clip) : Math.Log(clipped) - SpecialFunctions.Log1p(-clipped);
    }

    // The a at which as many are expected to leave as did, b being 1: the sum of chances rises with a, so that halving finds it.
    private static double Level(ReadOnlySpan<double> predicted, int left)
    {
        double low = -80;
        double high = 80;
        for (var halving = 0; halving < 70; halving++)
        {
            var middle = (low + high) / 2;
            double expected = 0;
            foreach (var chance in predicted)
            {
                expected += SpecialFunctions.Logistic(middle + LogOdds(chance));
            }

            (low, high) = expected < left ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
