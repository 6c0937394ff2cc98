namespace CrmKit;

/// <summary>The class of a contact, which decides the gates that it obeys; <see cref="TouchClassRules"/> holds the table.</summary>
public enum TouchClass
{
    /// <summary>Sells something: obeys every gate.</summary>
    Promotional = 1,

    /// <summary>Keeps the relationship and sells nothing, such as a birthday greeting: may pass the cap, which it counts in; obeys all else.</summary>
    Relationship,

    /// <summary>Part of a purchase or contract, such as an order confirmation: needs no consent and passes the cap uncounted.</summary>
    Transactional,

    /// <summary>Owed by law, such as a recall: passes all but its own expiry and a contact point that is dead or no longer the person's.</summary>
    Legal,
}
