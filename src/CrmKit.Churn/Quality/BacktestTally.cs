namespace CrmKit.Churn;

// The predictions of the model and the rules for the customers of one origin, or of several.
internal sealed record BacktestTally(double Time, double[] Model, double[] Rate, double[]? Window, bool[] Left)
{
    public static BacktestTally Of(BacktestOrigin origin, double[] model, IReadOnlyList<BacktestOrigin> past, double? window)
    {
        if (model.Length != origin.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The forecaster gave {model.Length} chances for {origin.Count} customers."), nameof(model));
        }

        var rate = new double[origin.Count];
        Array.Fill(rate, Share(past, null, isSilent: false));
        return new BacktestTally(origin.Time, model, rate, window is { } limit ? ByWindow(origin, past, limit) : null, origin.Left.ToArray());
    }

    public static BacktestTally Join(IReadOnlyList<BacktestTally> tallies) => new(
        0,
        [.. tallies.SelectMany(tally => tally.Model)],
        [.. tallies.SelectMany(tally => tally.Rate)],
        tallies.All(tally => tally.Window is not null) ? [.. tallies.SelectMany(tally => tally.Window!)] : null,
        [.. tallies.SelectMany(tally => tally.Left)]);

    public BacktestLine Line() => new(
        Time, PredictionQuality.Of(Model, Left), PredictionQuality.Of(Rate, Left), Window is null ? null : PredictionQuality.Of(Window, Left));

    private static double[] ByWindow(BacktestOrigin origin, IReadOnlyList<BacktestOrigin> past, double window)
    {
        var (silent, heard) = (Share(past, window, isSilent: true), Share(past, window, isSilent: false));
        var silences = origin.Silence.Span;
        var chances = new double[origin.Count];
        for (var i = 0; i < chances.Length; i++)
        {
            chances[i] = silences[i] > window ? silent : heard;
        }

        return chances;
    }

    // The share that left, half a customer being added to either side: a past without a departure promises no certainty (Jeffreys).
    private static double Share(IReadOnlyList<BacktestOrigin> past, double? window, bool isSilent)
    {
        long left = 0;
        long all = 0;
        foreach (var origin in past)
        {
            var (outcomes, silences) = (origin.Left, origin.Silence);
            for (var i = 0; i < origin.Count; i++)
            {
                if (window is null || silences.Span[i] > window == isSilent)
                {
                    left += outcomes.Span[i] ? 1 : 0;
                    all++;
                }
            }
        }

        return (left + 0.5) / (all + 1);
    }
}
