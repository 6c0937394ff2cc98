using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Dropout probabilities of the customers who made it so far: Beta(a, b).
internal readonly record struct BetaDropout(double A, double B)
{
    // E[(1 - p)^n].
    public double SurvivalOf(int chances) => Math.Exp(-SpecialFunctions.LogBetaQuotient(A, B, chances));

    // E[p (1 - p)^(n - 1)]/E[(1 - p)^n] for n >= 1: leaving at chance n against passing it.
    public double LeavingOverPassing(int chances) => A / (B + (chances - 1));

    // The mean of a gain. Of one that falls exponentially the product with the weight may be narrower than the weight: the step is halved until the answer stays.
    // The error falls with its square at every halving, so that 1e-8 between the last two is rounding in the last.
    public double MeanOfSteep<TGain>(TGain gain)
        where TGain : IDropoutGain
    {
        const int MostHalvings = 12;
        var h = Step;
        var value = Mean(gain, h);
        for (var i = 0; i < MostHalvings; i++)
        {
            h /= 2;
            var before = value;
            value = Mean(gain, h);
            if (Math.Abs(value - before) <= 1e-8 * value)
            {
                break;
            }
        }

        return value;
    }

    public double Mean<TGain>(TGain gain)
        where TGain : IDropoutGain => Mean(gain, Step);

    private double Step => Math.Min(0.22, Math.Sqrt((1 / A) + (1 / B)) / 1.8);

    // The trapezoid in u = ln(p/(1 - p)), numerator and Beta normaliser on the same nodes. Both are analytic in a strip and fall
    // exponentially, where the trapezoid errs by exp(-2 pi width/h); once p or 1 - p is below rounding, the rest of the grid is a geometric series and is added
    // as such, so that a = 1e-8 costs no more than a = 1. Nodes start at the peak, where the weight is 1: large a and b only narrow the grid.
    private double Mean<TGain>(TGain gain, double h)
        where TGain : IDropoutGain
    {
        var (a, b) = (A, B);
        var mode = a / (a + b);
        var opposite = b / (a + b);
        var centre = Math.Log(a) - Math.Log(b);
        var atZero = gain.AtZero;
        var far = 42 + Math.Log(1 + b + a + gain.Scale);
        var (numerator, normaliser) = (gain.At(mode, opposite), 1d);

        double weight = 1;
        for (var k = 1; ; k++)
        {
            // To the left: p falls as e^u, the gain rises to its limit, the weight falls as e^(a u).
            var d = -k * h;
            var before = weight;
            weight = Weight(d, mode, opposite);
            if (centre + d < -far)
            {
                var rest = weight / -SpecialFunctions.Expm1(-a * h);
                numerator += atZero * rest;
                normaliser += rest;
                break;
            }

            var risen = mode * Math.Exp(d);
            numerator += weight * gain.At(risen / (opposite + risen), opposite / (opposite + risen));
            normaliser += weight;
            if (IsSpent(before, weight, atZero, numerator, normaliser))
            {
                break;
            }
        }

        weight = 1;
        for (var k = 1; ; k++)
        {
            // To the right: the gain only falls, the weight falls as e^(-b u).
            var d = k * h;
            var before = weight;
            weight = Weight(d, mode, opposite);
            var fallen = opposite * Math.Exp(-d);
            var at = gain.At(mode / (mode + fallen), fallen / (mode + fallen));
            if (centre + d > far)
            {
                var rest = weight / -SpecialFunctions.Expm1(-b * h);
                numerator += at * rest;
                normaliser += rest;
                break;
            }

            numerator += weight * at;
            normaliser += weight;
            if (IsSpent(before, weight, at, numerator, normaliser))
            {
                break;
            }
        }

        return numerator / normaliser;
    }

    // p^a (1 - p)^b over its value at the mode, d away from it on the logit scale. Of the two ways to write it the one with the smaller of mode and 1 - mode
    // takes no large number from itself.
    private double Weight(double d, double mode, double opposite) => mode <= 0.5
        ? Math.Exp((A * d) - ((A + B) * SpecialFunctions.Log1p(mode * SpecialFunctions.Expm1(d))))
        : Math.Exp((-B * d) - ((A + B) * SpecialFunctions.Log1p(opposite * SpecialFunctions.Expm1(-d))));

    // The weight is log-concave, so that its rest is below a geometric series; the gain is below its bound.
    private static bool IsSpent(double before, double now, double gainAtMost, double sum, double normaliser)
    {
        var fall = now / before;
        return now == 0 || (fall < 1 && now * fall <= 1e-18 * (1 - fall) * (gainAtMost == 0 ? normaliser : Math.Min(normaliser, sum / gainAtMost)));
    }
}
