using CrmKit.Numerics;

namespace CrmKit.Churn;

// One fit: the model in which all customers are alike, the shifted beta geometric one and, where c is free, the beta discrete Weibull one from the best of both; the
// best of them with its status.
internal sealed class RetentionSearch(RetentionCounts data, bool hasPower, RetentionFitOptions options, CancellationToken cancellationToken)
{
    // Log-parameters farther out than this stand for zero or infinity.
    private const double Farthest = 40;
    private const double FarOut = 16;
    private const double FarPower = 4;

    // alpha + beta at the starts: customers from very unlike to almost alike.
    private static readonly double[] Totals = [0.3, 3, 100];
    private static readonly double[] PoweredTotals = [3, 1000];
    private int _iterations;

    public RetentionFit Run()
    {
        var last = data.Renewals.IsEmpty ? 0 : data.Renewals[^1];
        if (last < 2)
        {
            return OnePeriodAtMost();
        }

        if (data.Left.Sum() == 0)
        {
            return new RetentionFit(new DiscreteWeibullModel(0, 1), 0, new Convergence(ConvergenceStatus.AtBoundary, 0, 0) { Parameters = ["alpha", "beta"] }, data.Customers);
        }

        var alike = Alike(hasPower);
        var shifted = Shifted();
        var best = hasPower ? Powered(shifted, alike) : shifted;
        if (hasPower && last == 2)
        {
            return TwoPeriods(shifted, alike);
        }

        // What a spread among the customers gains must be more than rounding, or they are alike.
        var gain = (best.Value - alike.Value) * data.Customers;
        return gain > 1e-10 + (1e-12 * Math.Abs(alike.Value) * data.Customers) ? Spread(best) : AllAlike(alike);
    }

    private RetentionFit OnePeriodAtMost()
    {
        var (left, active) = (0d, 0d);
        for (var i = 0; i < data.Renewals.Length; i++)
        {
            left += data.Left[i];
            active += data.Renewals[i] == 1 ? data.Active[i] : 0;
        }

        var model = new DiscreteWeibullModel(left == 0 ? 0 : active == 0 ? double.PositiveInfinity : SpecialFunctions.Log1p(left / active), 1);
        return new RetentionFit(model, Saturated(left, active), Unknown(), data.Customers);
    }

    // Two shares and three parameters: one of the many models that give the shares of the data, by preference one without a power of time.
    private RetentionFit TwoPeriods(MaximiserResult shifted, MaximiserResult alike)
    {
        var left = (First: Count(data.Left, 1), Second: Count(data.Left, 2));
        var active = (First: Count(data.Active, 1), Second: Count(data.Active, 2));
        var supremum = Saturated(left.First, active.First + left.Second + active.Second) + Saturated(left.Second, active.Second);
        var model = shifted.Value >= alike.Value - 1e-12 ? Spread(shifted).Model : AlikeModel(alike);
        return new RetentionFit(model, supremum, Unknown(), data.Customers);

        double Count(ImmutableArray<double> counts, int renewal) => data.Renewals.IndexOf(renewal) is var i && i >= 0 ? counts[i] : 0;
    }

    private Convergence Unknown() => new(ConvergenceStatus.NotIdentified, _iterations, 0) { Parameters = hasPower ? ["alpha", "beta", "c"] : ["alpha", "beta"] };

    // The log-likelihood of a share that equals that of the data.
    private static double Saturated(double left, double stayed)
    {
        var all = left + stayed;
        return (left > 0 ? left * Math.Log(left / all) : 0) + (stayed > 0 ? stayed * Math.Log(stayed / all) : 0);
    }

    private double LogReference()
    {
        var (sum, count) = (0d, 0d);
        for (var i = 0; i < data.Renewals.Length; i++)
        {
            var weight = data.Left[i] + (1e-3 * data.Active[i]);
            sum += weight * Math.Log(Math.Max(1, data.Renewals[i]));
            count += weight;
        }

        return sum / count;
    }

    private MaximiserResult Alike(bool withPower)
    {
        var exposure = 0d;
        for (var i = 0; i < data.Renewals.Length; i++)
        {
            exposure += (data.Active[i] * data.Renewals[i]) + (data.Left[i] * (data.Renewals[i] - 0.5));
        }

        var reference = LogReference();
        var level = Math.Log(data.Left.Sum() / exposure) + reference;
        var search = Maximise(new AlikeObjective(data, hasPower: false, reference), [level], [-800], [800]);
        return withPower
            ? Maximise(new AlikeObjective(data, hasPower: true, reference), [search.Point[0], 0], [-800, -Farthest], [800, 12])
            : search;
    }

    private MaximiserResult Shifted()
    {
        var objective = new BetaWeibullObjective(data, hasPower: false);
        var first = Math.Clamp(data.Left[0] / data.Customers, 0.001, 0.9);
        return Best(Totals.Select(total => Maximise(
            objective, [Math.Log(first * total), Math.Log((1 - first) * total)], [-Farthest, -Farthest], [Farthest, Farthest])));
    }

    private MaximiserResult Powered(MaximiserResult shifted, MaximiserResult alike)
    {
        var objective = new BetaWeibullObjective(data, hasPower: true);
        var lambda = Math.Exp(alike.Point[0] - (Math.Exp(alike.Point[1]) * LogReference()));
        var share = Math.Clamp(-SpecialFunctions.Expm1(-lambda), 1e-12, 1 - 1e-12);
        double[][] starts =
        [
            [shifted.Point[0], shifted.Point[1], 0],
            .. PoweredTotals.Select(total => new[] { Math.Log(share * total), Math.Log((1 - share) * total), alike.Point[1] }),
        ];
        var best = Best(starts.Select(start => Maximise(objective, start, [-Farthest, -Farthest, -Farthest], [Farthest, Farthest, 18])));
        return best.Reason == StopReason.IterationLimit || IsOutside(best) ? AlongCliff(objective, best) : best;
    }

    // A search that has not ended at an inner maximum goes on in the coordinates of the cliff; the end in the parameters' logarithms.
    private MaximiserResult AlongCliff(BetaWeibullObjective objective, MaximiserResult best)
    {
        var search = Maximise(
            new CliffObjective(objective), CliffObjective.FromLogarithms(best.Point), [-Farthest, -Farthest, -Farthest], [Farthest, Farthest, Farthest]);
        if (search.Value < best.Value)
        {
            return best;
        }

        var (gradient, hessian) = (new double[3], new double[9]);
        var point = CliffObjective.ToLogarithms(search.Point.AsSpan());
        var value = objective.Evaluate(point, gradient, hessian);
        return new MaximiserResult([.. point], value, [.. gradient], [.. hessian], [0, 0, 0], search.GradientNorm, search.Iterations, search.Reason);
    }

    private static bool IsOutside(MaximiserResult result) =>
        result.Point.Any(element => Math.Abs(element) > FarOut) || (result.Point.Length == 3 && result.Point[2] > FarPower);

    private static MaximiserResult Best(IEnumerable<MaximiserResult> results) => results.Aggregate((best, next) => next.Value > best.Value ? next : best);

    private MaximiserResult Maximise(ISmoothObjective objective, double[] start, double[] lower, double[] upper)
    {
        var search = new MaximiserOptions { MaxIterations = options.MaxIterations, GradientTolerance = 1e-14 };
        var result = TrustRegionMaximiser.Maximise(objective, start, lower, upper, search, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _iterations += result.Iterations;
        return result;
    }

    private RetentionFit AllAlike(MaximiserResult alike)
    {
        var model = AlikeModel(alike);
        ImmutableArray<string> names = hasPower && alike.Point[1] is < -FarOut or > 9 ? ["alpha", "beta", "c"] : ["alpha", "beta"];
        return new RetentionFit(
            model, alike.Value * data.Customers, new Convergence(ConvergenceStatus.AtBoundary, _iterations, alike.GradientNorm) { Parameters = names }, data.Customers);
    }

    private DiscreteWeibullModel AlikeModel(MaximiserResult alike)
    {
        var c = hasPower ? Math.Exp(alike.Point[1]) : 1;
        return DiscreteWeibullModel.OfLogLambda(alike.Point[0] - (c * LogReference()), c);
    }

    private RetentionFit Spread(MaximiserResult best)
    {
        double[] values = [.. best.Point.Select(Math.Exp)];
        var n = values.Length;
        RetentionModel model = n == 2 ? new ShiftedBetaGeometricModel(values[0], values[1]) : new BetaDiscreteWeibullModel(values[0], values[1], values[2]);
        ImmutableArray<string> names = ["alpha", "beta", "c"];
        names = [.. names.Take(n)];
        ImmutableArray<string> outside = [.. names.Where((_, i) => Math.Abs(best.Point[i]) > (i == 2 && best.Point[i] > 0 ? FarPower : FarOut) || best.Bounds[i] != 0)];
        var factor = Cholesky.TryFactor([.. best.Hessian.Select(element => -element)], n);

        // Parameters that run away do so without end, so that iterations used up on the way say nothing more.
        var status = !outside.IsEmpty ? ConvergenceStatus.AtBoundary
            : best.Reason == StopReason.IterationLimit ? ConvergenceStatus.IterationLimit
            : factor is null ? ConvergenceStatus.NotIdentified
            : ConvergenceStatus.Converged;
        var convergence = new Convergence(status, _iterations, best.GradientNorm)
        {
            Parameters = status == ConvergenceStatus.AtBoundary ? outside : status == ConvergenceStatus.NotIdentified ? names : [],
        };
        var fit = new RetentionFit(model, best.Value * data.Customers, convergence, data.Customers);
        if (status != ConvergenceStatus.Converged)
        {
            return fit;
        }

        // At the maximum the gradient is zero, so that the information in a parameter is that in its logarithm over its square.
        var covariance = factor!.Inverse();
        for (var i = 0; i < n * n; i++)
        {
            covariance[i] *= values[i / n] * values[i % n] / data.Customers;
        }

        return fit with { Covariance = new ParameterCovariance(names, covariance) };
    }
}
