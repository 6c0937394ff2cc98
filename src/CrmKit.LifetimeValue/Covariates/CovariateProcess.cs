namespace CrmKit.LifetimeValue;

/// <summary>What a covariate moves.</summary>
public enum CovariateProcess
{
    /// <summary>How often a customer buys: a coefficient above 0 means more often.</summary>
    Purchase = 1,

    /// <summary>How soon a customer leaves.</summary>
    Dropout,
}
