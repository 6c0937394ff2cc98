namespace CrmKit.Scheduling;

/// <summary>What a contact is for the customer: something of use, an attempt to sell, or attention.</summary>
public enum ContactKind
{
    /// <summary>Useful in itself: advice, follow-up, thanks.</summary>
    Value = 0,

    /// <summary>Asks for a purchase.</summary>
    Pitch = 1,

    /// <summary>Attention: a greeting, a question how it went.</summary>
    Care = 2,
}
