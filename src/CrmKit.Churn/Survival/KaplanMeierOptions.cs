namespace CrmKit.Churn;

/// <summary>How survival curves are estimated.</summary>
public sealed record KaplanMeierOptions
{
    internal static readonly KaplanMeierOptions Default = new();

    /// <summary>Threads that share the work, 1 or more; all processors unless told. The result is the same to the last bit whatever their number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int MaxThreads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
    = Environment.ProcessorCount;
}
