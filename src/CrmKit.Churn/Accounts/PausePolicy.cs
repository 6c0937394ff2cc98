namespace CrmKit.Churn;

/// <summary>What a pause of a contract counts as.</summary>
public enum PausePolicy
{
    /// <summary>A pause ends the relation: it is churn, and going on is a reactivation.</summary>
    PauseIsChurn = 1,

    /// <summary>Who pauses stays a customer, at nothing a month: pausing is contraction, and going on is expansion.</summary>
    PauseIsContraction,
}
