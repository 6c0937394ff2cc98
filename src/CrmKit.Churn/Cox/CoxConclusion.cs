using CrmKit.Numerics;

namespace CrmKit.Churn;

// Turns the solution, which is in scaled columns, into what is said about it.
internal sealed class CoxConclusion
{
    private readonly SurvivalRecords _records;
    private readonly IReadOnlyList<CovariateColumn> _covariates;
    private readonly CoxProblem _problem;
    private readonly CoxSolution _solution;

    // The columns with a coefficient; places in them of those the data tell apart, and places in the latter of those that were estimated.
    private readonly int[] _columns;
    private readonly int[] _kept;
    private readonly int[] _estimated;

    public CoxConclusion(SurvivalRecords records, IReadOnlyList<CovariateColumn> covariates, CoxProblem problem, CoxSolution solution)
    {
        (_records, _covariates, _problem, _solution) = (records, covariates, problem, solution);
        _columns = [.. Enumerable.Range(0, covariates.Count).Where(k => solution.Status[k] != CoefficientStatus.Aliased)];
        _kept = [.. solution.Kept.Select(k => Array.IndexOf(_columns, k))];
        _estimated = [.. Enumerable.Range(0, _kept.Length).Where(i => solution.Status[solution.Kept[i]] == CoefficientStatus.Estimated)];
    }

    public CoxFit Fit(CancellationToken cancellation)
    {
        var options = _problem.Options;
        var isRobust = options.IsRobust || options.Clusters is not null || (_records.IsWeighted && _records.WeightKind == WeightKind.Sampling);
        var inner = CoxReport.Of(_solution.Problem, _solution.InnerBeta, isRobust, _solution.Sums, cancellation);

        // Errors are those of the limit; hazards are those of everybody in the columns as they are, those at infinity far out.
        var (part, report) = (_solution.Problem, inner);
        if (_columns.Length > _estimated.Length || _solution.Remainders is not null)
        {
            part = new CoxProblem(_problem.Rows, [.. _columns.Select(k => _problem.Columns[k])], options);
            report = CoxReport.Of(part, CoxIdentification.Part(_solution.Beta, _columns), false, null, cancellation);
        }

        var n = _kept.Length;
        var covariance = n == 0 ? [] : Cholesky.TryFactor(_solution.Information, n)?.Inverse() ?? new double[n * n];
        var robust = isRobust ? Sandwich(covariance, inner.ScoreProducts(_solution.InnerBeta, options.Clusters, _records.WeightKind), n) : null;
        var wald = Wald(robust ?? covariance);
        if (_solution.Remainders is { } remainders)
        {
            (covariance, robust) = (remainders.Covariance(covariance), robust is null ? null : remainders.Covariance(robust));
        }

        var used = robust ?? covariance;
        var coefficients = Coefficients(used);
        var identified = _solution.Status.Count(status => status != CoefficientStatus.Aliased);
        return new CoxFit
        {
            Model = new CoxModel(coefficients, options.Strata is { Labels.Length: > 1 } ? options.Strata.Labels : [], Baseline(part, report, used)),
            Aliased = Names(CoefficientStatus.Aliased),
            Covariance = Unscaled(covariance),
            RobustCovariance = robust is null ? null : Unscaled(robust),
            NullLogLikelihood = _solution.NullLogLikelihood,
            LogLikelihood = _solution.LogLikelihood,
            LikelihoodRatioTest = CoxTest.Of(2 * (_solution.LogLikelihood - _solution.NullLogLikelihood), identified),
            ScoreTest = CoxTest.Of(_solution.ScoreStatistic, identified),
            WaldTest = wald,
            Records = _records.Count,
            Events = _problem.Rows.Events,
            Convergence = Verdict(),
            ProportionalHazards = Drifts(inner),
        };
    }

    private ImmutableArray<string> Names(params ReadOnlySpan<CoefficientStatus> statuses)
    {
        var asked = statuses.ToArray();
        return [.. Enumerable.Range(0, _covariates.Count).Where(k => asked.Contains(_solution.Status[k])).Select(k => _covariates[k].Name)];
    }

    private Convergence Verdict()
    {
        var infinite = Names(CoefficientStatus.PlusInfinity, CoefficientStatus.MinusInfinity);
        var aliased = Names(CoefficientStatus.Aliased);
        var status = !_solution.IsConverged ? ConvergenceStatus.IterationLimit
            : !infinite.IsEmpty ? ConvergenceStatus.AtBoundary
            : !aliased.IsEmpty ? ConvergenceStatus.NotIdentified
            : ConvergenceStatus.Converged;
        return new Convergence(status, _solution.Iterations, _solution.GradientNorm)
        {
            Parameters = status == ConvergenceStatus.AtBoundary ? infinite : status == ConvergenceStatus.NotIdentified ? aliased : [],
        };
    }

    private static double[] Sandwich(double[] covariance, double[] products, int n)
    {
        var left = Product(covariance, products, n);
        var sandwich = Product(left, covariance, n);

        // The products in the two orders differ in the last digit.
        for (var a = 0; a < n; a++)
        {
            for (var b = a + 1; b < n; b++)
            {
                sandwich[(b * n) + a] = sandwich[(a * n) + b];
            }

            // Residuals that cancel leave a variance of 0, give or take their rounding.
            sandwich[(a * n) + a] = Math.Max(0, sandwich[(a * n) + a]);
        }

        return sandwich;
    }

    private static double[] Product(double[] a, double[] b, int n)
    {
        var product = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
            {
                for (var j = 0; j < n; j++)
                {
                    product[(i * n) + j] += a[(i * n) + k] * b[(k * n) + j];
                }
            }
        }

        return product;
    }

    private ImmutableArray<Coefficient> Coefficients(double[] covariance)
    {
        var coefficients = ImmutableArray.CreateBuilder<Coefficient>(_covariates.Count);
        for (var k = 0; k < _covariates.Count; k++)
        {
            var scale = _problem.Columns[k].InverseScale;
            var place = Array.IndexOf(_solution.Kept, k);
            double? error = _solution.Status[k] == CoefficientStatus.Estimated ? scale * Math.Sqrt(Math.Max(0, covariance[(place * _kept.Length) + place])) : null;
            coefficients.Add(new Coefficient(_covariates[k].Name, _solution.Beta[k] * scale, error, _solution.Status[k]));
        }

        return coefficients.MoveToImmutable();
    }

    private ParameterCovariance Unscaled(double[] covariance)
    {
        var values = CoxIdentification.Part(covariance, _kept.Length, _estimated);
        var n = _estimated.Length;
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                values[(a * n) + b] *= Scale(a) * Scale(b);
            }
        }

        return new ParameterCovariance([.. _estimated.Select(i => _covariates[_solution.Kept[i]].Name)], values);

        double Scale(int i) => _problem.Columns[_solution.Kept[_estimated[i]]].InverseScale;
    }

    // No choice of columns changes the test of all; so it is made where they are no near twins.
    private CoxTest Wald(double[] covariance)
    {
        var n = _estimated.Length;
        var isAll = n == _kept.Length;
        covariance = isAll ? covariance : _solution.Remainders?.Covariance(covariance) ?? covariance;
        if (n == 0 || Cholesky.TryFactor(CoxIdentification.Part(covariance, _kept.Length, _estimated), n) is not { } factor)
        {
            return CoxTest.Of(0, 0);
        }

        var beta = isAll ? _solution.InnerBeta : [.. _estimated.Select(i => _solution.Beta[_solution.Kept[i]])];
        var step = (double[])beta.Clone();
        factor.Solve(step);
        return CoxTest.Of(step.Zip(beta, (a, b) => a * b).Sum(), n);
    }

    private ProportionalHazardsTest Drifts(CoxReport report)
    {
        var tests = ImmutableArray.CreateBuilder<KeyValuePair<string, CoxTest>>();
        int[] kept = [.. Enumerable.Range(0, _kept.Length)];
        var own = _solution.Remainders is { } remainders ? report.Given(remainders) : report;
        foreach (var i in _estimated)
        {
            if (own.Drift([i], kept) is { } test)
            {
                tests.Add(new(_covariates[_solution.Kept[i]].Name, test));
            }
        }

        return new ProportionalHazardsTest(tests.ToImmutable(), (_estimated.Length == _kept.Length ? report : own).Drift(_estimated, kept) ?? CoxTest.Of(0, 0));
    }

    private CoxBaseline Baseline(CoxProblem part, CoxReport report, double[] covariance)
    {
        var last = new double[part.Layout.Strata];
        var time = _records.Time.Span;
        var weight = _records.Weight.Span;
        var strata = part.Rows.Strata.Span;
        for (var i = 0; i < time.Length; i++)
        {
            var s = strata.IsEmpty ? 0 : strata[i];
            last[s] = weight.IsEmpty || weight[i] > 0 ? Math.Max(last[s], time[i]) : last[s];
        }

        return new CoxBaseline
        {
            Times = part.Layout.Times,
            Starts = part.Layout.Starts,
            LastTimes = last,
            Hazards = report.Hazards,
            Variances = report.Variances,
            MeanHazards = report.MeanHazards,
            Columns = _columns,
            Centres = [.. part.Columns.Select(column => column.Centres)],
            InverseScales = [.. part.Columns.Select(column => column.InverseScale)],
            Kept = _kept,
            Covariance = covariance,
        };
    }
}
