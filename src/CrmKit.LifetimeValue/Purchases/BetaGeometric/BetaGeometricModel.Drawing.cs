using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

public abstract partial record BetaGeometricModel
{
    /// <inheritdoc/>
    public abstract IPurchaseModel WithParameters(ReadOnlySpan<double> parameters);

    /// <inheritdoc/>
    public IEnumerable<double> Draw(SeededRandom random, double age)
    {
        ArgumentNullException.ThrowIfNull(random);
        ModelDomain.NonNegative(age, nameof(age));
        return Times(random, age);
    }

    // Gaps of k stages at the customer's rate, until it leaves after a purchase or the time is over.
    private IEnumerable<double> Times(SeededRandom random, double age)
    {
        var rate = random.NextGamma(R) / Alpha;
        var dropout = random.NextBeta(A, B);
        double time = 0;
        if (LeavesAtOnce && random.NextUniform() < dropout)
        {
            yield break;
        }

        while (rate > 0)
        {
            time += (K == 1 ? random.NextExponential() : random.NextGamma(K)) / rate;
            if (!(time <= age))
            {
                yield break;
            }

            yield return time;
            if (random.NextUniform() < dropout)
            {
                yield break;
            }
        }
    }
}
