namespace CrmKit.Churn;

/// <summary>How a customer's part of the revenue changed from one month to the next.</summary>
public enum MovementKind
{
    /// <summary>A customer for the first time ever.</summary>
    New = 1,

    /// <summary>A customer again, who was none in the month before.</summary>
    Reactivation,

    /// <summary>A customer as before, at more a month.</summary>
    Expansion,

    /// <summary>A customer as before, at less a month.</summary>
    Contraction,

    /// <summary>No customer any more.</summary>
    Churn,
}
