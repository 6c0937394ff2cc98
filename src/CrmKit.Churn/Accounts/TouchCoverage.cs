namespace CrmKit.Churn;

/// <summary>How many of the customers of the beginning of a window were contacted within it, and how many of those who left were not.</summary>
/// <remarks>
/// Those who left are those of the beginning who are no customers at the end. The figures show where nobody looked after customers; they prove nothing about
/// what a contact would have done, for whom one contacts is seldom left to chance.
/// </remarks>
/// <param name="FromMonth">The month whose end is the beginning.</param>
/// <param name="ToMonth">The month whose end is the end.</param>
/// <param name="Customers">Customers at the beginning.</param>
/// <param name="Touched">Those of them who were contacted within the window.</param>
/// <param name="Left">Those of them who left.</param>
/// <param name="LeftUntouched">Those who left and were never contacted within the window.</param>
public sealed record TouchCoverage(int FromMonth, int ToMonth, long Customers, long Touched, long Left, long LeftUntouched)
{
    /// <summary>Share of the customers who were contacted.</summary>
    public AccountRatio Coverage => AccountRatio.Of(Touched, Customers);

    /// <summary>Of those who left, the share that was never contacted.</summary>
    public AccountRatio Leak => AccountRatio.Of(LeftUntouched, Left);

    /// <summary>Share of the contacted who left.</summary>
    public AccountRatio LogoChurnOfTouched => AccountRatio.Of(Left - LeftUntouched, Touched);

    /// <summary>Share of those never contacted who left.</summary>
    public AccountRatio LogoChurnOfUntouched => AccountRatio.Of(LeftUntouched, Customers - Touched);
}
