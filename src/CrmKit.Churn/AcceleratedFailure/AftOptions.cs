namespace CrmKit.Churn;

/// <summary>How an accelerated failure time model is fitted.</summary>
public sealed record AftOptions
{
    internal static readonly AftOptions Default = new();

    /// <summary>What becomes of records whose time is 0; they are left out unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the enumeration.</exception>
    public ZeroTenure ZeroTenure
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The policy is LeftOut or AtHalfUnit.");
    }
    = ZeroTenure.LeftOut;

    /// <summary>Newton steps at most, 1 or more; 200 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MaxIterations
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The iterations are 1 or more.");
    }
    = 200;

    /// <summary>Threads that share the work, 1 or more; all processors unless told. The result is the same to the last bit whatever their number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MaxThreads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The threads are 1 or more.");
    }
    = Environment.ProcessorCount;
}
