namespace CrmKit.Churn;

/// <summary>How a Cox model is fitted.</summary>
public sealed record CoxOptions
{
    internal static readonly CoxOptions Default = new();

    /// <summary>What is made of customers who left at one time; <see cref="CoxTies.Efron"/> unless told.</summary>
    public CoxTies Ties { get; init; } = CoxTies.Efron;

    /// <summary>How many ties weighted records make under Efron's method; <see cref="TiedWeights.PerRecord"/> unless told.</summary>
    public TiedWeights TiedWeights { get; init; } = TiedWeights.PerRecord;

    /// <summary>Groups that have a baseline each and share the coefficients; <c>null</c>, one group, unless told. Cross several columns with <see cref="GroupColumn.Crossed"/>.</summary>
    public GroupColumn? Strata { get; init; }

    /// <summary>Records of one cluster, for example of one customer, are not independent: standard errors are robust and count clusters; <c>null</c>, each record by itself, unless told.</summary>
    public GroupColumn? Clusters { get; init; }

    /// <summary>Whether the robust covariance is computed where neither clusters nor sampling weights ask for it; <c>false</c> unless told.</summary>
    public bool IsRobust { get; init; }

    /// <summary>Newton steps at most, 1 or more; 100 unless told.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Threads that share the work, 1 or more; all processors unless told. The result is the same to the last bit whatever their number.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    internal CoxOptions Checked()
    {
        Check(Enum.IsDefined(Ties), nameof(Ties), Ties, "Efron, Breslow or Exact");
        Check(Enum.IsDefined(TiedWeights), nameof(TiedWeights), TiedWeights, "PerRecord or PerCustomer");
        Check(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "1 or more");
        Check(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "1 or more");
        return this;
    }

    private static void Check(bool holds, string name, object value, string admissible)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {admissible}.");
        }
    }
}
