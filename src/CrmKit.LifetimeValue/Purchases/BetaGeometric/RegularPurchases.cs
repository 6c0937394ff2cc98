using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Means over M = floor((N + j)/k) given the dropout probability p, q = 1 - p. With y one of the k roots of q and F(y) = E[y^N] = (1 + t/beta (1 - y))^-s,
//   E[q^M] = sum over y of c(y) F(y),  c(y) = y^j (1 - 1/q)/(k (1 - 1/y)),
// since the roots of unity pick the stages that complete a purchase. The real root carries the answer; the others are what the stages' phase adds to it.
// The c(y) add up to 1, so that 1 - E[q^M] is the sum of c(y) (1 - F(y)): no term is larger than the chance that anything happens at all.
internal sealed class RegularPurchases(StageCounts stages, int k, int done)
{
    // Below this the roots cancel each other, and a short sum over n does.
    private const double SmallQ = 0.3;

    public StageCounts Stages => stages;

    // E[M], the limit of Made at p = 0.
    public double Expected
    {
        get
        {
            var sum = stages.Mean / k;
            for (var h = 1; h < k; h++)
            {
                sum += Phase(h, 1, 0, lessOne: true);
            }

            return sum;
        }
    }

    // E[(1 - q^M)/p].
    public double Made(double p, double q)
    {
        if (q < SmallQ)
        {
            return (stages.AtLeast(k - done) - SmallSum(q, k - done)) / p;
        }

        if (p < 1e-290)
        {
            return Expected;
        }

        var logRoot = SpecialFunctions.Log1p(-p) / k;
        var sum = RealCoefficient(logRoot) * -SpecialFunctions.Expm1(LogReal(logRoot)) / p;
        for (var h = 1; h < k; h++)
        {
            sum += Phase(h, q, logRoot, lessOne: true);
        }

        return sum;
    }

    // E[q^M].
    public double Survival(double p, double q)
    {
        if (q < SmallQ)
        {
            return SmallSum(q, 0);
        }

        var logRoot = SpecialFunctions.Log1p(-p) / k;
        var sum = RealCoefficient(logRoot) * Math.Exp(LogReal(logRoot));
        for (var h = 1; h < k; h++)
        {
            sum -= p * Phase(h, q, logRoot, lessOne: false);
        }

        return Math.Max(0, sum);
    }

    // c(y) of the real root is the mean of y^(j - i) over i < k.
    private double RealCoefficient(double logRoot)
    {
        double sum = 0;
        for (var i = 0; i < k; i++)
        {
            sum += Math.Exp((done - i) * logRoot);
        }

        return sum / k;
    }

    private double LogReal(double logRoot) => -stages.Shape * SpecialFunctions.Log1p(stages.Ratio * -SpecialFunctions.Expm1(logRoot));

    // -c(y)/p times F(y), or F(y) - 1, in its real part: y the root of q at the angle 2 pi h/k, -c(y)/p = y^j/(k q (1 - 1/y)).
    private double Phase(int h, double q, double logRoot, bool lessOne)
    {
        var angle = 2 * Math.PI * h / k;
        var size = Math.Exp(logRoot);

        // 1 - y, its real part by 2 sin² of the half angle; 1 - 1/y = -(1 - y)/y.
        var half = Math.Sin(angle / 2);
        var (real, imaginary) = (-SpecialFunctions.Expm1(logRoot) + (2 * size * half * half), -size * Math.Sin(angle));
        var (growth, turn) = (1 + (stages.Ratio * real), stages.Ratio * imaginary);
        var logF = -stages.Shape * Math.Log(Hypotenuse(growth, turn));
        var argumentF = -stages.Shape * Math.Atan2(turn, growth);

        var scale = -Math.Exp((done + 1) * logRoot) / (k * q * Hypotenuse(real, imaginary));
        var argument = (angle * (done + 1)) - Math.Atan2(imaginary, real);
        if (!lessOne)
        {
            return scale * Math.Exp(logF) * Math.Cos(argument + argumentF);
        }

        // e^(u + iv) - 1 without cancellation, then turned by the argument of the factor.
        var halfSine = Math.Sin(argumentF / 2);
        var (above, across) = ((SpecialFunctions.Expm1(logF) * Math.Cos(argumentF)) - (2 * halfSine * halfSine), Math.Exp(logF) * Math.Sin(argumentF));
        return scale * ((above * Math.Cos(argument)) - (across * Math.Sin(argument)));
    }

    // The sum over n >= from of P(N = n) q^M, for a small q and M(from) its first value.
    private double SmallSum(double q, int from)
    {
        // q^M is at most q^((N + j + 1)/k - 1): where that has no mean that a double can hold, there is nothing to sum, and the sum would be long.
        if (LogReal(Math.Log(q) / k) - Math.Log(q) < -760)
        {
            return 0;
        }

        // Terms relative to the first, scaled down where they grow too large.
        const double Large = 1e250;
        double weight = 1, offset = 0;
        var power = from == 0 ? 1 : q;
        var sum = power;
        var toNext = from == 0 ? k - done : k;
        for (var n = from + 1; ; n++)
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
            var ratio = Math.Pow(Math.Max((stages.Shape + n) / (n + 1d), 1) * stages.Z, k);
            var fall = ratio * q;
            if (power == 0 || (fall < 0.9 && weight * power * k * Math.Max(1, ratio) <= 1e-18 * (1 - fall) * sum))
            {
                var logFirst = from == 0 ? -stages.LogNone : Math.Log(stages.Exactly(from));
                return Math.Exp(Math.Log(sum) + offset + logFirst);
            }
        }
    }

    private static double Hypotenuse(double x, double y)
    {
        var (large, small) = (Math.Max(Math.Abs(x), Math.Abs(y)), Math.Min(Math.Abs(x), Math.Abs(y)));
        return large == 0 ? 0 : large * Math.Sqrt(1 + ((small / large) * (small / large)));
    }
}
