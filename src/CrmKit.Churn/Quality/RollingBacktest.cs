namespace CrmKit.Churn;

/// <summary>Tests predictions of leaving on the past as it unrolled, against rules that need no model. Thread-safe.</summary>
/// <remarks>
/// At every origin the forecaster learns from those earlier origins alone whose horizon had ended by then, and so do the naive rules, so that nobody looks ahead. A
/// model that does not beat them is not used: the report says so.
/// </remarks>
public static class RollingBacktest
{
    /// <summary>Runs a backtest.</summary>
    /// <param name="origins">The origins, in any order.</param>
    /// <param name="horizon">How far ahead the chance of leaving is asked, above 0 and finite, in the unit of the times.</param>
    /// <param name="forecast">Gives the chance of leaving of every customer of a question, 0 to 1.</param>
    /// <param name="options">How to test.</param>
    /// <param name="cancellationToken">Stops the test; polled at every origin.</param>
    /// <exception cref="ArgumentException">The forecaster gave another number of chances than there are customers, or one outside 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or an option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BacktestReport Run(
        IEnumerable<BacktestOrigin> origins,
        double horizon,
        Func<BacktestQuestion, IReadOnlyList<double>> forecast,
        BacktestOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(origins);
        ArgumentNullException.ThrowIfNull(forecast);
        HazardOption.Check(horizon > 0 && double.IsFinite(horizon), nameof(horizon), horizon, "above 0 and finite");
        var how = (options ?? BacktestOptions.Default).Checked();
        BacktestOrigin[] all = [.. origins.OrderBy(origin => origin.Time)];
        var hasSilence = all.All(origin => origin.Count == 0 || !origin.Silence.IsEmpty);
        var tallies = new List<BacktestTally>();
        foreach (var origin in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ImmutableArray<BacktestOrigin> past = [.. all.Where(earlier => earlier.Count > 0 && earlier.Time + horizon <= origin.Time)];
            if (past.IsEmpty || origin.Count == 0)
            {
                continue;
            }

            var model = forecast(new BacktestQuestion(origin.Time, horizon, origin.Count, origin.Covariates, past));
            double? window = hasSilence ? how.FixedWindow : null;
            tallies.Add(BacktestTally.Of(origin, [.. model], past, window));
        }

        return Report(tallies, all.Length - tallies.Count);
    }

    /// <summary>A forecaster that fits a logistic regression to the whole known past: the simplest that a backtest can be asked about.</summary>
    /// <param name="options">How to fit; a ridge of 1 unless told, which keeps a short past from promising certainty.</param>
    /// <remarks>All origins must have the same columns.</remarks>
    public static Func<BacktestQuestion, IReadOnlyList<double>> Logistic(LogisticOptions? options = null)
    {
        var how = options ?? new LogisticOptions { Ridge = 1 };
        return question =>
        {
            bool[] left = [.. question.Past.SelectMany(origin => origin.Left.ToArray())];
            CovariateColumn[] columns = [.. question.Covariates.Select((column, j) => CovariateColumn.Of(
                column.Name, [.. question.Past.SelectMany(origin => origin.Covariates[j].Values)]))];
            var chances = new double[question.Count];
            new LogisticEstimator().Fit(new OutcomeRecords(left, columns), how).Model.Probabilities(question.Covariates, chances);
            return chances;
        };
    }

    private static BacktestReport Report(List<BacktestTally> tallies, int skipped)
    {
        if (tallies.Count == 0)
        {
            return new BacktestReport([], null, skipped, 0, null, BacktestVerdict.NotTested);
        }

        ImmutableArray<BacktestLine> lines = [.. tallies.Select(tally => tally.Line())];
        var joined = BacktestTally.Join(tallies);
        var overall = joined.Line() with { Time = null };
        var isWindowBest = overall.FixedWindow is { } window && window.Brier < overall.OverallRate.Brier;
        var gain = (isWindowBest ? overall.FixedWindow!.Brier : overall.OverallRate.Brier) - overall.Model.Brier;
        return new BacktestReport(lines, overall, skipped, gain, GainError(lines, isWindowBest, gain), Judge(overall, isWindowBest));
    }

    private static BacktestVerdict Judge(BacktestLine overall, bool isWindowBest)
    {
        bool Beats(PredictionQuality? rule) => rule is null || (overall.Model.Brier < rule.Brier && overall.Model.LogLoss < rule.LogLoss);
        return Beats(overall.OverallRate) && Beats(overall.FixedWindow)
            ? BacktestVerdict.UseModel
            : isWindowBest ? BacktestVerdict.UseFixedWindow : BacktestVerdict.UseOverallRate;
    }

    // The gain is a ratio of sums over origins; its error is that of the sums of deviations (Cochran 1977, section 6.4).
    private static double? GainError(ImmutableArray<BacktestLine> lines, bool isWindowBest, double gain)
    {
        if (lines.Length < 2)
        {
            return null;
        }

        double squares = 0;
        double count = 0;
        foreach (var line in lines)
        {
            var rule = isWindowBest ? line.FixedWindow! : line.OverallRate;
            var deviation = line.Model.Count * (rule.Brier - line.Model.Brier - gain);
            squares += deviation * deviation;
            count += line.Model.Count;
        }

        return Math.Sqrt(squares * lines.Length / (lines.Length - 1)) / count;
    }
}
