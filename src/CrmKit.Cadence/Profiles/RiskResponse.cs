namespace CrmKit.Cadence;

/// <summary>How the chance of losing a customer changes the interval: who is about to leave is contacted sooner, who has left already seldom.</summary>
/// <remarks>
/// <para>
/// With g the chance that the customer has left, l the chance that one who is still there leaves soon, and T = <see cref="TurnsAt"/>, the factor is
/// h + (<see cref="Gone"/> - h) max(0, (g - T) / (1 - T)), where h = 1 + l (<see cref="Leaving"/> - 1). Linear in l; in g level up to T, from there a line up to
/// <see cref="Gone"/> at g = 1.
/// </para>
/// <para>
/// Where nobody made an early warning, l = min(1, g / T): the doubt whether the customer has left stands in for it. The factor then is 1 at g = 0, falls in a line to
/// <see cref="Leaving"/> at T, and rises in a line to <see cref="Gone"/> at 1.
/// </para>
/// <para>The figures are starting points, not findings: set them from what your own contacts did.</para>
/// </remarks>
public sealed record RiskResponse
{
    /// <summary>The factor for who is about to leave. 0.01 to 1, default 0.5.</summary>
    public double Leaving { get; init; } = 0.5;

    /// <summary>The factor for who has left. 1 to 100, default 4.</summary>
    public double Gone { get; init; } = 4;

    /// <summary>The chance of having left from which on a contact is more and more likely wasted. 0.01 to 0.99, default 0.5.</summary>
    public double TurnsAt { get; init; } = 0.5;
}
