namespace CrmKit.LifetimeValue;

// Purchases of a customer who is alive, k stages a purchase, j < k of the next one done already: M = floor((N + j)/k) of them if the customer never leaves.
// FHL (2005) write the expectation for k = 1 with a 2F1 over a - 1, which cancels to nothing near a = 1 and for heavy buyers. Two forms of positive terms instead:
// the sum over n of P(N = n) times what the dropout leaves of M purchases, and the integral over the dropout probability of the closed form given p.
internal readonly record struct PurchasesAhead(StageCounts Stages, int K, int Done)
{
    private const int MaxTerms = 1500;
    private const double MaxLogNone = 600;
    private const double FastErrorAtMost = 1e-12;
    private const double UnitRoundoff = 1.2e-16;

    public double ExpectedPurchases(BetaDropout dropout) =>
        TrySum(dropout, countsPurchases: true, out var value, out var error) && error <= FastErrorAtMost ? value : ExpectedPurchasesCarefully(dropout);

    // One of at least k - j stages.
    public double ProbabilityOfAny => Stages.AtLeast(K - Done);

    // The sum of all weights is 1 but for rounding, which can only lead away from the answer where it leads above 1.
    public double StillAlive(BetaDropout dropout) =>
        Math.Min(1, TrySum(dropout, countsPurchases: false, out var value, out var error) && error <= FastErrorAtMost ? value : StillAliveCarefully(dropout));

    public double ProbabilityOf(int purchases, BetaDropout dropout)
    {
        var first = ((long)K * purchases) - Done;
        if (purchases == 0)
        {
            // None by then: less than k - j stages.
            return Between(0, K - Done);
        }

        return dropout.SurvivalOf(purchases) * (Between(first, first + K) + (dropout.LeavingOverPassing(purchases) * Stages.AtLeast(first)));
    }

    public double ExpectedPurchasesCarefully(BetaDropout dropout) => Stages.Mean == 0
        ? 0
        : K == 1 ? dropout.Mean(new PoissonPurchasesGain(Stages)) : dropout.Mean(new RegularPurchasesGain(new RegularPurchases(Stages, K, Done)));

    public double StillAliveCarefully(BetaDropout dropout) => K == 1
        ? dropout.MeanOfSteep(new PoissonSurvivalGain(Stages))
        : dropout.MeanOfSteep(new RegularSurvivalGain(new RegularPurchases(Stages, K, Done)));

    // The fast path, with a bound of its relative error from the roundings in front of each term: for each n six in the weight (two of them in z) and at most
    // six in count and survival; before them those of the first weight.
    public bool TrySum(BetaDropout dropout, bool countsPurchases, out double value, out double error)
    {
        var terms = Stages.Mean + (9 * Math.Sqrt(Stages.Mean * (1 + Stages.Ratio))) + (40 * (1 + Stages.Ratio));
        (value, error) = (0, double.PositiveInfinity);
        if (!(terms <= MaxTerms) || Stages.LogNone > MaxLogNone)
        {
            return false;
        }

        var weight = Math.Exp(-Stages.LogNone);
        double still = 1, purchases = 0, moment = 0;
        var sum = countsPurchases ? 0 : weight;
        var (next, toNext) = (0, K - Done);
        for (var n = 1; ; n++)
        {
            weight *= (Stages.Shape + (n - 1)) / n * Stages.Z;
            if (--toNext == 0)
            {
                purchases += still;
                still *= (dropout.B + next) / (dropout.A + dropout.B + next);
                (next, toNext) = (next + 1, K);
            }

            var term = weight * (countsPurchases ? purchases : still);
            sum += term;
            moment += term * n;

            // The terms that follow fall at least as fast as a geometric series of this ratio, for the count of purchases grows no faster than n + j.
            var fall = Math.Max(Stages.Z, (Stages.Shape + n) / (n + 1d) * Stages.Z) * (countsPurchases ? 1 + (1d / n) : 1);
            var begun = !countsPurchases || purchases > 0;
            if (begun && fall < 1 && term * fall <= 1e-17 * (1 - fall) * sum)
            {
                value = sum;
                error = UnitRoundoff * ((12 * moment / Math.Max(sum, double.Epsilon)) + (4 * Stages.LogNone) + 16);
                return true;
            }
        }
    }

    // P(from <= N < to).
    private double Between(long from, long to)
    {
        var weight = Stages.Exactly(from);
        var sum = weight;
        for (var n = from + 1; n < to; n++)
        {
            weight *= (Stages.Shape + (n - 1)) / n * Stages.Z;
            sum += weight;
        }

        return sum;
    }
}
