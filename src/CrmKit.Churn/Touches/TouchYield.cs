namespace CrmKit.Churn;

/// <summary>What some touches brought.</summary>
/// <param name="Touches">Touches made to people who had not bought by then.</param>
/// <param name="Sold">How many of them a sale followed before another touch.</param>
/// <param name="Share">Sold over touches, with the limits of Wilson (1927); <c>null</c> where no such touch was made.</param>
public readonly record struct TouchYield(long Touches, long Sold, ConfidenceLimits? Share);
