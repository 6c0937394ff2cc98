using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

public sealed partial record CorrelatedParetoNbdModel
{
    /// <inheritdoc/>
    public double LogLikelihood(PurchaseHistory history) => New.LogLikelihood(ModelDomain.Checked(history));

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history) => SpecialFunctions.Logistic(-New.LogOddsOfDeath(ModelDomain.Checked(history)));

    /// <inheritdoc/>
    public double ProbabilityDead(PurchaseHistory history) => SpecialFunctions.Logistic(New.LogOddsOfDeath(ModelDomain.Checked(history)));

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history, double ahead)
    {
        ModelDomain.NonNegative(ahead, nameof(ahead));
        return IfAlive(history, now => now.Survival(ahead));
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return IfAlive(history, now => now.Expected(0, horizon));
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double time)
    {
        ModelDomain.NonNegative(time, nameof(time));
        return New.Expected(0, time);
    }

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate)
    {
        ModelDomain.Positive(discountRate, nameof(discountRate));
        return IfAlive(history, now => now.Expected(discountRate, double.PositiveInfinity));
    }

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate, double horizon)
    {
        ModelDomain.Positive(discountRate, nameof(discountRate));
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return IfAlive(history, now => now.Expected(discountRate, horizon));
    }

    /// <inheritdoc/>
    public double ProbabilityOf(PurchaseHistory history, double horizon, int purchases)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        if (purchases > 0)
        {
            return IfAlive(history, now => now.Probability(horizon, purchases));
        }

        var any = IfAlive(history, now => now.Purchase(horizon));
        return any < 0.5 ? 1 - any : None(history, horizon);
    }

    /// <inheritdoc/>
    public double ProbabilityOfAny(PurchaseHistory history, double horizon)
    {
        ModelDomain.NonNegative(horizon, nameof(horizon));
        var any = IfAlive(history, now => now.Purchase(horizon));
        return any < 0.5 ? any : 1 - None(history, horizon);
    }

    /// <inheritdoc/>
    public double ProbabilityOf(double time, int purchases)
    {
        ModelDomain.NonNegative(time, nameof(time));
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        return purchases == 0 ? ProbabilityOf(default, time, 0) : New.Probability(time, purchases);
    }

    /// <inheritdoc/>
    /// <remarks>O(n): two integrals for each customer, some ten microseconds.</remarks>
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
        var start = New;
        for (var i = 0; i < x.Length; i++)
        {
            if ((i & 1023) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var history = ModelDomain.Checked(new PurchaseHistory(x[i], recency[i], age[i]));
            var logOdds = start.LogOddsOfDeath(history);
            var now = start.Known(history.X, history.Age);
            probabilityAlive[i] = SpecialFunctions.Logistic(-logOdds);
            expectedPurchases[i] = MixedPurchases<ParetoLifetime>.IfAlive(logOdds, now.Expected(0, horizon) / now.Weight);
        }
    }

    private double None(PurchaseHistory history, double horizon) => IfAlive(history, now => now.Probability(horizon, 0)) + ProbabilityDead(history);

    private double IfAlive(PurchaseHistory history, Func<TiltedPurchases, double> answer)
    {
        var start = New;
        var logOdds = start.LogOddsOfDeath(ModelDomain.Checked(history));
        var now = start.Known(history.X, history.Age);
        return MixedPurchases<ParetoLifetime>.IfAlive(logOdds, answer(now) / now.Weight);
    }
}
