using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

public sealed partial record BgBbModel
{
    /// <summary>Expected purchases at the opportunities after observation, given the history: eq. 13.</summary>
    /// <param name="history">The customer's history.</param>
    /// <param name="opportunities">m, opportunities ahead, 0 or more.</param>
    /// <returns>0 to m.</returns>
    public double ExpectedPurchases(OpportunityHistory history, int opportunities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        var known = Known(Checked(history));
        return IfAlive(Silence(history).LogOddsOfDeath(), known.ExpectedPurchases(opportunities));
    }

    /// <summary>Expected purchases of a new customer at the first opportunities: eq. 9.</summary>
    /// <param name="opportunities">n, 0 or more.</param>
    /// <returns>E[X(n)], 0 to n.</returns>
    public double ExpectedPurchases(int opportunities)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        return OfNew().ExpectedPurchases(opportunities);
    }

    /// <summary>Probability of exactly so many purchases at the opportunities after observation, given the history: eq. 12.</summary>
    /// <param name="history">The customer's history.</param>
    /// <param name="opportunities">m, opportunities ahead, 0 or more.</param>
    /// <param name="purchases">0 or more.</param>
    /// <returns>0 to 1; 0 above m.</returns>
    public double ProbabilityOf(OpportunityHistory history, int opportunities, int purchases)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        var logOdds = Silence(Checked(history)).LogOddsOfDeath();
        var there = IfAlive(logOdds, Known(history).Probability(opportunities, purchases));
        return purchases == 0 ? Math.Min(1, there + SpecialFunctions.Logistic(logOdds)) : there;
    }

    /// <summary>Probability of exactly so many purchases of a new customer at the first opportunities: eq. 8.</summary>
    /// <param name="opportunities">n, 0 or more.</param>
    /// <param name="purchases">0 or more.</param>
    /// <returns>P(X(n) = x), 0 to 1; 0 above n.</returns>
    public double ProbabilityOf(int opportunities, int purchases)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        return OfNew().Probability(opportunities, purchases);
    }

    /// <summary>Discounted expected residual transactions: all purchases after observation, each at its present value: eq. 14.</summary>
    /// <param name="history">The customer's history.</param>
    /// <param name="discountRate">d, the effective discount rate per opportunity, above 0 and finite; the next opportunity is discounted once.</param>
    /// <returns>DERT, 0 or more.</returns>
    public double DiscountedPurchases(OpportunityHistory history, double discountRate)
    {
        ModelDomain.Positive(discountRate, nameof(discountRate));
        var known = Known(Checked(history));
        return IfAlive(Silence(history).LogOddsOfDeath(), known.DiscountedPurchases(discountRate));
    }

    /// <summary>Expected purchases at the opportunities ahead, each at its present value.</summary>
    /// <param name="history">The customer's history.</param>
    /// <param name="discountRate">d, the effective discount rate per opportunity, above 0 and finite; the next opportunity is discounted once.</param>
    /// <param name="opportunities">m, opportunities ahead, 0 or more.</param>
    /// <returns>0 or more; at most the expected purchases.</returns>
    public double DiscountedPurchases(OpportunityHistory history, double discountRate, int opportunities)
    {
        ModelDomain.Positive(discountRate, nameof(discountRate));
        ArgumentOutOfRangeException.ThrowIfNegative(opportunities);
        var known = Known(Checked(history));
        return IfAlive(Silence(history).LogOddsOfDeath(), known.DiscountedPurchases(discountRate, opportunities));
    }

    /// <summary>P(alive at n + 1) and expected purchases of many customers.</summary>
    /// <param name="histories">The customers' histories.</param>
    /// <param name="opportunities">m, opportunities ahead, 0 or more.</param>
    /// <param name="probabilityAlive">Receives P(alive), one for each customer.</param>
    /// <param name="expectedPurchases">Receives the expected purchases, one for each customer.</param>
    /// <param name="cancellationToken">Stops the work; polled every 1,024 customers.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Score(
        ReadOnlySpan<OpportunityHistory> histories,
        int opportunities,
        Span<double> probabilityAlive,
        Span<double> expectedPurchases,
        CancellationToken cancellationToken = default)
    {
        if (probabilityAlive.Length != histories.Length || expectedPurchases.Length != histories.Length)
        {
            throw new ArgumentException($"All columns must have the length of the histories, {histories.Length}.", nameof(histories));
        }

        for (var i = 0; i < histories.Length; i++)
        {
            if ((i & 1023) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            probabilityAlive[i] = ProbabilityAlive(histories[i]);
            expectedPurchases[i] = ExpectedPurchases(histories[i], opportunities);
        }
    }

    private OpportunitiesAhead OfNew() => new(Alpha, Beta, Gamma, Delta);

    // The customer as one who is there after n opportunities and has used x of them.
    private OpportunitiesAhead Known(OpportunityHistory history) =>
        new(Alpha + history.X, Beta + (history.Opportunities - history.X), Gamma, Delta + history.Opportunities);

    // Far in the tail the probability alone would be lost to underflow before it meets the value.
    private static double IfAlive(double logOddsOfDeath, double value) => value == 0 ? 0
        : logOddsOfDeath > 600 ? Math.Exp(Math.Log(value) - logOddsOfDeath) : value * SpecialFunctions.Logistic(-logOddsOfDeath);
}
