namespace CrmKit;

/// <summary>Where a customer's time zone comes from, surest first.</summary>
public enum ZoneSource
{
    /// <summary>The person's own, stated or imported for this person.</summary>
    Person = 1,

    /// <summary>The place where the person lives or is served.</summary>
    Place,

    /// <summary>The business's zone, for want of anything better.</summary>
    Business,
}
