using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// k = 1: E[(1 - (1 - p)^N)/p] = (1 - (1 + p t/beta)^-s)/p.
internal readonly record struct PoissonPurchasesGain(StageCounts Stages) : IDropoutGain
{
    public double AtZero => Stages.Mean;

    public double Scale => Stages.Shape + Stages.Mean;

    public double At(double p, double q) =>
        p * Stages.Ratio < 1e-300 || p < 1e-300 ? AtZero : -SpecialFunctions.Expm1(-Stages.Shape * SpecialFunctions.Log1p(p * Stages.Ratio)) / p;
}
