using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

public sealed partial record BgNbdModel
{
    /// <summary>Expected purchases in the time after observation, given the history (FHL 2005, eq. 10), without the 2F1 and its singularity at a = 1.</summary>
    /// <param name="x">Repeat purchases, 0 or more.</param>
    /// <param name="recency">t_x, 0 to <paramref name="age"/>; 0 where x = 0.</param>
    /// <param name="age">T, 0 or more.</param>
    /// <param name="horizon">t, length of the time ahead, 0 or more.</param>
    /// <returns>Purchases, 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public double ExpectedPurchases(int x, double recency, double age, double horizon)
    {
        ModelDomain.History(x, recency, age);
        ModelDomain.NonNegative(horizon, nameof(horizon));
        var ifAlive = ExpectedPurchasesIfAlive(x, age, horizon);
        if (x == 0 || ifAlive == 0)
        {
            return ifAlive;
        }

        // Far in the tail the probability alone would be lost to underflow before it meets the expectation.
        var logOdds = LogOddsOfDeath(x, recency, age);
        return logOdds > 600 ? Math.Exp(Math.Log(ifAlive) - logOdds) : ifAlive * SpecialFunctions.Logistic(-logOdds);
    }

    /// <summary>Expected repeat purchases of a new customer by a time after the first purchase (FHL 2005, eq. 9).</summary>
    /// <param name="time">t, 0 or more.</param>
    /// <returns>E[X(t)], 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is below 0 or not finite.</exception>
    public double ExpectedPurchases(double time)
    {
        ModelDomain.NonNegative(time, nameof(time));
        return ExpectedPurchasesIfAlive(0, 0, time);
    }

    /// <summary>Expected purchases of a customer in the days after the one up to which it was observed.</summary>
    /// <param name="summary">The customer's purchases.</param>
    /// <param name="horizonDays">Days ahead, 0 or more.</param>
    /// <returns>Purchases, 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 0.</exception>
    public double ExpectedPurchases(PurchaseSummary summary, int horizonDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizonDays);
        return ExpectedPurchases(
            summary.RepeatPurchases, summary.RecencyDays / DaysPerTimeUnit, summary.AgeDays / DaysPerTimeUnit, horizonDays / DaysPerTimeUnit);
    }

    /// <summary>P(alive) and expected purchases of many customers.</summary>
    /// <remarks>O(n); allocates nothing.</remarks>
    /// <param name="x">Repeat purchases.</param>
    /// <param name="recency">t_x in time units.</param>
    /// <param name="age">T in time units.</param>
    /// <param name="horizon">Time ahead, 0 or more.</param>
    /// <param name="probabilityAlive">Receives P(alive), one for each customer.</param>
    /// <param name="expectedPurchases">Receives the expected purchases, one for each customer.</param>
    /// <param name="cancellationToken">Stops the work; polled every 1,024 customers.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A history or the horizon is outside its range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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

        for (var i = 0; i < x.Length; i++)
        {
            if ((i & 1023) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            probabilityAlive[i] = ProbabilityAlive(x[i], recency[i], age[i]);
            expectedPurchases[i] = ExpectedPurchases(x[i], recency[i], age[i], horizon);
        }
    }

    // A customer alive at T has rates Gamma(r + x, alpha + T) and dropout probabilities Beta(a, b + x).
    private double ExpectedPurchasesIfAlive(int x, double age, double horizon) =>
        BetaDropoutExpectation.Compute(R + x, Alpha + age, A, B + x, horizon);
}
