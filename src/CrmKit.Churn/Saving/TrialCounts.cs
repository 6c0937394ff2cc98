namespace CrmKit.Churn;

/// <summary>How many of those who got an offer stayed, and how many of those who were left alone.</summary>
/// <param name="Treated">Customers who got the offer, 0 or more.</param>
/// <param name="TreatedKept">Of them, those who stayed.</param>
/// <param name="HeldOut">Customers who were left alone, 0 or more.</param>
/// <param name="HeldOutKept">Of them, those who stayed.</param>
public readonly record struct TrialCounts(long Treated, long TreatedKept, long HeldOut, long HeldOutKept)
{
    /// <summary>Share of the treated who stayed; <c>null</c> without any.</summary>
    public double? TreatedShare => Treated == 0 ? null : (double)TreatedKept / Treated;

    /// <summary>Share of the held out who stayed; <c>null</c> without any.</summary>
    public double? HeldOutShare => HeldOut == 0 ? null : (double)HeldOutKept / HeldOut;

    internal TrialCounts Checked()
    {
        Check(TreatedKept, Treated, nameof(TreatedKept));
        Check(HeldOutKept, HeldOut, nameof(HeldOutKept));
        return this;
    }

    private static void Check(long kept, long all, string name)
    {
        if (kept < 0 || kept > all)
        {
            throw new ArgumentOutOfRangeException(name, kept, string.Create(CultureInfo.InvariantCulture, $"Those who stayed are 0 to {all}."));
        }
    }
}
