using CrmKit.Numerics;

namespace CrmKit.Churn;

// The sum over t = n, n + 1, ... of (S(t)/S(n - 1))^h e^(-r (t - n)), with h a hazard ratio. Its first terms are added one by one; as soon as they change slowly from one to the next, the rest is
// their integral with the Euler-Maclaurin corrections at the middle of the last step (Abramowitz and Stegun 23.1.30, midpoint form).
internal readonly struct DiscountedSum(RetentionModel model, double renewal, double rate, double ratio = 1)
{
    // Terms that change by this share a step leave less than 1e-13 to the corrections that are not taken.
    private const double Slow = 0.02;
    private const int CheckEvery = 32;

    public double Value()
    {
        // Up to where the curve begins to fall at all, which may be far, the terms differ by the discount only.
        var level = Math.Max(0, Math.Floor(model.LevelUntil(ratio)) - renewal);
        var sum = rate == 0 ? level : SpecialFunctions.Expm1(-rate * level) / SpecialFunctions.Expm1(-rate);
        if (double.IsInfinity(level))
        {
            return sum;
        }

        for (var k = 0L; ; k++)
        {
            var t = renewal + level + k;
            var term = Term(t);
            if (k >= 4 && k % CheckEvery == 4)
            {
                var (slope, power) = model.SlopeAt(t - 0.5);
                if ((ratio * slope) + rate <= Slow && (power + 3) / t <= Slow)
                {
                    return sum + Rest(t - 0.5);
                }
            }

            sum += term;
            if (term <= 1e-20 * sum)
            {
                return sum;
            }
        }
    }

    private double Term(double t) => Math.Exp(-(ratio * model.Exponent(renewal - 1, t, Math.Log(t))) - (rate * (t - renewal)));

    // The derivative of the terms by t.
    private double Change(double t) => -Term(t) * ((ratio * model.SlopeAt(t).Slope) + rate);

    private double Rest(double from)
    {
        const double Step = 2;
        var first = Change(from);
        var third = (Change(from + Step) - (2 * first) + Change(from - Step)) / (Step * Step);
        return TailIntegral.Of(LogIntegrand, Math.Log(from), 0.1) + (first / 24) - (7 * third / 5760);
    }

    // In u = ln t, so that a tail without end is a falling exponential.
    private double LogIntegrand(double u)
    {
        var t = Math.Exp(u);
        return u - (ratio * model.Exponent(renewal - 1, t, u)) - (rate == 0 ? 0 : rate * (t - renewal));
    }
}
