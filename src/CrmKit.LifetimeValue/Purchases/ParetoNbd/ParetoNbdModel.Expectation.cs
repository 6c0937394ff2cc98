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
    public double DiscountedPurchases(PurchaseHistory history, double discountRate) => Discounted(history, discountRate, double.PositiveInfinity);

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return Discounted(history, discountRate, horizon);
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
        MixedScore.CheckLengths(x, recency, age, horizon, probabilityAlive, expectedPurchases);
        var score = new BulkScore<ParetoLifetime>(R, Alpha, new ParetoLifetime(S, Beta), time => ExpectedPerRate(time, horizon), x, recency, age);
        MixedScore.Run(score, x, recency, age, probabilityAlive, expectedPurchases, cancellationToken);
    }

    private double Discounted(PurchaseHistory history, double discountRate, double end)
    {
        ModelDomain.Positive(discountRate, nameof(discountRate));
        var logOdds = Mixed.LogOddsOfDeath(ModelDomain.Checked(history));
        return MixedPurchases<ParetoLifetime>.IfAlive(logOdds, Mixed.Known(history.X, history.Age).Discounted(discountRate, end));
    }

    private double ExpectedPurchasesIfAlive(int x, double age, double horizon) => (R + x) * ExpectedPerRate(age, horizon);

    // 1/(alpha + T) (beta + T) (1 - e^(-(s - 1) v))/(s - 1) with v = ln(1 + t/(beta + T)): the published closed form with its singularity at s = 1 taken out.
    private double ExpectedPerRate(double age, double horizon)
    {
        var (rest, v) = (S - 1, SpecialFunctions.Log1p(horizon / (Beta + age)));
        var shrunk = Math.Abs(rest * v) < 1e-300 ? v : -SpecialFunctions.Expm1(-rest * v) / rest;
        return (Beta + age) / (Alpha + age) * shrunk;
    }
}
