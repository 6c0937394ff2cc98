namespace CrmKit.LifetimeValue;

/// <summary>How a parametric bootstrap is made.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Replicates, 2 or more; 200 unless told.</summary>
    public int Replicates { get; init; } = 200;

    /// <summary>Any number; equal seeds give equal replicates on any number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How each replicate is fitted.</summary>
    public FitOptions Fit { get; init; } = new();

    internal BootstrapOptions Checked()
    {
        ModelDomain.Option(Replicates >= 2, nameof(Replicates), Replicates, "2 or more");
        return this with { Fit = Fit.Checked() };
    }
}
