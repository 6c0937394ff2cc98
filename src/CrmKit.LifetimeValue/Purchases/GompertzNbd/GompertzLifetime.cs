using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Gompertz lifetimes with hazard eta b e^(b t), eta ~ Gamma(s, beta): P(longer than e) = (beta/(beta - 1 + e^(b e)))^s (Bemmaor and Glady 2012, eq. 5).
internal readonly struct GompertzLifetime(double b, double shape, double beta) : ILifetime<GompertzLifetime>
{
    // Beyond this power the exponential alone rules.
    private const double Far = 45;

    public static int Parameters => 3;

    public static bool IsSmooth => false;

    public double Shape => shape;

    // Below z = b t = 1/(1 + s) the slope of time times density in ln t, 1 + z - (1 + s) z e^z/(beta - 1 + e^z), is not below 0 where beta is 1 or more; where it is
    // less, the hazard is at most that of a Pareto lifetime with scale beta/b, whose time is shorter by that factor.
    public double Onset => Math.Min(beta, 1) / (b * (1 + shape));

    // The order of the logarithms is b, s, beta, as in the paper.
    public static GompertzLifetime FromLogarithms(ReadOnlySpan<double> logarithms) =>
        new(Math.Exp(logarithms[0]), Math.Exp(logarithms[1]), Math.Exp(logarithms[2]));

    public double Stretch(double elapsed)
    {
        var z = b * elapsed;
        return z < 600 ? SpecialFunctions.Log1p(SpecialFunctions.Expm1(z) / beta) : z - Math.Log(beta) + SpecialFunctions.Log1p((beta - 1) * Math.Exp(-z));
    }

    public double Rate(double elapsed) => b * Share(b * elapsed);

    public double Panel(double elapsed)
    {
        // Singularities: e^(b t) = 1 - beta. Below beta = 1 a real one in the past, and its images 2 pi/b away; above it a pair pi/b away from the real axis.
        // Past the turn into an exponential none of them is seen any more.
        if (b * elapsed > Far + Math.Log(1 + beta))
        {
            return double.PositiveInfinity;
        }

        return beta < 1 ? Math.Min(elapsed - (SpecialFunctions.Log1p(-beta) / b), 3 / b) : 1.5 / b;
    }

    // beta e^(-b t) + 1 - e^(-b t): known to be there later, the customer has the same curve with another scale.
    public GompertzLifetime After(double elapsed)
    {
        var z = b * elapsed;
        return new(b, shape, (beta * Math.Exp(-z)) - SpecialFunctions.Expm1(-z));
    }

    public double LogSurvival(double time, Span<double> first, Span<double> second)
    {
        var z = b * time;
        var (stretch, share) = (Stretch(time), Share(z));
        var (v, q) = (z * share, -SpecialFunctions.Expm1(-z) * share);
        var rest = beta * Math.Exp(-z) * share;
        (first[0], first[1], first[2]) = (-shape * v, -shape * stretch, shape * q);
        (second[0], second[1], second[2]) = (-shape * (v * (1 + z - v)), -shape * v, shape * rest * v);
        (second[3], second[4], second[5]) = (-shape * stretch, shape * q, -shape * q * rest);
        return -shape * stretch;
    }

    public double LogDensity(double time, Span<double> first, Span<double> second)
    {
        var z = b * time;
        var (stretch, share) = (Stretch(time), Share(z));
        var (v, q) = (z * share, -SpecialFunctions.Expm1(-z) * share);
        var rest = beta * Math.Exp(-z) * share;
        (first[0], first[1], first[2]) = (1 + z - ((1 + shape) * v), 1 - (shape * stretch), (shape * q) - rest);
        (second[0], second[1], second[2]) = (z - ((1 + shape) * v * (1 + z - v)), -shape * v, (1 + shape) * rest * v);
        (second[3], second[4], second[5]) = (-shape * stretch, shape * q, -(1 + shape) * q * rest);
        return Math.Log(shape) + Math.Log(b * share) - (shape * stretch);
    }

    // e^z/(beta - 1 + e^z), written without a difference.
    private double Share(double z) => 1 / ((beta * Math.Exp(-z)) - SpecialFunctions.Expm1(-z));
}
