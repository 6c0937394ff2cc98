namespace CrmKit;

/// <summary>How a fit ended, and how far it can be relied upon.</summary>
/// <param name="Status">The verdict.</param>
/// <param name="Iterations">Newton steps over all starts.</param>
/// <param name="GradientNorm">Largest absolute derivative of the log-likelihood at the end, in the scale that the estimator's remarks name; directions that a bound holds are left out.</param>
public sealed record Convergence(ConvergenceStatus Status, int Iterations, double GradientNorm)
{
    /// <summary>The parameters that the verdict is about: those at a boundary, or those that the data cannot tell apart; empty otherwise.</summary>
    public ImmutableArray<string> Parameters { get; init; } = [];

    /// <summary>For example <c>Converged after 25 iterations</c> or <c>AtBoundary (a, b) after 40 iterations</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Status}{(Parameters.IsDefaultOrEmpty ? string.Empty : $" ({string.Join(", ", Parameters)})")} after {Iterations} iterations");
}
