namespace CrmKit.Churn;

/// <summary>How groups are compared.</summary>
public sealed record LogRankOptions
{
    internal static readonly LogRankOptions Default = new();

    /// <summary>The log-rank test: all times count alike.</summary>
    public static LogRankOptions LogRank => Default;

    /// <summary>The test of Peto and Peto (1972): early times count more.</summary>
    public static LogRankOptions Peto { get; } = new() { Rho = 1 };

    /// <summary>The power of S(t-), the curve of all groups just before t, by which a time counts (Harrington and Fleming 1982), 0 or more and finite; 0, the log-rank test, unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The power is negative or not finite.</exception>
    public double Rho
    {
        get;
        init => field = value >= 0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Rho is 0 or more and finite.");
    }
}
