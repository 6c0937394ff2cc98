using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Means over M = floor((N + j)/k) given the dropout probability p, q = 1 - p. With y one of the k roots of q and F(y) = E[y^N] = (1 + t/beta (1 - y))^-s,
//   E[q^M] = sum over y of c(y) F(y),  c(y) = y^j (1 - 1/q)/(k (1 - 1/y)),
// since the roots of unity pick the stages that complete a purchase. The real root carries the answer; the others are what the stages' phase adds to it.
internal sealed class RegularPurchases(StageCounts stages, int k, int done)
{
    // Below this the roots cancel each other, and a short sum over n does.
    private const double SmallQ = 0.3;

    public StageCounts Stages => stages;

    // E[M].
    public double Expected
    {
        get
        {
            var sum = (stages.Mean + done - ((k - 1) / 2d)) / k;
            for (var h = 1; h < k; h++)
            {
                sum += Phase(h, 1, 0);
            }

            return sum;
        }
    }

    // E[(1 - q^M)/p].
    public double Made(double p, double q)
    {
        if (q < SmallQ)
        {
            return (1 - SmallSurvival(q)) / p;
        }

        if (p < 1e-290)
        {
            return Expected;
        }

        var logRoot = SpecialFunctions.Log1p(-p) / k;
        var sum = -SpecialFunctions.Expm1(LogReal(logRoot)) / p;
        for (var h = 1; h < k; h++)
        {
            sum += Phase(h, q, logRoot);
        }

        return sum;
    }

    // E[q^M].
    public double Survival(double p, double q)
    {
        if (q < SmallQ)
        {
            return SmallSurvival(q);
        }

        var logRoot = SpecialFunctions.Log1p(-p) / k;
        var sum = Math.Exp(LogReal(logRoot));
        for (var h = 1; h < k; h++)
        {
            sum -= p * Phase(h, q, logRoot);
        }

        return Math.Max(0, sum);
    }

    // ln c(y) F(y) of the real root; c is the mean of y^(j - i) over i < k, taken from 1 so that it keeps its digits as p vanishes.
    private double LogReal(double logRoot)
    {
        double above = 0;
        for (var i = 0; i < k; i++)
        {
            above += SpecialFunctions.Expm1((done - i) * logRoot);
        }

        return SpecialFunctions.Log1p(above / k) - (stages.Shape * SpecialFunctions.Log1p(stages.Ratio * -SpecialFunctions.Expm1(logRoot)));
    }

    // Re of y^j F(y)/(k q (1 - 1/y)), y the root of q at the angle 2 pi h/k: -c(y) F(y)/p.
    private double Phase(int h, double q, double logRoot)
    {
        var angle = 2 * Math.PI * h / k;
        var size = Math.Exp(logRoot);
        var sine = Math.Sin(angle);

        // 1 - y, its real part by 2 sin² of the half angle; 1 - 1/y = -(1 - y)/y.
        var half = Math.Sin(angle / 2);
        var (real, imaginary) = (-SpecialFunctions.Expm1(logRoot) + (2 * size * half * half), -size * sine);
        var (growth, turn) = (1 + (stages.Ratio * real), stages.Ratio * imaginary);
        var logF = -stages.Shape * Math.Log(Hypotenuse(growth, turn));
        var argument = (angle * (done + 1)) - (stages.Shape * Math.Atan2(turn, growth)) - Math.Atan2(imaginary, real);
        var magnitude = Math.Exp(logF + ((done + 1) * logRoot)) / (k * q * Hypotenuse(real, imaginary));
        return -magnitude * Math.Cos(argument);
    }

    private double SmallSurvival(double q)
    {
        // Terms relative to P(N = 0), scaled down where they grow too large.
        const double Large = 1e250;
        double weight = 1, power = 1, offset = 0;
        double sum = 1;
        var toNext = k - done;
        for (var n = 1; ; n++)
        {
            weight *= (stages.Shape + (n - 1)) / n * stages.Z;
            if (--toNext == 0)
            {
                power *= q;
                toNext = k;
            }

            sum += weight * power;
            if (weight > Large)
            {
                (weight, sum, offset) = (weight / Large, sum / Large, offset + Math.Log(Large));
            }

            // Over the next k stages the power falls by q and the weight changes by less than its present ratio, k times.
            var ratio = (stages.Shape + n) / (n + 1d) * stages.Z;
            var fall = Math.Pow(Math.Max(ratio, stages.Z), k) * q;
            if (power == 0 || (fall < 0.9 && weight * power * k * Math.Max(1, Math.Pow(ratio, k)) <= 1e-18 * (1 - fall) * sum))
            {
                return Math.Exp(Math.Log(sum) + offset - stages.LogNone);
            }
        }
    }

    private static double Hypotenuse(double x, double y)
    {
        var (large, small) = (Math.Max(Math.Abs(x), Math.Abs(y)), Math.Min(Math.Abs(x), Math.Abs(y)));
        return large == 0 ? 0 : large * Math.Sqrt(1 + ((small / large) * (small / large)));
    }
}
