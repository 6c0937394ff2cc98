namespace CrmKit.Churn;

/// <summary>How the standard error of a survival curve is reckoned.</summary>
public enum SurvivalErrorKind
{
    /// <summary>Greenwood's formula (1926): every unit of weight is a customer of its own.</summary>
    Greenwood = 1,

    /// <summary>The infinitesimal jackknife: every record is one customer, whatever its weight. There only for weights of <see cref="WeightKind.Sampling"/>.</summary>
    Robust,
}
