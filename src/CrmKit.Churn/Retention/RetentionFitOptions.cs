namespace CrmKit.Churn;

/// <summary>How a model of contract churn is fitted.</summary>
public sealed record RetentionFitOptions
{
    internal static readonly RetentionFitOptions Default = new();

    /// <summary>Newton steps at most from each start, 1 or more; 200 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MaxIterations
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The iterations are 1 or more.");
    }
    = 200;
}
