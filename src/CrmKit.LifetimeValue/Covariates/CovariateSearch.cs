using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// Maximises a likelihood over the logarithms of a model's parameters at a centre of the covariates and the coefficients of the standardised covariates.
// A coefficient goes through the search for positive parameters as the logarithm of its power of e.
internal sealed class CovariateSearch(
    ImmutableArray<string> names, ImmutableArray<CovariateShift> shifts, CovariateDesign purchase, CovariateDesign dropout)
{
    // A covariate may move a parameter by this power of e at most, at the customer farthest from the centre.
    private const double LargestEffect = 12;

    public required double[] Lower { get; init; }

    public required double[] Upper { get; init; }

    /// <summary>One belief for each of the model's own parameters; empty for none.</summary>
    public ImmutableArray<LogNormalPrior> Priors { get; init; } = [];

    private double[] Limits => [.. purchase.Reach.Concat(dropout.Reach).Select(reach => LargestEffect / Math.Max(1, reach))];

    private ImmutableArray<string> AllNames => [.. names, .. purchase.ParameterNames, .. dropout.ParameterNames];

    // A standard deviation of a covariate is believed to move a parameter by a factor of e at most, in two cases of three.
    public ImmutableArray<LogNormalPrior> AllPriors =>
        Priors.IsEmpty ? [] : [.. Priors, .. AllNames.Skip(names.Length).Select(name => new LogNormalPrior(name, 1, 1) { Reach = 8 })];

    // Each start holds the model's own parameters at the centre, then the coefficients of the standardised covariates.
    public CovariateEnd Run(ISmoothObjective logLikelihood, double customers, IEnumerable<double[]> starts, FitOptions options, CancellationToken cancellationToken)
    {
        var own = names.Length;
        var search = new LogParameterSearch(logLikelihood, AllNames, customers)
        {
            GradientTolerance = options.GradientTolerance,
            MaxIterations = options.MaxIterations,
            Priors = AllPriors,
        };
        double[] lower = [.. Lower, .. Limits.Select(limit => Math.Exp(-limit))];
        double[] upper = [.. Upper, .. Limits.Select(Math.Exp)];
        var end = search.Run(starts.Select(start => start.Select((value, i) => i < own ? value : Math.Exp(value)).ToArray()), lower, upper, cancellationToken);
        var logarithms = end.Values.Select(Math.Log).ToArray();
        var link = new CovariateLink(
            names,
            [.. logarithms[..own]],
            shifts,
            purchase.Natural(logarithms.AsSpan(own, purchase.Count)),
            dropout.Natural(logarithms.AsSpan(own + purchase.Count)));
        ImmutableArray<string> dependent = [.. purchase.Dependent, .. dropout.Dependent];
        var convergence = dependent.IsEmpty
            ? end.Convergence
            : end.Convergence with
            {
                Status = ConvergenceStatus.NotIdentified,
                Parameters = [.. dependent.Concat(end.Convergence.Parameters).Distinct(StringComparer.Ordinal)],
            };
        var covariance = dependent.IsEmpty && end.Covariance is { } ofSearch ? Natural(ofSearch, end.Values, link) : null;
        return new CovariateEnd(link, end.LogLikelihood, convergence, covariance, end.Values.Length);
    }

    // From the search's coordinates to the parameters at covariates of 0 and the coefficients per unit of the covariates.
    private ParameterCovariance? Natural(ParameterCovariance ofSearch, ImmutableArray<double> values, CovariateLink link)
    {
        var n = values.Length;
        var jacobian = new double[n * n];
        var parameters = link.Parameters;
        for (var i = 0; i < n; i++)
        {
            jacobian[(i * n) + i] = i < names.Length ? parameters[i].Value : 1 / Spread(i - names.Length);
        }

        foreach (var shift in shifts)
        {
            var (design, first) = shift.Process == CovariateProcess.Purchase ? (purchase, names.Length) : (dropout, names.Length + purchase.Count);
            for (var j = 0; j < design.Count; j++)
            {
                jacobian[(shift.Parameter * n) + first + j] = -shift.Sign * parameters[shift.Parameter].Value * design.Centre(j) / design.Spread(j);
            }
        }

        var natural = new double[n * n];
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                double sum = 0;
                for (var i = 0; i < n; i++)
                {
                    for (var j = 0; j < n; j++)
                    {
                        sum += jacobian[(a * n) + i] * jacobian[(b * n) + j] * (ofSearch[i, j] / (values[i] * values[j]));
                    }
                }

                natural[(a * n) + b] = Math.Clamp(sum, -double.MaxValue, double.MaxValue);
            }
        }

        // Where 0 is so far away that a parameter there has left the range of a double, nothing can be said of it.
        return natural.Any(double.IsNaN) ? null : new ParameterCovariance(AllNames, natural);
    }

    private double Spread(int coefficient) => coefficient < purchase.Count ? purchase.Spread(coefficient) : dropout.Spread(coefficient - purchase.Count);
}
