namespace CrmKit.Churn;

/// <summary>What becomes of a customer whose time is 0, of which a continuous lifetime knows nothing.</summary>
public enum ZeroTenure
{
    /// <summary>The record is left out, and counted in the fit.</summary>
    LeftOut = 1,

    /// <summary>The time is taken for half a unit of the data: the month of which none was completed. This changes the answer with the unit, so that it must be asked for.</summary>
    AtHalfUnit,
}
