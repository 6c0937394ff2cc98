using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The models in which a customer may leave after a purchase, each with a probability of its own: BG/NBD, MBG/NBD, BG/CNBD-k and MBG/CNBD-k.</summary>
/// <remarks>
/// Gaps between purchases are Erlang-k with a customer's rate, rates are Gamma(r, alpha), dropout probabilities Beta(a, b) (Fader, Hardie and Lee 2005;
/// Batislam, Denizel and Filiztekin 2007; Platzer and Reutterer 2016). A gap of k stages is one of k events of a Poisson process, so that everything about a
/// customer who is alive follows from negative binomial numbers of stages, exactly. Times are in the unit that the parameters were fitted in.
/// Immutable and thread-safe.
/// </remarks>
public abstract partial record BetaGeometricModel : IPurchaseModel
{
    /// <summary>The greatest k that is fitted, 12: the spread of a gap is then 29 % of its mean, more regular than customers are.</summary>
    public const int GreatestK = 12;

    // Chances to leave up to purchase x are x, and one more where the first purchase itself is one.
    private readonly int _extraChance;

    private protected BetaGeometricModel(int k, bool leavesAtOnce, double r, double alpha, double a, double b, double daysPerTimeUnit)
    {
        K = k;
        _extraChance = leavesAtOnce ? 1 : 0;
        R = ModelDomain.Positive(r, nameof(r));
        Alpha = ModelDomain.Positive(alpha, nameof(alpha));
        A = ModelDomain.Positive(a, nameof(a));
        B = ModelDomain.Positive(b, nameof(b));
        DaysPerTimeUnit = ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
    }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>k, the stages of a gap between purchases: 1 for exponential gaps; the more, the more regular.</summary>
    public int K { get; }

    /// <summary>r, the shape of the purchase rates.</summary>
    public double R { get; }

    /// <summary>alpha, the scale of the purchase rates, in time units; the mean rate of stages is r/alpha.</summary>
    public double Alpha { get; }

    /// <summary>a, the first shape of the dropout probabilities.</summary>
    public double A { get; }

    /// <summary>b, the second shape of the dropout probabilities.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public double DaysPerTimeUnit { get; }

    /// <summary>Whether a customer may leave right after the first purchase (MBG) or only after a repeat purchase (BG).</summary>
    public bool LeavesAtOnce => _extraChance == 1;

    /// <inheritdoc/>
    public virtual ImmutableArray<ModelParameter> Parameters => [new("r", R), new("alpha", Alpha), new("a", A), new("b", B)];

    /// <inheritdoc/>
    public double LogLikelihood(PurchaseHistory history)
    {
        var (x, recency, age) = Checked(history);
        if (x == 0)
        {
            return LogNoPurchase(age);
        }

        // ln(e^A + e^B) is written from the larger of the two: alive until T, or gone since t_x. Each factor r + k is set against alpha plus that time and
        // each b + k against a + b + k, so that only terms of the size of the answer are added.
        var logOdds = LogOddsOfDeath(x, recency, age);
        var until = logOdds > 0 ? recency : age;
        return SpecialFunctions.LogRisingOver(R, (long)K * x, Alpha + until)
            - (R * SpecialFunctions.Log1p(until / Alpha))
            - SpecialFunctions.LogBetaQuotient(A, B, (long)x + _extraChance)
            + (logOdds > 0 ? LogHazard(x) : LogOpenStages(x, recency, age))
            + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(logOdds)))
            + (K == 1 ? 0 : ((K - 1) * history.SumLogGaps) - (x * SpecialFunctions.LogGamma(K)));
    }

    /// <inheritdoc/>
    public double ProbabilityAlive(PurchaseHistory history)
    {
        var (x, recency, age) = Checked(history);
        return NeverHadAChance(x) ? 1 : SpecialFunctions.Logistic(-LogOddsOfDeath(x, recency, age));
    }

    /// <inheritdoc/>
    public double ProbabilityDead(PurchaseHistory history)
    {
        var (x, recency, age) = Checked(history);
        return NeverHadAChance(x) ? 0 : SpecialFunctions.Logistic(LogOddsOfDeath(x, recency, age));
    }

    internal static int CheckedK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, GreatestK);
        return k;
    }

    private static PurchaseHistory Checked(PurchaseHistory history)
    {
        ModelDomain.History(history.X, history.Recency, history.Age);
        return double.IsFinite(history.SumLogGaps)
            ? history
            : throw new ArgumentOutOfRangeException(nameof(history), history.SumLogGaps, "The sum of the logarithms of gaps must be finite.");
    }

    private bool NeverHadAChance(int x) => x == 0 && _extraChance == 0;

    // ln of a/(b + x - 1) ((alpha + T)/(alpha + t_x))^(r + k x) over the chance that less than k stages are done since t_x.
    private double LogOddsOfDeath(int x, double recency, double age) =>
        LogHazard(x) + (StageShape(x) * SpecialFunctions.Log1p((age - recency) / (Alpha + recency))) - LogOpenStages(x, recency, age);

    // b + (x - 1), for (b + x) - 1 loses a small b.
    private double LogHazard(int x) => Math.Log(A) - Math.Log(B + (x - (1 - _extraChance)));

    // r + k x, the shape of the rates given x purchases.
    private double StageShape(int x) => R + ((double)K * x);

    private double LogOpenStages(int x, double recency, double age)
    {
        if (K == 1)
        {
            return 0;
        }

        Span<double> weights = stackalloc double[K];
        return Math.Log(OpenStages(x, recency, age, weights));
    }

    // Since t_x a customer who is alive has done j < k stages, with weights (s)_j/j! z^j, s = r + k x and z = (T - t_x)/(alpha + T). Returns their sum.
    private double OpenStages(int x, double recency, double age, Span<double> weights)
    {
        var shape = StageShape(x);
        var z = (age - recency) / (Alpha + age);
        weights[0] = 1;
        double sum = 1;
        for (var j = 1; j < weights.Length; j++)
        {
            weights[j] = weights[j - 1] * (shape + (j - 1)) / j * z;
            sum += weights[j];
        }

        return sum;
    }

    // Nobody bought again: gone at once, or alive with less than k stages done. Where a purchase by T is unlikely, the answer is near 0 and is taken from that chance.
    private double LogNoPurchase(double age)
    {
        var stages = new StageCounts(R, age / Alpha);
        if (K == 1 && _extraChance == 0)
        {
            return -stages.LogNone;
        }

        var stays = _extraChance == 0 ? 1 : B / (A + B);
        var buys = stays * stages.AtLeast(K);
        if (buys < 0.5)
        {
            return SpecialFunctions.Log1p(-buys);
        }

        var logAlive = LogOpenStages(0, 0, age) - stages.LogNone;
        if (_extraChance == 0)
        {
            return logAlive;
        }

        var logOdds = LogOddsOfDeath(0, 0, age);
        var larger = logOdds > 0 ? -SpecialFunctions.Log1p(B / A) : logAlive - SpecialFunctions.Log1p(A / B);
        return larger + SpecialFunctions.Log1p(Math.Exp(-Math.Abs(logOdds)));
    }
}
