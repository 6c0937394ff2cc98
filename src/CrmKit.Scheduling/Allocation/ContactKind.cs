namespace CrmKit.Scheduling;

/// <summary>What a contact is for the customer: something of use, or an attempt to sell.</summary>
public enum ContactKind
{
    /// <summary>Useful in itself: advice, follow-up, thanks.</summary>
    Value = 0,

    /// <summary>Asks for a purchase.</summary>
    Pitch = 1,
}
