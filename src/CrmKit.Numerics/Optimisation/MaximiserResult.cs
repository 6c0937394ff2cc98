namespace CrmKit.Numerics;

/// <summary>The best point that a search met, and why it stopped.</summary>
/// <param name="Point">The point.</param>
/// <param name="Value">The value there.</param>
/// <param name="Gradient">First derivatives there.</param>
/// <param name="Hessian">Second derivatives there, row by row.</param>
/// <param name="Bounds">Per coordinate -1 where the lower bound holds it, 1 where the upper one does, else 0.</param>
/// <param name="GradientNorm">Largest absolute gradient of a coordinate that no bound holds.</param>
/// <param name="Iterations">Steps tried.</param>
/// <param name="Reason">Why the search stopped.</param>
public sealed record MaximiserResult(
    ImmutableArray<double> Point,
    double Value,
    ImmutableArray<double> Gradient,
    ImmutableArray<double> Hessian,
    ImmutableArray<int> Bounds,
    double GradientNorm,
    int Iterations,
    StopReason Reason);
