namespace CrmKit.LifetimeValue;

/// <summary>How many purchases a customer makes in a horizon: the whole distribution, up to where nothing to speak of is left.</summary>
public sealed class PurchaseCounts
{
    private PurchaseCounts(ImmutableArray<double> probabilities, double beyond)
    {
        Probabilities = probabilities;
        Beyond = beyond;
    }

    /// <summary>P(0), P(1), P(2) and so on.</summary>
    public ImmutableArray<double> Probabilities { get; }

    /// <summary>The chance of more purchases than there are in <see cref="Probabilities"/>, to rounding.</summary>
    public double Beyond { get; }

    /// <summary>Reckons the distribution for a customer.</summary>
    /// <param name="model">The model of purchases.</param>
    /// <param name="history">The customer's history, in the model's time unit.</param>
    /// <param name="horizon">Time ahead, 0 or more and finite.</param>
    /// <param name="tail">The chance that may be left beyond the last one, above 0; 1e-12 unless told.</param>
    /// <param name="most">Purchases at most, 1 or more; 10,000 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static PurchaseCounts Of(IPurchaseModel model, PurchaseHistory history, double horizon, double tail = 1e-12, int most = 10_000)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelDomain.Positive(tail, nameof(tail));
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var probabilities = ImmutableArray.CreateBuilder<double>();
        double sum = 0;
        for (var n = 0; n <= most && (n == 0 || 1 - sum > tail); n++)
        {
            var probability = model.ProbabilityOf(history, horizon, n);
            probabilities.Add(probability);
            sum += probability;
        }

        return new PurchaseCounts(probabilities.ToImmutable(), Math.Max(0, 1 - sum));
    }

    /// <summary>The smallest number of purchases that is reached or stayed below with a given chance.</summary>
    /// <param name="probability">The chance, between 0 and 1.</param>
    /// <returns>The number; the last one of <see cref="Probabilities"/> where the chance lies beyond.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not between 0 and 1.</exception>
    public int Quantile(double probability)
    {
        ModelDomain.Probability(probability, nameof(probability));
        double sum = 0;
        for (var n = 0; n < Probabilities.Length; n++)
        {
            sum += Probabilities[n];
            if (sum >= probability)
            {
                return n;
            }
        }

        return Probabilities.Length - 1;
    }
}
