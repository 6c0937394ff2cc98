namespace CrmKit.Cadence;

/// <summary>Which purchases are thanked for.</summary>
public enum ThanksFor
{
    /// <summary>Every one, as far as the rest period lets it.</summary>
    EveryPurchase = 1,

    /// <summary>The first one that was kept.</summary>
    FirstPurchase,
}
