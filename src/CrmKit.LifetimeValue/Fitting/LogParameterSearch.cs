using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Maximises a likelihood over the logarithms of positive parameters from several starts, and judges the best end.
internal sealed class LogParameterSearch(ISmoothObjective logLikelihood, ImmutableArray<string> names, double customers)
{
    // Information per customer in a log-parameter below which a direction counts as flat: a million customers would still leave its factor uncertain a hundredfold.
    private const double FlatInformation = 1e-7;

    // Share of a flat direction that one parameter holds before the verdict is about that parameter alone.
    private const double Dominance = 0.98;

    public required double GradientTolerance { get; init; }

    public required int MaxIterations { get; init; }

    /// <summary>One belief for each parameter, in their order; empty for none.</summary>
    public ImmutableArray<LogNormalPrior> Priors { get; init; } = [];

    private double Scale => Math.Max(1, customers);

    public LogParameterFit Run(
        IEnumerable<double[]> starts, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, CancellationToken cancellationToken)
    {
        var believed = Priors.IsEmpty ? null : new BelievedObjective(logLikelihood, Priors);
        var logLower = Logarithms(lower);
        var logUpper = Logarithms(upper);
        for (var i = 0; i < Priors.Length; i++)
        {
            // The data measure the box, and the beliefs may lie far out of it: what maximises the posterior lies between the two.
            logLower[i] = Math.Min(logLower[i], Math.Log(Priors[i].Median) - Priors[i].Reach);
            logUpper[i] = Math.Max(logUpper[i], Math.Log(Priors[i].Median) + Priors[i].Reach);
        }

        MaximiserResult? best = null;
        var iterations = 0;

        // With beliefs the middle of them is a start of its own, and the only one where there are no data.
        foreach (var start in believed is null ? starts : starts.Append([.. Priors.Select(prior => prior.Median)]))
        {
            var options = new MaximiserOptions { MaxIterations = MaxIterations, GradientTolerance = GradientTolerance * Scale };
            var end = TrustRegionMaximiser.Maximise(believed ?? logLikelihood, Logarithms(start), logLower, logUpper, options, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            iterations += end.Iterations;
            if (best is null || IsBetter(end, best))
            {
                best = end;
            }
        }

        return Judge(best ?? throw new ArgumentException("A search needs a start.", nameof(starts)), iterations, believed);
    }

    // A clearly higher end wins; between equals to rounding, the one that came to rest.
    private static bool IsBetter(MaximiserResult candidate, MaximiserResult best)
    {
        var margin = 1e-12 * Math.Max(1, Math.Abs(best.Value));
        return candidate.Value > best.Value + margin
            || (candidate.Value >= best.Value - margin && candidate.Reason != StopReason.IterationLimit && best.Reason == StopReason.IterationLimit);
    }

    private LogParameterFit Judge(MaximiserResult end, int iterations, BelievedObjective? believed)
    {
        var n = names.Length;
        var values = end.Point.Select(Math.Exp).ToImmutableArray();
        var (status, named) = Verdict(end);
        ParameterCovariance? covariance = null;
        if (status == ConvergenceStatus.Converged)
        {
            // At the maximum the gradient is zero, so that the natural covariance is the logarithmic one times the parameters on both sides.
            var inverse = believed is null ? Cholesky.TryFactor(Information(end), n)?.Inverse() : believed.Inverse(Information(end));
            for (var i = 0; inverse is not null && i < n * n; i++)
            {
                inverse[i] *= values[i / n] * values[i % n];
            }

            covariance = inverse is null ? null : new ParameterCovariance(names, inverse);
        }

        var logBelief = believed?.LogDensity([.. end.Point]) ?? 0;
        var convergence = new Convergence(status, iterations, end.GradientNorm / Scale) { Parameters = named };
        return new LogParameterFit(values, end.Value - logBelief, convergence, covariance) { LogBelief = logBelief };
    }

    private (ConvergenceStatus Status, ImmutableArray<string> Named) Verdict(MaximiserResult end)
    {
        var n = names.Length;
        var atBound = Enumerable.Range(0, n).Where(i => end.Bounds[i] != 0).ToArray();
        if (!Priors.IsEmpty)
        {
            // What is believed bends every direction, however many customers say nothing of it.
            return atBound.Length > 0 ? (ConvergenceStatus.AtBoundary, Named(atBound))
                : end.Reason == StopReason.IterationLimit ? (ConvergenceStatus.IterationLimit, []) : (ConvergenceStatus.Converged, []);
        }

        var eigen = SymmetricEigen.Of(Information(end), n);
        var flat = Enumerable.Range(0, n).Where(j => eigen.Values[j] < FlatInformation * Scale).ToArray();
        if (end.Reason == StopReason.IterationLimit && flat.Length == 0 && atBound.Length == 0)
        {
            return (ConvergenceStatus.IterationLimit, []);
        }

        // Each flat direction as the parameters that it moves.
        var moved = flat.Select(j => Enumerable.Range(0, n).Where(i => Square(eigen.Vectors[(i * n) + j]) > 1 - Dominance).ToArray()).ToArray();
        if (moved.Any(parameters => parameters.Length > 1 && !parameters.Any(atBound.Contains)) || IsIndifferent(end, flat, eigen))
        {
            return (ConvergenceStatus.NotIdentified, Named(moved.SelectMany(parameters => parameters)));
        }

        var boundary = atBound.Concat(moved.SelectMany(parameters => parameters)).ToArray();
        return boundary.Length > 0 ? (ConvergenceStatus.AtBoundary, Named(boundary)) : (ConvergenceStatus.Converged, []);
    }

    // A direction without slope and without curvature well inside the box leads nowhere: no data speak of it.
    private static bool IsIndifferent(MaximiserResult end, int[] flat, SymmetricEigen eigen)
    {
        var n = end.Point.Length;
        return flat.Any(j => Math.Abs(eigen.Values[j]) < 1e-300 && Enumerable.Range(0, n).All(i => end.Bounds[i] == 0 || Math.Abs(eigen.Vectors[(i * n) + j]) < 0.5));
    }

    private ImmutableArray<string> Named(IEnumerable<int> parameters) => [.. parameters.Distinct().Order().Select(i => names[i])];

    private static double[] Information(MaximiserResult end) => [.. end.Hessian.Select(element => -element)];

    private static double Square(double value) => value * value;

    private static double[] Logarithms(ReadOnlySpan<double> values)
    {
        var logarithms = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            logarithms[i] = Math.Log(values[i]);
        }

        return logarithms;
    }
}
