using CrmKit.Numerics;

namespace CrmKit.Churn;

// Newton's method judged by the gradient in standard errors instead of by the value. Where few records have little to tell about a coefficient the value is flat to
// rounding long before the coefficient stands still: the search, which asks for gain, ends there, while the gradient still points the way.
internal static class AftPolish
{
    private const int MaxSteps = 60;

    // A step is halved until the gradient shrinks, at most so often.
    private const int MaxHalvings = 8;

    // What a step may lose of the mean log-likelihood, which is rounding.
    private const double Rounding = 1e-13;

    // The end with its gradient brought below a share of a standard error, or as near as rounding lets it come.
    public static MaximiserResult Of(AftObjective objective, MaximiserResult end, double weight, double settled)
    {
        var n = end.Point.Length;
        var here = new Place([.. end.Point], end.Value, [.. end.Gradient], [.. end.Hessian]);
        var distance = here.Distance(weight, out var step);
        var taken = 0;
        while (distance >= settled && taken < MaxSteps && step is not null && Nearer() is { } nearer)
        {
            (here, distance, step) = nearer;
            taken++;
        }

        return taken == 0 ? end : end with
        {
            Point = [.. here.Point],
            Value = here.Value,
            Gradient = [.. here.Gradient],
            Hessian = [.. here.Hessian],
            GradientNorm = here.Gradient.Max(Math.Abs),
            Iterations = end.Iterations + taken,
        };

        (Place Place, double Distance, double[]? Step)? Nearer()
        {
            var share = 1d;
            for (var halving = 0; halving <= MaxHalvings; halving++, share /= 2)
            {
                var next = new Place(new double[n], 0, new double[n], new double[n * n]);
                for (var i = 0; i < n; i++)
                {
                    next.Point[i] = here.Point[i] + (share * step[i]);
                }

                next = next with { Value = objective.Evaluate(next.Point, next.Gradient, next.Hessian) };
                var nextDistance = next.Distance(weight, out var nextStep);
                if (nextDistance < 0.9 * distance && next.Value >= here.Value - (Rounding * Math.Max(1, Math.Abs(here.Value))))
                {
                    return (next, nextDistance, nextStep);
                }
            }

            return null;
        }
    }

    // A point with what the objective says of it.
    private sealed record Place(double[] Point, double Value, double[] Gradient, double[] Hessian)
    {
        // The largest gradient times standard error, and Newton's step; infinite and none where the log-likelihood does not bend down everywhere.
        public double Distance(double weight, out double[]? step)
        {
            var n = Point.Length;
            step = null;
            if (!double.IsFinite(Value) || Cholesky.TryFactor([.. Hessian.Select(element => -element * weight)], n) is not { } factor)
            {
                return double.PositiveInfinity;
            }

            var inverse = factor.Inverse();
            step = new double[n];
            var largest = 0d;
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    step[i] += inverse[(i * n) + j] * Gradient[j] * weight;
                }

                largest = Math.Max(largest, Math.Abs(Gradient[i]) * weight * Math.Sqrt(inverse[(i * n) + i]));
            }

            return largest;
        }
    }
}
