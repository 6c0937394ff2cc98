using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Exponential lifetimes with Gamma(s, beta) rates: P(longer than e) = (beta/(beta + e))^s.
internal readonly struct ParetoLifetime(double shape, double beta) : ILifetime<ParetoLifetime>
{
    public double Shape => shape;

    public double Onset => beta / (1 + shape);

    public double Stretch(double elapsed) => SpecialFunctions.Log1p(elapsed / beta);

    public double Rate(double elapsed) => 1 / (beta + elapsed);

    // The singularity is at -beta.
    public double Panel(double elapsed) => beta + elapsed;

    public ParetoLifetime After(double elapsed) => new(shape, beta + elapsed);
}
