namespace CrmKit.LifetimeValue;

/// <summary>Fits the BG/CNBD-k model by maximum likelihood; k is the one from 1 to <see cref="BetaGeometricModel.GreatestK"/> with the highest likelihood, with beliefs the highest posterior density, or given.</summary>
/// <remarks>Platzer and Reutterer (2016). The likelihood is the density of the gaps themselves, so that those of different k compare. Thread-safe.</remarks>
public sealed class BgCnbdEstimator : BetaGeometricEstimator<BgCnbdModel>
{
    /// <summary>Creates an estimator that chooses k by likelihood; k then counts as a fifth parameter.</summary>
    public BgCnbdEstimator()
        : base(leavesAtOnce: false, 1, BgCnbdModel.GreatestK)
    {
    }

    /// <summary>Creates an estimator for one k.</summary>
    /// <param name="k">Stages of a gap, 1 to <see cref="BetaGeometricModel.GreatestK"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is outside its range.</exception>
    public BgCnbdEstimator(int k)
        : base(leavesAtOnce: false, BetaGeometricModel.CheckedK(k), k)
    {
    }

    private protected override BgCnbdModel Create(int k, double r, double alpha, double a, double b, double daysPerTimeUnit) => new(k, r, alpha, a, b, daysPerTimeUnit);
}
