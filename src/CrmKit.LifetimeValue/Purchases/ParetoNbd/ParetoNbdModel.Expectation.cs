using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

public sealed partial record ParetoNbdModel
{
    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        var logOdds = Mixed.LogOddsOfDeath(ModelDomain.Checked(history));
        return MixedPurchases<ParetoLifetime>.IfAlive(logOdds, ExpectedPurchasesIfAlive(history.X, history.Age, horizon));
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double time)
    {
        ModelDomain.NonNegative(time, nameof(time));
        return ExpectedPurchasesIfAlive(0, 0, time);
    }

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate)
    {
        ModelDomain.Positive(discountRate, nameof(discountRate));
        var logOdds = Mixed.LogOddsOfDeath(ModelDomain.Checked(history));
        return MixedPurchases<ParetoLifetime>.IfAlive(logOdds, Mixed.Known(history.X, history.Age).Discounted(discountRate));
    }

    /// <inheritdoc/>
    public void Score(
        ReadOnlySpan<int> x,
        ReadOnlySpan<double> recency,
        ReadOnlySpan<double> age,
        double horizon,
        Span<double> probabilityAlive,
        Span<double> expectedPurchases,
        CancellationToken cancellationToken = default)
    {
        if (recency.Length != x.Length || age.Length != x.Length || probabilityAlive.Length != x.Length || expectedPurchases.Length != x.Length)
        {
            throw new ArgumentException($"All columns must have the length of x, {x.Length}.", nameof(x));
        }

        ModelDomain.NonNegative(horizon, nameof(horizon));
        for (var i = 0; i < x.Length; i++)
        {
            if ((i & 1023) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var history = ModelDomain.Checked(new PurchaseHistory(x[i], recency[i], age[i]));
            var logOdds = Mixed.LogOddsOfDeath(history);
            probabilityAlive[i] = SpecialFunctions.Logistic(-logOdds);
            expectedPurchases[i] = MixedPurchases<ParetoLifetime>.IfAlive(logOdds, ExpectedPurchasesIfAlive(x[i], age[i], horizon));
        }
    }

    // (r + x)/(alpha + T) (beta + T) (1 - e^(-(s - 1) v))/(s - 1) with v = ln(1 + t/(beta + T)): the published closed form with its singularity at s = 1 taken out.
    private double ExpectedPurchasesIfAlive(int x, double age, double horizon)
    {
        var (rest, v) = (S - 1, SpecialFunctions.Log1p(horizon / (Beta + age)));
        var shrunk = Math.Abs(rest * v) < 1e-300 ? v : -SpecialFunctions.Expm1(-rest * v) / rest;
        return (R + x) / (Alpha + age) * (Beta + age) * shrunk;
    }
}
