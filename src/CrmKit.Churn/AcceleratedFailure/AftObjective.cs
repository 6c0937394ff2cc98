using CrmKit.Numerics;

namespace CrmKit.Churn;

// The mean log-likelihood of a unit of weight, less its constant, in the coefficients of the scaled columns and, unless it is held, ln scale.
internal sealed class AftObjective(IAftLikelihood likelihood, AftRows rows, double? heldLogScale, bool sample) : ISmoothObjective
{
    public bool HasScale => heldLogScale is null;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        double[] full = heldLogScale is { } held ? [.. point, held] : point.ToArray();
        var sums = likelihood.Derivatives(full, sample);
        var n = point.Length;
        var square = sums.Square(n);
        for (var i = 0; i < n; i++)
        {
            gradient[i] = sums.Gradient[i] / rows.Weight;
        }

        for (var i = 0; i < n * n; i++)
        {
            hessian[i] = square[i] / rows.Weight;
        }

        // The events of a sample are its own.
        return (sums.Value - (full[^1] * sums.EventWeight)) / rows.Weight;
    }
}
