using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The BG/NBD model of repeat purchases: a customer buys as a Poisson process and may leave after any purchase.</summary>
/// <remarks>
/// Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2) 275-284. Purchase rates are Gamma(r, alpha),
/// dropout probabilities Beta(a, b). Times are in one unit of the caller's choice, the unit that the parameters were fitted in.
/// Immutable and thread-safe. Every valid input gets a finite answer; relative errors are of the order of the rounding of the inputs.
/// </remarks>
public sealed partial record BgNbdModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="a">First shape of the dropout probabilities, above 0.</param>
    /// <param name="b">Second shape of the dropout probabilities, above 0.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public BgNbdModel(double r, double alpha, double a, double b, double daysPerTimeUnit = 7)
    {
        R = ModelDomain.Positive(r, nameof(r));
        Alpha = ModelDomain.Positive(alpha, nameof(alpha));
        A = ModelDomain.Positive(a, nameof(a));
        B = ModelDomain.Positive(b, nameof(b));
        DaysPerTimeUnit = ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
    }

    /// <summary>r, the shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>alpha, the scale of the purchase rates, in time units.</summary>
    public double Alpha { get; }

    /// <summary>a, the first shape of the dropout probabilities.</summary>
    public double A { get; }

    /// <summary>b, the second shape of the dropout probabilities.</summary>
    public double B { get; }

    /// <summary>Days in a time unit; used where a <see cref="PurchaseSummary"/> or a number of days comes in.</summary>
    public double DaysPerTimeUnit { get; }

    /// <summary>Log-density of one customer's history (FHL 2005, eq. 6), every constant included.</summary>
    /// <param name="x">Repeat purchases, 0 or more.</param>
    /// <param name="recency">t_x, time of the last purchase, 0 to <paramref name="age"/>; 0 where x = 0.</param>
    /// <param name="age">T, time observed since the first purchase, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public double LogLikelihood(int x, double recency, double age)
    {
        ModelDomain.History(x, recency, age);
        if (x == 0)
        {
            return -R * SpecialFunctions.Log1p(age / Alpha);
        }

        // ln(e^A + e^B) is written from the larger of the two: alive until T, or gone since t_x. Each factor r + k is set against alpha plus that time and
        // each b + k against a + b + k, so that only terms of the size of the answer are added.
        var logOdds = LogOddsOfDeath(x, recency, age);
        var until = logOdds > 0 ? recency : age;
        return SpecialFunctions.LogRisingOver(R, x, Alpha + until)
            - (R * SpecialFunctions.Log1p(until / Alpha))
            - SpecialFunctions.LogBetaQuotient(A, B, x)
            + (logOdds > 0 ? LogHazard(x) : 0)
            + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(logOdds)));
    }

    /// <summary>Probability that the customer has not left by the end of observation (Fader and Hardie, note 021).</summary>
    /// <param name="x">Repeat purchases, 0 or more.</param>
    /// <param name="recency">t_x, 0 to <paramref name="age"/>; 0 where x = 0.</param>
    /// <param name="age">T, 0 or more.</param>
    /// <returns>0 to 1; exactly 1 without a repeat purchase, for the model lets nobody leave before one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public double ProbabilityAlive(int x, double recency, double age)
    {
        ModelDomain.History(x, recency, age);
        return x == 0 ? 1 : SpecialFunctions.Logistic(-LogOddsOfDeath(x, recency, age));
    }

    /// <summary>Probability that the customer has left, without the cancellation of 1 - P(alive).</summary>
    /// <param name="x">Repeat purchases, 0 or more.</param>
    /// <param name="recency">t_x, 0 to <paramref name="age"/>; 0 where x = 0.</param>
    /// <param name="age">T, 0 or more.</param>
    /// <returns>0 to 1; exactly 0 without a repeat purchase.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public double ProbabilityDead(int x, double recency, double age)
    {
        ModelDomain.History(x, recency, age);
        return x == 0 ? 0 : SpecialFunctions.Logistic(LogOddsOfDeath(x, recency, age));
    }

    /// <summary>Probability that the customer has not left by the day up to which it was observed.</summary>
    /// <param name="summary">The customer's purchases.</param>
    /// <returns>0 to 1.</returns>
    public double ProbabilityAlive(PurchaseSummary summary) =>
        ProbabilityAlive(summary.RepeatPurchases, summary.RecencyDays / DaysPerTimeUnit, summary.AgeDays / DaysPerTimeUnit);

    // ln of a/(b + x - 1) ((alpha + T)/(alpha + t_x))^(r + x).
    private double LogOddsOfDeath(int x, double recency, double age) =>
        LogHazard(x) + ((R + x) * SpecialFunctions.Log1p((age - recency) / (Alpha + recency)));

    // b + (x - 1), for (b + x) - 1 loses a small b.
    private double LogHazard(int x) => Math.Log(A) - Math.Log(B + (x - 1));
}
