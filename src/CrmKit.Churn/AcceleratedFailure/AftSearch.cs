using CrmKit.Numerics;

namespace CrmKit.Churn;

// One fit. Where the likelihood rises for ever along a direction that leaves all events where they are and moves censored records out of reach, those records are left
// out, which is the limit, and the rest is fitted again.
internal sealed class AftSearch(
    AftFamily family, SurvivalRecords records, IReadOnlyList<CovariateColumn> covariates, AftOptions options, CancellationToken cancellationToken)
{
    // ln scale in units of the spread of the log times; at the lower bound all events lie on a line to eight digits.
    private const double LowestLogScale = -18;
    private const double HighestLogScale = 12;
    private const double FarthestLocation = 1e4;

    // Information below this share of the largest: a log-likelihood that has flattened out, which asks for a proof that it rises for ever.
    private const double Flat = 1e-6;

    // Gradient times standard error above which Newton's method goes on.
    private const double Settled = 1e-9;
    private int _iterations;

    public AftFit Run()
    {
        var rows = new AftRows(records, options.ZeroTenure);
        var report = new AftReport(family, covariates, rows);
        if (rows.Used == 0)
        {
            return report.NothingKnown();
        }

        if (rows.Events == 0)
        {
            return report.NobodyLeft();
        }

        var rest = rows;
        var recessions = new List<AftRecession>();
        while (true)
        {
            var design = RegressionDesign.Of(covariates, records.Count, rest.IsUsed, options.MaxThreads);
            var likelihood = Likelihood(rest, design);
            double? held = family == AftFamily.Exponential ? -Math.Log(rest.Spread) : null;
            var end = Maximise(likelihood, rest, design, held);
            if (IsFlat(end) && AftRecession.Find(rest, design, covariates, options.MaxThreads, cancellationToken) is { } recession)
            {
                recessions.Add(recession);
                rest = rest.Without(recession.Dropped);
                continue;
            }

            if (end.Reason != StopReason.IterationLimit && end.Bounds.All(bound => bound == 0))
            {
                var before = end.Iterations;
                end = AftPolish.Of(new AftObjective(likelihood, rest, held, sample: false), end, rest.Weight, Settled);
                _iterations += end.Iterations - before;
            }

            return report.Of(new AftOptimum(end, likelihood, rest, design, held, _iterations), recessions);
        }
    }

    private static bool IsFlat(MaximiserResult end)
    {
        var values = SymmetricEigen.Of([.. end.Hessian.Select(element => -element)], end.Point.Length).Values;
        return end.Reason != StopReason.GradientSmall || !(values.Min() > Flat * values.Max());
    }

    private IAftLikelihood Likelihood(AftRows rows, RegressionDesign design) => family switch
    {
        AftFamily.LogNormal => new AftPass<LogNormalKernel>(rows, design, options.MaxThreads),
        AftFamily.LogLogistic => new AftPass<LogLogisticKernel>(rows, design, options.MaxThreads),
        _ => new AftPass<WeibullKernel>(rows, design, options.MaxThreads),
    };

    private MaximiserResult Maximise(IAftLikelihood likelihood, AftRows rows, RegressionDesign design, double? held)
    {
        var start = new double[design.Count + (held is null ? 2 : 1)];
        if (likelihood.IsLarge)
        {
            var sample = Search(new AftObjective(likelihood, rows, held, sample: true), start, 1e-6);
            start = sample.Reason == StopReason.GradientSmall && sample.Bounds.All(bound => bound == 0) ? [.. sample.Point] : start;
        }

        // Gradient times standard error is the mean gradient times the root of the number of records, but for a factor that the search's last, quadratic step has to spare.
        return Search(new AftObjective(likelihood, rows, held, sample: false), start, 1e-10 / Math.Sqrt(rows.Used));
    }

    private MaximiserResult Search(AftObjective objective, double[] from, double tolerance)
    {
        var (lower, upper) = (new double[from.Length], new double[from.Length]);
        Array.Fill(lower, -FarthestLocation);
        Array.Fill(upper, FarthestLocation);
        if (objective.HasScale)
        {
            (lower[^1], upper[^1]) = (LowestLogScale, HighestLogScale);
        }

        var result = TrustRegionMaximiser.Maximise(
            objective, from, lower, upper, new MaximiserOptions { MaxIterations = options.MaxIterations, GradientTolerance = tolerance }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        _iterations += result.Iterations;
        return result;
    }
}
