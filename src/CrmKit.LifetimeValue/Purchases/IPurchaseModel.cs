using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>A model of when customers buy and when they leave, in continuous time. Immutable and thread-safe.</summary>
/// <remarks>
/// Times are in the unit that the parameters were fitted in. Every valid history gets a finite answer: log-likelihood, probabilities and expectations within
/// a relative error of 1e-12, or of what the rounding of the inputs itself moves the answer by where that is more. A probability or an expectation whose true
/// size is below the smallest double is 0. Each member throws <see cref="ArgumentOutOfRangeException"/> where an argument is outside its range.
/// </remarks>
public interface IPurchaseModel : IFittedModel
{
    /// <summary>Days in a time unit; used where a <see cref="PurchaseSummary"/> or a number of days comes in.</summary>
    double DaysPerTimeUnit { get; }

    /// <summary>A model of the same kind with other parameters.</summary>
    /// <param name="parameters">One value for each of <see cref="IFittedModel.Parameters"/>, in their order.</param>
    IPurchaseModel WithParameters(ReadOnlySpan<double> parameters);

    /// <summary>Draws a customer from the model and follows it for a time: for simulation, bootstrap and recovery tests.</summary>
    /// <param name="random">The stream of random numbers.</param>
    /// <param name="age">T, time from the first purchase, 0 or more and finite.</param>
    /// <returns>The times of the repeat purchases, rising, above 0 and at most T; drawn while they are read.</returns>
    IEnumerable<double> Draw(SeededRandom random, double age);

    /// <summary>Log-density of one customer's history, every constant included.</summary>
    /// <param name="history">The customer's history.</param>
    double LogLikelihood(PurchaseHistory history);

    /// <summary>Probability that the customer has not left by the end of observation.</summary>
    /// <param name="history">The customer's history.</param>
    /// <returns>0 to 1.</returns>
    double ProbabilityAlive(PurchaseHistory history);

    /// <summary>Probability that the customer has left, without the cancellation of 1 - P(alive).</summary>
    /// <param name="history">The customer's history.</param>
    /// <returns>0 to 1.</returns>
    double ProbabilityDead(PurchaseHistory history);

    /// <summary>Probability that the customer has not left some time after the end of observation.</summary>
    /// <param name="history">The customer's history.</param>
    /// <param name="ahead">t, time ahead, 0 or more and finite.</param>
    /// <returns>0 to P(alive).</returns>
    double ProbabilityAlive(PurchaseHistory history, double ahead);

    /// <summary>Expected purchases in the time after observation, given the history.</summary>
    /// <param name="history">The customer's history.</param>
    /// <param name="horizon">t, length of the time ahead, 0 or more and finite.</param>
    /// <returns>Purchases, 0 or more.</returns>
    double ExpectedPurchases(PurchaseHistory history, double horizon);

    /// <summary>Expected repeat purchases of a new customer by a time after the first purchase.</summary>
    /// <param name="time">t, 0 or more and finite.</param>
    /// <returns>E[X(t)], 0 or more.</returns>
    double ExpectedPurchases(double time);

    /// <summary>Probability of exactly so many purchases in the time after observation, given the history.</summary>
    /// <param name="history">The customer's history.</param>
    /// <param name="horizon">t, length of the time ahead, 0 or more and finite.</param>
    /// <param name="purchases">n, 0 or more.</param>
    /// <returns>0 to 1.</returns>
    double ProbabilityOf(PurchaseHistory history, double horizon, int purchases);

    /// <summary>Probability of at least one purchase in the time after observation, given the history, without the cancellation of 1 - P(0).</summary>
    /// <param name="history">The customer's history.</param>
    /// <param name="horizon">t, length of the time ahead, 0 or more and finite.</param>
    /// <returns>0 to 1; to 1e-12 relative however small it is.</returns>
    double ProbabilityOfAny(PurchaseHistory history, double horizon);

    /// <summary>Probability of exactly so many repeat purchases of a new customer by a time after the first purchase.</summary>
    /// <param name="time">t, 0 or more and finite.</param>
    /// <param name="purchases">n, 0 or more.</param>
    /// <returns>P(X(t) = n), 0 to 1.</returns>
    double ProbabilityOf(double time, int purchases);

    /// <summary>Discounted expected residual transactions: all purchases after observation, each at its present value.</summary>
    /// <remarks>Fader, Hardie and Lee (2005), JMR 42(4), eq. 2. In closed form where there is one, else numerically to 1e-9.</remarks>
    /// <param name="history">The customer's history.</param>
    /// <param name="discountRate">delta, the continuous discount rate per time unit, above 0 and finite.</param>
    /// <returns>DERT, 0 or more.</returns>
    double DiscountedPurchases(PurchaseHistory history, double discountRate);

    /// <summary>Expected purchases in the time after observation, each at its present value.</summary>
    /// <remarks>To 1e-9 relative, or to what the expected purchases themselves keep.</remarks>
    /// <param name="history">The customer's history.</param>
    /// <param name="discountRate">delta, the continuous discount rate per time unit, above 0 and finite.</param>
    /// <param name="horizon">t, length of the time ahead, 0 or more and finite.</param>
    /// <returns>0 or more; at most the expected purchases.</returns>
    double DiscountedPurchases(PurchaseHistory history, double discountRate, double horizon);

    /// <summary>P(alive) and expected purchases of many customers.</summary>
    /// <remarks>O(n); allocates nothing that grows with n.</remarks>
    /// <param name="x">Repeat purchases.</param>
    /// <param name="recency">t_x in time units.</param>
    /// <param name="age">T in time units.</param>
    /// <param name="horizon">Time ahead, 0 or more.</param>
    /// <param name="probabilityAlive">Receives P(alive), one for each customer.</param>
    /// <param name="expectedPurchases">Receives the expected purchases, one for each customer.</param>
    /// <param name="cancellationToken">Stops the work; polled every 1,024 customers.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    void Score(
        ReadOnlySpan<int> x,
        ReadOnlySpan<double> recency,
        ReadOnlySpan<double> age,
        double horizon,
        Span<double> probabilityAlive,
        Span<double> expectedPurchases,
        CancellationToken cancellationToken = default);
}
