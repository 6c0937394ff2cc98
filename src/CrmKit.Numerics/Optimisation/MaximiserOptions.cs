namespace CrmKit.Numerics;

/// <summary>When a search stops.</summary>
public sealed record MaximiserOptions
{
    /// <summary>Iterations at most, 1 or more; 100 unless told.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Largest absolute gradient of a free coordinate that counts as zero, 0 or more; 1e-8 unless told.</summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>Length of the first step at most, in the units of the coordinates, above 0; 1 unless told.</summary>
    public double InitialRadius { get; init; } = 1;

    /// <summary>Length of any step at most, above 0; 8 unless told.</summary>
    public double MaximalRadius { get; init; } = 8;
}
