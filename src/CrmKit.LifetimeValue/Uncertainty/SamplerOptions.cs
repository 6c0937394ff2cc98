namespace CrmKit.LifetimeValue;

/// <summary>How a posterior is drawn from.</summary>
public sealed record SamplerOptions
{
    /// <summary>Draws that are kept, 2 or more; 1,000 unless told.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>Steps between two kept draws, 1 or more; 10 unless told.</summary>
    public int Thinning { get; init; } = 10;

    /// <summary>Steps before the first kept draw, 0 or more; 1,000 unless told.</summary>
    public int BurnIn { get; init; } = 1000;

    /// <summary>Any number; equal seeds give equal draws.</summary>
    public ulong Seed { get; init; } = 1;

    internal SamplerOptions Checked()
    {
        ModelDomain.Option(Draws >= 2, nameof(Draws), Draws, "2 or more");
        ModelDomain.Option(Thinning >= 1, nameof(Thinning), Thinning, "1 or more");
        ModelDomain.Option(BurnIn >= 0, nameof(BurnIn), BurnIn, "0 or more");
        return this;
    }
}
