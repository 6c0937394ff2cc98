using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

public abstract partial record BetaGeometricModel
{
    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history, double ahead)
    {
        var (x, recency, age) = Checked(history);
        ModelDomain.NonNegative(ahead, nameof(ahead));
        return TimesAlive(IfAlive(x, recency, age, ahead, static (stages, dropout) => stages.StillAlive(dropout)), x, recency, age);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(PurchaseHistory history, double horizon)
    {
        var (x, recency, age) = Checked(history);
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return horizon == 0 ? 0 : TimesAlive(IfAlive(x, recency, age, horizon, static (stages, dropout) => stages.ExpectedPurchases(dropout)), x, recency, age);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double time) => ExpectedPurchases(default(PurchaseHistory), time);

    /// <inheritdoc/>
    public double ProbabilityOf(PurchaseHistory history, double horizon, int purchases)
    {
        var (x, recency, age) = Checked(history);
        ModelDomain.NonNegative(horizon, nameof(horizon));
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        if (purchases > 0)
        {
            return TimesAlive(IfAlive(x, recency, age, horizon, (stages, dropout) => stages.ProbabilityOf(purchases, dropout)), x, recency, age);
        }

        // Of none and at least one the smaller chance is summed, and the other one is what it leaves of 1: neither exceeds 1 or loses digits.
        var any = Any(history, horizon);
        return any < 0.5 ? 1 - any : None(history, horizon);
    }

    /// <inheritdoc/>
    public double ProbabilityOfAny(PurchaseHistory history, double horizon)
    {
        Checked(history);
        ModelDomain.NonNegative(horizon, nameof(horizon));
        var any = Any(history, horizon);
        return any < 0.5 ? any : 1 - None(history, horizon);
    }

    /// <inheritdoc/>
    public double ProbabilityOf(double time, int purchases) => ProbabilityOf(default, time, purchases);

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate)
    {
        var (x, recency, age) = Checked(history);
        ModelDomain.Positive(discountRate, nameof(discountRate));
        Span<double> weights = stackalloc double[K];
        OpenStages(x, recency, age, weights);
        var ifAlive = DiscountedStages.Compute(StageShape(x), Alpha + age, weights, DropoutIfAlive(x), discountRate);
        return TimesAlive(ifAlive, x, recency, age);
    }

    /// <inheritdoc/>
    public double DiscountedPurchases(PurchaseHistory history, double discountRate, double horizon)
    {
        var (x, recency, age) = Checked(history);
        ModelDomain.Positive(discountRate, nameof(discountRate));
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return TimesAlive(DiscountedHorizon.Of(ExpectedIfAlive, discountRate, horizon), x, recency, age);

        double ExpectedIfAlive(double time) => IfAlive(x, recency, age, time, static (stages, dropout) => stages.ExpectedPurchases(dropout));
    }

    private double Any(PurchaseHistory history, double horizon)
    {
        var (x, recency, age) = history;
        return TimesAlive(IfAlive(x, recency, age, horizon, static (stages, _) => stages.ProbabilityOfAny), x, recency, age);
    }

    private double None(PurchaseHistory history, double horizon)
    {
        var (x, recency, age) = history;
        return TimesAlive(IfAlive(x, recency, age, horizon, static (stages, dropout) => stages.ProbabilityOf(0, dropout)), x, recency, age) + ProbabilityDead(history);
    }

    // The mean of an answer over the stages that a customer who is alive may have done since the last purchase: after j of them the rates are
    // Gamma(r + k x + j, alpha + T), and the next purchase comes with stage k - j.
    private double IfAlive(int x, double recency, double age, double ahead, Func<PurchasesAhead, BetaDropout, double> answer)
    {
        var dropout = DropoutIfAlive(x);
        var (shape, ratio) = (StageShape(x), ahead / (Alpha + age));
        if (K == 1)
        {
            return answer(new PurchasesAhead(new StageCounts(shape, ratio), 1, 0), dropout);
        }

        Span<double> weights = stackalloc double[K];
        OpenStages(x, recency, age, weights);

        // Weights and products are added in one order, so that the mean of answers of at most 1 is at most 1 and that of ones is 1.
        var largest = weights[0];
        foreach (var weight in weights)
        {
            largest = Math.Max(largest, weight);
        }

        double total = 0, sum = 0;
        for (var j = 0; j < K; j++)
        {
            var weight = weights[j] / largest;
            total += weight;
            sum += weight == 0 ? 0 : weight * answer(new PurchasesAhead(new StageCounts(shape + j, ratio), K, j), dropout);
        }

        return sum / total;
    }

    private BetaDropout DropoutIfAlive(int x) => new(A, B + ((double)x + _extraChance));

    private double TimesAlive(double ifAlive, int x, double recency, double age)
    {
        if (NeverHadAChance(x) || ifAlive == 0)
        {
            return ifAlive;
        }

        var logOdds = LogOddsOfDeath(x, recency, age);
        return Times(SpecialFunctions.Logistic(-logOdds), logOdds, ifAlive);
    }

    // Far in the tail the probability alone would be lost to underflow before it meets the expectation.
    private static double Times(double alive, double logOdds, double ifAlive) =>
        ifAlive == 0 ? 0 : logOdds > 600 ? Math.Exp(Math.Log(ifAlive) - logOdds) : ifAlive * alive;
}
