namespace CrmKit.Numerics;

/// <summary>A function of a few variables with its first and second derivatives.</summary>
public interface ISmoothObjective
{
    /// <summary>Computes the value and both derivatives at a point inside the box.</summary>
    /// <param name="point">n coordinates.</param>
    /// <param name="gradient">Receives n first derivatives.</param>
    /// <param name="hessian">Receives n by n second derivatives, row by row, both triangles.</param>
    /// <returns>The value; not finite where the function is not defined, which the search steps back from.</returns>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian);
}
