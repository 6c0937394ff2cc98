namespace CrmKit.Churn;

/// <summary>Whether a quotient of the accounts is a number.</summary>
public enum AccountRatioStatus
{
    /// <summary>It is one.</summary>
    Finite = 1,

    /// <summary>Something stands over nothing: only gains and no losses, or growth from nothing.</summary>
    Infinite,

    /// <summary>Nothing stands over nothing: nothing moved, or there was nobody at the beginning.</summary>
    Undefined,
}
