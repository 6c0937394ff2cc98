namespace CrmKit;

/// <summary>The codes of the terms by which next touches are ranked. Their points, in minor units, add up to the score. They are stored, so that they never change their meaning.</summary>
public static class NextReasons
{
    /// <summary>What the contact is expected to bring, by an uplift that was measured. Arguments: uplift, lower, upper, level, value (in minor units), points.</summary>
    public const string Measured = "next.measured";

    /// <summary>What the contact is expected to bring, by an uplift that is believed and was never measured. Arguments: uplift, value (in minor units), points.</summary>
    public const string Believed = "next.believed";

    /// <summary>What the channel costs. Arguments: channel, points.</summary>
    public const string Cost = "next.cost";

    /// <summary>What the contact risks: that the person wants to hear nothing any more. Arguments: contacts, days, chance, at-stake (in minor units), points.</summary>
    public const string Pressure = "next.pressure";

    /// <summary>Owed, so that it goes before all that is merely worth while. No arguments.</summary>
    public const string Owed = "next.owed";

    /// <summary>Doing nothing costs nothing and brings nothing. No arguments.</summary>
    public const string Nothing = "next.nothing";
}
