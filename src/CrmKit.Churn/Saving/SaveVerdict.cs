namespace CrmKit.Churn;

/// <summary>What is done about a customer who may leave.</summary>
public enum SaveVerdict
{
    /// <summary>The offer is made.</summary>
    Save = 1,

    /// <summary>The offer would pay, but the customer is left alone so that the effect can be measured.</summary>
    HeldOut,

    /// <summary>The offer costs as much as it is expected to bring, or more.</summary>
    NotWorthIt,

    /// <summary>The offer would pay, but the budget is spent on those where it pays better.</summary>
    BeyondBudget,
}
