using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Exponential lifetimes with Gamma(s, beta) rates: P(longer than e) = (beta/(beta + e))^s.
internal readonly struct ParetoLifetime(double shape, double beta) : ILifetime<ParetoLifetime>
{
    public static int Parameters => 2;

    public static bool IsSmooth => true;

    public double Shape => shape;

    public double Onset => beta / (1 + shape);

    public static ParetoLifetime FromLogarithms(ReadOnlySpan<double> logarithms) => new(Math.Exp(logarithms[0]), Math.Exp(logarithms[1]));

    public double Stretch(double elapsed) => SpecialFunctions.Log1p(elapsed / beta);

    public double Rate(double elapsed) => 1 / (beta + elapsed);

    // The singularity is at -beta.
    public double Panel(double elapsed) => beta + elapsed;

    public ParetoLifetime After(double elapsed) => new(shape, beta + elapsed);

    public double LogSurvival(double time, Span<double> first, Span<double> second)
    {
        var (hazard, past) = (shape * SpecialFunctions.Log1p(time / beta), time / (beta + time));
        (first[0], first[1]) = (-hazard, shape * past);
        (second[0], second[1], second[2]) = (-hazard, shape * past, -shape * past * (1 - past));
        return -hazard;
    }

    public double LogDensity(double time, Span<double> first, Span<double> second)
    {
        var (hazard, past) = (shape * SpecialFunctions.Log1p(time / beta), time / (beta + time));
        var rest = beta / (beta + time);
        (first[0], first[1]) = (1 - hazard, (shape * past) - rest);
        (second[0], second[1], second[2]) = (-hazard, shape * past, -(shape + 1) * past * rest);
        return Math.Log(shape / (beta + time)) - hazard;
    }
}
