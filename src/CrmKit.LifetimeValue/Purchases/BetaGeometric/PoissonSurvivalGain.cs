using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// k = 1: E[(1 - p)^N] = (1 + p t/beta)^-s.
internal readonly record struct PoissonSurvivalGain(StageCounts Stages) : IDropoutGain
{
    public double AtZero => 1;

    public double Scale => Stages.Shape + Stages.Mean;

    public double At(double p, double q) => Math.Exp(-Stages.Shape * SpecialFunctions.Log1p(p * Stages.Ratio));
}
