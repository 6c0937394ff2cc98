namespace CrmKit.Churn;

/// <summary>How the linear predictor becomes a probability.</summary>
public enum HazardLink
{
    /// <summary>ln(p / (1 - p)): coefficients are differences of log-odds.</summary>
    Logit = 1,

    /// <summary>ln(-ln(1 - p)): coefficients are differences of log-hazards of a proportional-hazards model seen period by period (Prentice and Gloeckler 1978).</summary>
    ComplementaryLogLog,
}
