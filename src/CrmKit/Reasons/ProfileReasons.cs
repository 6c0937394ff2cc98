namespace CrmKit;

/// <summary>The codes of the reasons that the cadence of a business profile gives. They are stored, so that they never change their meaning.</summary>
/// <remarks>Those of a term have the argument factor: the factors of a decision, times each other, then held to the bounds, are its interval in days.</remarks>
public static class ProfileReasons
{
    /// <summary>A contact is due by the profile. Arguments: due, profile, band, interval, then its terms base (days), recency, value, risk, rhythm (factors), the bounds shortest and longest (days), kind, and topic where it has one.</summary>
    public const string Due = "cadence.profile-due";

    /// <summary>Where the interval begins. Arguments: profile, factor (days).</summary>
    public const string Base = "cadence.profile-base";

    /// <summary>How long ago the last purchase was when the interval began. Arguments: band, days, factor.</summary>
    public const string Band = "cadence.recency-band";

    /// <summary>The customer never bought. Arguments: band, factor.</summary>
    public const string NeverBought = "cadence.never-bought";

    /// <summary>What the customer is worth. Arguments: tier, worth (expected in a year, in major units), currency, factor.</summary>
    public const string Tier = "cadence.value-tier";

    /// <summary>What the customer is worth is said in another currency than that of the profile. Arguments: currency, expected, factor.</summary>
    public const string OtherCurrency = "cadence.value-other-currency";

    /// <summary>The chance that the customer has left. Arguments: left, factor.</summary>
    public const string Left = "cadence.risk-left";

    /// <summary>The chances that the customer has left, and that one who is still there leaves soon. Arguments: left, leaving, factor.</summary>
    public const string Leaving = "cadence.risk-leaving";

    /// <summary>The window of the next purchase moves the contact to just before it. Arguments: window (its first day), lead (days), factor.</summary>
    public const string Window = "cadence.rhythm-window";

    /// <summary>The window of the next purchase lies too far away to move the contact, or behind. Arguments: window (its first day), factor.</summary>
    public const string WindowElsewhere = "cadence.rhythm-elsewhere";

    /// <summary>A part of the outlook is not known. Arguments: part, factor.</summary>
    public const string Unknown = "cadence.part-unknown";

    /// <summary>The profile does not ask for a part of the outlook. Arguments: part, factor.</summary>
    public const string Unheeded = "cadence.part-unheeded";

    /// <summary>The bounds that the product of the terms was held to. Arguments: product (days), shortest, longest.</summary>
    public const string Bounds = "cadence.bounds";
}
