namespace CrmKit.LifetimeValue;

/// <summary>Fits the MBG/CNBD-k model by maximum likelihood; k is the one from 1 to <see cref="BetaGeometricModel.GreatestK"/> with the highest likelihood, with beliefs the highest posterior density, or given.</summary>
/// <remarks>Platzer and Reutterer (2016). The likelihood is the density of the gaps themselves, so that those of different k compare. Thread-safe.</remarks>
public sealed class MbgCnbdEstimator : BetaGeometricEstimator<MbgCnbdModel>
{
    /// <summary>Creates an estimator that chooses k by likelihood; k then counts as a fifth parameter.</summary>
    public MbgCnbdEstimator()
        : base(leavesAtOnce: true, 1, MbgCnbdModel.GreatestK)
    {
    }

    /// <summary>Creates an estimator for one k.</summary>
    /// <param name="k">Stages of a gap, 1 to <see cref="BetaGeometricModel.GreatestK"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is outside its range.</exception>
    public MbgCnbdEstimator(int k)
        : base(leavesAtOnce: true, BetaGeometricModel.CheckedK(k), k)
    {
    }

    private protected override MbgCnbdModel Create(int k, double r, double alpha, double a, double b, double daysPerTimeUnit) => new(k, r, alpha, a, b, daysPerTimeUnit);
}
