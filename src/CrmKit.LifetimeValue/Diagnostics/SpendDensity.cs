namespace CrmKit.LifetimeValue;

/// <summary>How mean spends are spread over customers, beside how the model expects them to be.</summary>
/// <param name="Bins">Bins of equal width from zero on.</param>
/// <param name="Beyond">Customers above the last bin: a few, whom the picture leaves out.</param>
public sealed record SpendDensity(ImmutableArray<SpendBin> Bins, long Beyond)
{
    // Of a bin and one number of purchases; the density is smooth, and this a picture.
    private const int Midpoints = 24;
    private const double ShownShare = 0.98;

    /// <summary>Counts the customers with a repeat purchase and a mean above zero, and integrates the model's density of each one's mean.</summary>
    /// <param name="model">The model of spend.</param>
    /// <param name="x">Purchase days that the mean is taken over.</param>
    /// <param name="meanSpend">Mean spend per purchase day.</param>
    /// <param name="bins">Number of bins, 2 to 200; 24 unless told.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of bins is outside its range.</exception>
    public static SpendDensity Of(GammaGammaModel model, ReadOnlySpan<int> x, ReadOnlySpan<double> meanSpend, int bins = 24)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 200);
        if (x.Length != meanSpend.Length)
        {
            throw new ArgumentException($"The columns must have one length; x has {x.Length}, meanSpend {meanSpend.Length}.", nameof(meanSpend));
        }

        var means = new List<double>();
        var byX = new SortedDictionary<int, long>();
        for (var i = 0; i < x.Length; i++)
        {
            if (x[i] > 0 && meanSpend[i] > 0)
            {
                means.Add(meanSpend[i]);
                byX[x[i]] = byX.GetValueOrDefault(x[i]) + 1;
            }
        }

        if (means.Count == 0)
        {
            return new SpendDensity([], 0);
        }

        means.Sort();
        var width = RoundUp(means[Math.Min(means.Count - 1, (int)(means.Count * ShownShare))] / bins);
        var counts = new long[bins];
        long beyond = 0;
        foreach (var mean in means)
        {
            var bin = (int)Math.Min(mean / width, bins);
            if (bin < bins)
            {
                counts[bin]++;
            }
            else
            {
                beyond++;
            }
        }

        return new SpendDensity([.. counts.Select((count, i) => new SpendBin(i * width, (i + 1) * width, count, Expected(model, byX, i * width, width)))], beyond);
    }

    /// <summary>Counts the customers of a base.</summary>
    /// <param name="model">The model of spend, in the currency of the customers.</param>
    /// <param name="summaries">The customers.</param>
    /// <param name="bins">Number of bins, 2 to 200; 24 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of bins is outside its range.</exception>
    public static SpendDensity Of(GammaGammaModel model, IReadOnlyCollection<PurchaseSummary> summaries, int bins = 24)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        return Of(
            model,
            summaries.Select(summary => summary.RepeatPurchases).ToArray(),
            summaries.Select(summary => (double)summary.MeanRepeatSpend.Amount).ToArray(),
            bins);
    }

    private static double Expected(GammaGammaModel model, SortedDictionary<int, long> byX, double from, double width)
    {
        double sum = 0;
        foreach (var (x, customers) in byX)
        {
            for (var k = 0; k < Midpoints; k++)
            {
                sum += customers * Math.Exp(model.LogLikelihood(x, from + ((k + 0.5) * width / Midpoints)));
            }
        }

        return sum * width / Midpoints;
    }

    // To 1, 2 or 5 times a power of ten; by products alone, since logarithms differ in their last digit between platforms.
    private static double RoundUp(double width)
    {
        var power = 1d;
        while (power > width)
        {
            power /= 10;
        }

        while (power * 10 <= width)
        {
            power *= 10;
        }

        return width <= power ? power : width <= 2 * power ? 2 * power : width <= 5 * power ? 5 * power : 10 * power;
    }
}
