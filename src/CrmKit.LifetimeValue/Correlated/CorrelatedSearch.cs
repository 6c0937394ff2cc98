namespace CrmKit.LifetimeValue;

// The search over r, alpha, s, beta and e^q, whose logarithm is the share q of the range of m: in logarithms a box like that of any other model.
internal static class CorrelatedSearch
{
    private const double Widest = 1e7;
    private const int ThinnedRows = 1 << 10;
    private const int RoughIterations = 20;

    // How far from independence the further starts are.
    private const double Strong = 0.7;
    private static readonly ImmutableArray<string> Names = ["r", "alpha", "s", "beta", "m"];

    public static LogParameterFit Run(RecencyFrequencyTable data, ModelFit<ParetoNbdModel> nested, FitOptions options, CancellationToken cancellationToken)
    {
        var rows = new CorrelatedRows(data);
        var scale = rows.TotalAge > 0 ? rows.TotalAge / rows.Total : 1;
        double[] lower = [1 / Widest, scale / Widest, 1 / Widest, scale / Widest, Math.Exp(-1)];
        double[] upper = [Widest, scale * Widest, Widest, scale * Widest, Math.Exp(1)];
        var independent = At([.. nested.Model.Parameters.Select(parameter => parameter.Value)], 0);
        var starts = Starts(independent, rows, scale).Take(options.Starts).ToArray();
        // A false maximum shows in a thousand rows as well as in a million, and a rough climb tells the starts apart; all rows only polish the best end.
        var thinned = data.Count > 2 * ThinnedRows ? new CorrelatedRows(data, data.Count / ThinnedRows) : rows;
        var brief = options with { MaxIterations = Math.Min(RoughIterations, options.MaxIterations) };
        var rough = Search(thinned, Math.Max(1e-5, options.GradientTolerance), data.DaysPerTimeUnit, brief).Run(starts, lower, upper, cancellationToken);
        var iterations = nested.Convergence.Iterations + rough.Convergence.Iterations;
        var whole = Search(rows, options.GradientTolerance, data.DaysPerTimeUnit, options);
        var ridge = Math.Abs(ShareOf(rough.Values[4])) == 1 && options.Beliefs is null
            ? CorrelatedRidge.Climb(Objective(rows, options), rough.Values, lower, upper, rows.Total, options, cancellationToken)
            : null;
        var isRidgeHigher = ridge is not null && (thinned != rows || ridge.LogLikelihood >= rough.LogLikelihood);
        var end = whole.Run([isRidgeHigher ? [.. ridge!.Values] : [.. rough.Values]], lower, upper, cancellationToken);
        iterations += end.Convergence.Iterations + (ridge?.Convergence.Iterations ?? 0);
        if (end.LogLikelihood < nested.LogLikelihood && options.Beliefs is null)
        {
            var contained = whole.Run([independent], lower, upper, cancellationToken);
            iterations += contained.Convergence.Iterations;
            end = contained.LogLikelihood > end.LogLikelihood ? contained : end;
        }

        // On the ridge the gradient does not vanish across it; where no step beside it gains, the climb along it is the end.
        if (ridge is not null && ridge.LogLikelihood >= end.LogLikelihood - (1e-11 * Math.Abs(end.LogLikelihood)) && end.Convergence.GradientNorm > ridge.Convergence.GradientNorm)
        {
            end = end with { Values = ridge.Values, LogLikelihood = ridge.LogLikelihood, Convergence = end.Convergence with { GradientNorm = ridge.Convergence.GradientNorm } };
        }

        return end with { Convergence = end.Convergence with { Iterations = iterations } };
    }

    public static double PriorShare(RecencyFrequencyTable data, FitOptions options)
    {
        var priors = Priors(options, data.DaysPerTimeUnit);
        if (priors.IsEmpty)
        {
            return 0;
        }

        var score = new BelievedScore<CorrelatedParetoNbdModel>(
            priors, values => CorrelatedParetoNbdModel.OfShare(values[0], values[1], values[2], values[3], ShareOf(values[4]), data.DaysPerTimeUnit));
        return BeliefShare.Of(
            priors,
            data.Count,
            row => data.Columns.CustomersAt(row),
            (row, gradient) => score.At(model => model.LogLikelihood(data.History(row)), gradient));
    }

    public static double ShareOf(double exponential) => Math.Clamp(Math.Log(exponential), -1, 1);

    // From r, alpha, s, beta, e^q to r, alpha, s, beta, m: d ln m is d ln |end| along the four and d ln |q|.
    public static ParameterCovariance Natural(ParameterCovariance covariance, CorrelatedParetoNbdModel model)
    {
        Span<double> first = stackalloc double[4];
        Span<double> second = stackalloc double[16];
        var size = Math.Exp(SarmanovRange.LogSize(model.R, model.Alpha, model.S, model.Beta, model.M >= 0, first, second));
        var values = model.Parameters.Select(parameter => parameter.Value).ToArray();
        var jacobian = new double[25];
        for (var i = 0; i < 4; i++)
        {
            (jacobian[(i * 5) + i], jacobian[20 + i]) = (1, model.M * first[i] / values[i]);
        }

        jacobian[24] = size / Math.Exp(model.Share);
        var natural = new double[25];
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < 5; j++)
            {
                for (var k = 0; k < 25; k++)
                {
                    natural[(i * 5) + j] += jacobian[(i * 5) + (k / 5)] * covariance[k / 5, k % 5] * jacobian[(j * 5) + (k % 5)];
                }
            }
        }

        return new ParameterCovariance(Names, natural);
    }

    // First what must not be lost, then dependence of either sign from there and from customers who differ more, and less, and leave sooner, and later.
    private static IEnumerable<double[]> Starts(double[] independent, CorrelatedRows rows, double scale)
    {
        var rate = Math.Max(rows.Purchases, 0.5) / Math.Max(rows.TotalAge, scale);
        double[][] others = [independent, [0.5, 0.25 / rate, 0.6, 0.4 * scale], [2, 2 / rate, 0.2, 2 * scale], [1, 1 / rate, 5, 20 * scale]];
        return others.SelectMany(start => new[] { At(start, Strong), At(start, -Strong) }).Prepend(independent);
    }

    private static double[] At(double[] start, double share) => [start[0], start[1], start[2], start[3], Math.Exp(share)];

    private static CorrelatedObjective Objective(CorrelatedRows rows, FitOptions options) => new(new CorrelatedLikelihood(rows, options.MaxThreads));

    private static LogParameterSearch Search(CorrelatedRows rows, double tolerance, double daysPerTimeUnit, FitOptions options) =>
        new(Objective(rows, options), Names, rows.Total)
        {
            GradientTolerance = tolerance,
            MaxIterations = options.MaxIterations,
            Priors = Priors(options, daysPerTimeUnit),
        };

    // The share of the range of m is e^q; q has an end of its own on either side.
    private static ImmutableArray<LogNormalPrior> Priors(FitOptions options, double daysPerTimeUnit) =>
        options.Beliefs is { } beliefs ? [.. beliefs.For("pareto-nbd", daysPerTimeUnit), new LogNormalPrior("m", 1, 0.5) { Reach = 0 }] : [];
}
