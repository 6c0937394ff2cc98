using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// A search over many rows. Every so many of them choose between the starts, since a false maximum shows in a few thousand rows as well as in a million; all rows only
// polish that end. likelihoodAt: the likelihood of every so many rows, with its number of customers; 1 for all of them.
internal sealed class ThinnedSearch(
    Func<int, (ISmoothObjective LogLikelihood, double Customers)> likelihoodAt,
    int rows,
    ImmutableArray<string> names,
    ImmutableArray<LogNormalPrior> priors,
    FitOptions options)
{
    private const int ThinnedRows = 1 << 12;

    // Sampled rows place the maximum to a few percent; rest to a thousandth of that is enough of them.
    private const double RoughTolerance = 1e-5;

    private LogParameterSearch? _whole;

    private LogParameterSearch Whole => _whole ??= Search(1, options.GradientTolerance);

    public bool IsThinned(int starts) => starts > 1 && rows > 2 * ThinnedRows;

    public LogParameterFit Run(IReadOnlyList<double[]> starts, double[] lower, double[] upper, CancellationToken cancellationToken)
    {
        if (!IsThinned(starts.Count))
        {
            return Whole.Run(starts, lower, upper, cancellationToken);
        }

        var rough = Search(rows / ThinnedRows, Math.Max(RoughTolerance, options.GradientTolerance)).Run(starts, lower, upper, cancellationToken);
        return With(Whole.Run([[.. rough.Values]], lower, upper, cancellationToken), rough);
    }

    // No fit ends below a model that it contains: where this one did, it starts once more from there.
    public LogParameterFit AtLeast(
        LogParameterFit end, double[] contained, double containedLogLikelihood, double[] lower, double[] upper, CancellationToken cancellationToken)
    {
        // With beliefs it is the posterior that is maximised, in which the contained model has no place.
        if (!priors.IsEmpty || end.LogLikelihood >= containedLogLikelihood)
        {
            return end;
        }

        var other = Whole.Run([contained], lower, upper, cancellationToken);
        return other.LogLikelihood > end.LogLikelihood ? With(other, end) : With(end, other);
    }

    private static LogParameterFit With(LogParameterFit end, LogParameterFit before) =>
        end with { Convergence = end.Convergence with { Iterations = end.Convergence.Iterations + before.Convergence.Iterations } };

    private LogParameterSearch Search(int stride, double tolerance)
    {
        var (logLikelihood, customers) = likelihoodAt(stride);
        return new LogParameterSearch(logLikelihood, names, customers) { GradientTolerance = tolerance, MaxIterations = options.MaxIterations, Priors = priors };
    }
}
