namespace CrmKit;

/// <summary>How many of those who have a contract keep it, period after period. Immutable and thread-safe.</summary>
/// <remarks>The value of a contract is reckoned on one; the models of contract churn are such curves.</remarks>
public interface IRetentionCurve
{
    /// <summary>The share of a cohort that is still there after a number of renewals.</summary>
    /// <param name="periods">t, renewals since the beginning, 0 or more.</param>
    /// <returns>S(t), from S(0) = 1 down to 0, never rising.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    double Survival(int periods);

    /// <summary>The share of those who were there after t - 1 renewals that is there after t.</summary>
    /// <param name="period">t, 1 or more.</param>
    /// <returns>S(t)/S(t - 1), 0 to 1, without the underflow of the two.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    double Retention(int period);
}
