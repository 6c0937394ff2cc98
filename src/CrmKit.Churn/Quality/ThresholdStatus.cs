namespace CrmKit.Churn;

/// <summary>Whether there is a chance of leaving from which on a contact pays.</summary>
public enum ThresholdStatus
{
    /// <summary>From the threshold on.</summary>
    Pays = 1,

    /// <summary>For everyone.</summary>
    AlwaysPays,

    /// <summary>For no one: a contact costs more than it can save.</summary>
    NeverPays,
}
