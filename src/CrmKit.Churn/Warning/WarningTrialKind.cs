namespace CrmKit.Churn;

/// <summary>On what an early warning was tried.</summary>
public enum WarningTrialKind
{
    /// <summary>Nothing: too few who left or stayed could have been foretold.</summary>
    Untried = 1,

    /// <summary>On later days than those learned from, from several origins.</summary>
    RollingOrigins,

    /// <summary>On other customers than those learned from: the table has too few days for origins.</summary>
    OtherCustomers,
}
