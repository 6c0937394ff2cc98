using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The Gamma-Gamma model of spend: what a customer spends per purchase day varies around a mean of its own.</summary>
/// <remarks>
/// Fader and Hardie (2013), The Gamma-Gamma Model of Monetary Value, note 025; Fader, Hardie and Lee (2005), JMR 42(4) 415-430. Spend per purchase day is
/// Gamma(p, nu), nu is Gamma(q, gamma), independent of how often the customer buys. Money is a plain number of one currency. Immutable and thread-safe.
/// Where q is at most 1 the population has no finite mean; every answer is still finite, by the fallback that <see cref="ExpectedSpend(int, double)"/> states.
/// </remarks>
public sealed record GammaGammaModel : IFittedModel
{
    // Largest amount handed out as Money, inside decimal's 7.9e28.
    private const double LargestAmount = 1e27;

    // Below this a quotient of amounts begins to lose digits to underflow.
    private const double SmallestQuotient = 1e-290;

    /// <summary>Creates a model.</summary>
    /// <param name="p">Shape of a customer's spend, above 0.</param>
    /// <param name="q">Shape of the rates nu, above 0.</param>
    /// <param name="gamma">Scale of the rates nu in money, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public GammaGammaModel(double p, double q, double gamma)
    {
        P = ModelDomain.Positive(p, nameof(p));
        Q = ModelDomain.Positive(q, nameof(q));
        Gamma = ModelDomain.Positive(gamma, nameof(gamma));
    }

    /// <inheritdoc/>
    public string Name => "gamma-gamma";

    /// <inheritdoc/>
    public ImmutableArray<ModelParameter> Parameters => [new("p", P), new("q", Q), new("gamma", Gamma)];

    /// <summary>p, the shape of a customer's spend.</summary>
    public double P { get; }

    /// <summary>q, the shape of the rates nu.</summary>
    public double Q { get; }

    /// <summary>gamma, the scale of the rates nu, in money.</summary>
    public double Gamma { get; }

    /// <summary>Whether the population's mean spend p gamma/(q - 1) is finite: q above 1.</summary>
    public bool HasPopulationSpend => Q > 1;

    /// <summary>Mean spend per purchase day over the population, p gamma/(q - 1); where q is at most 1, the fallback p gamma/q.</summary>
    public double PopulationSpend => ExpectedSpend(0, 0);

    /// <summary>Log-density of a customer's mean spend (note 025, eq. 1a), every constant included.</summary>
    /// <param name="x">Purchase days that the mean is taken over, 1 or more.</param>
    /// <param name="meanSpend">m, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public double LogLikelihood(int x, double meanSpend)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(x, 1);
        ModelDomain.Positive(meanSpend, nameof(meanSpend));

        // With y = p x and s = m x the density is Beta's: -ln m - ln B(y, q) + y ln(s/(gamma + s)) + q ln(gamma/(gamma + s)). By Stirling's formula the
        // large parts of ln B meet those of the powers in y ln(1 + u) + q ln(1 + v) with y u + q v = 0 (after Loader 2000).
        // Amounts are taken in units of the larger of gamma and m, for their sum may be more than a double holds.
        var y = P * x;
        var unit = Math.Max(Gamma, meanSpend);
        var (g, s) = (Gamma / unit, meanSpend / unit * x);
        var total = g + s;
        var excess = (s * Q) - (g * y);
        var u = excess / total / y;
        var v = -excess / total / Q;
        var deviance = Math.Abs(u) < 0.5 && Math.Abs(v) < 0.5
            ? (y * SpecialFunctions.Log1pMinusIdentity(u)) + (Q * SpecialFunctions.Log1pMinusIdentity(v))
            : (y * LogOnePlus(u, s, meanSpend, x, y)) + (Q * LogOnePlus(v, g, Gamma, 1, Q));
        return deviance - Math.Log(meanSpend)
            + (0.5 * (Math.Log(y) + Math.Log(Q) - Math.Log(y + Q) - Math.Log(2 * Math.PI)))
            + SpecialFunctions.StirlingCorrection(y + Q) - SpecialFunctions.StirlingCorrection(y) - SpecialFunctions.StirlingCorrection(Q);

        // ln of (amount/total)/(shape/(y + q)); near -1 the sum 1 + w has lost the digits that the quotient keeps, unless that is below what a double holds.
        double LogOnePlus(double w, double amount, double money, int days, double shape) => w > -0.5
            ? SpecialFunctions.Log1p(w)
            : Math.Log((y + Q) / shape) + (amount > SmallestQuotient
                ? Math.Log(amount / total)
                : Math.Log(money) + Math.Log(days) - Math.Log(unit) - Math.Log(total));
    }

    /// <summary>Expected spend per purchase day of a customer: p (gamma + m x)/(p x + q - 1) (note 025, eq. 5).</summary>
    /// <param name="x">Purchase days seen, 0 or more.</param>
    /// <param name="meanSpend">m, their mean spend, 0 or more; not looked at where x = 0.</param>
    /// <param name="spend">The expected spend, 0 where there is none.</param>
    /// <returns><c>false</c> where p x + q is at most 1 and the expectation infinite.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public bool TryExpectedSpend(int x, double meanSpend, out double spend)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ModelDomain.NonNegative(meanSpend, nameof(meanSpend));
        var denominator = Math.FusedMultiplyAdd(P, x, Q - 1);
        spend = denominator > 0 ? Spend(x, meanSpend, denominator) : 0;
        return denominator > 0;
    }

    /// <summary>Expected spend per purchase day of a customer, or its stand-in where the expectation is infinite.</summary>
    /// <remarks>Where p x + q is at most 1 the answer is p (gamma + m x)/(p x + q), the spend at the customer's expected rate nu: finite, and below any expectation.</remarks>
    /// <param name="x">Purchase days seen, 0 or more.</param>
    /// <param name="meanSpend">m, their mean spend, 0 or more; not looked at where x = 0.</param>
    /// <returns>Money, 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public double ExpectedSpend(int x, double meanSpend) => TryExpectedSpend(x, meanSpend, out var spend)
        ? spend
        : Spend(x, meanSpend, Math.FusedMultiplyAdd(P, x, Q));

    /// <summary>Expected spend per purchase day of a customer, in the currency of the summary.</summary>
    /// <param name="summary">The customer's purchases; their mean is over repeat purchase days.</param>
    /// <returns>The amount of <see cref="ExpectedSpend(int, double)"/>, unrounded, at most 1e27.</returns>
    public Money ExpectedSpend(PurchaseSummary summary) =>
        ToMoney(ExpectedSpend(summary.RepeatPurchases, (double)summary.MeanRepeatSpend.Amount), summary.RepeatSpend.Currency);

    internal static Money ToMoney(double amount, Currency currency) => new((decimal)Math.Min(amount, LargestAmount), currency);

    // The customer's own part by its share in the shapes: the sum of its spend may be more than a double holds where the answer is not.
    private double Spend(int x, double meanSpend, double shapes) =>
        Math.Min((P / shapes * Gamma) + (x == 0 ? 0 : P * x / shapes * meanSpend), double.MaxValue);
}
