namespace CrmKit.Churn;

/// <summary>One look at a running trial.</summary>
/// <param name="Verdict">What may be said.</param>
/// <param name="Uplift">The difference of the shares with an interval that stays right however often one looks; <c>null</c> while a group is empty.</param>
/// <param name="CustomersMissing">Customers still to come until the planned number is reached in both groups, 0 or more.</param>
public sealed record UpliftLook(UpliftVerdict Verdict, ConfidenceLimits? Uplift, long CustomersMissing);
