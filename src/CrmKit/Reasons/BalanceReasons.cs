namespace CrmKit;

/// <summary>The codes of the reasons that the balance of content gives. They are stored, so that they never change their meaning.</summary>
public static class BalanceReasons
{
    /// <summary>The contact keeps the balance. Arguments: pitches, contacts (both with this one), bound.</summary>
    public const string Kept = "balance.kept";

    /// <summary>With one more offer too large a share of the contacts would sell. Arguments: pitches, contacts (both with this one), bound.</summary>
    public const string TooManyPitches = "balance.too-many-pitches";

    /// <summary>Too little of use was given since the last offer. Arguments: gifts, needed.</summary>
    public const string GiftOwed = "balance.gift-owed";

    /// <summary>What was given since the last offer is not known exactly any more, since an event came late. No arguments.</summary>
    public const string Stale = "balance.stale";
}
