namespace CrmKit.Churn;

// The log partial likelihood of a problem.
internal sealed class CoxLikelihood
{
    private readonly CoxProblem _problem;
    private readonly CoxSums? _sums;
    private readonly ExactTies? _exact;

    public CoxLikelihood(CoxProblem problem)
    {
        _problem = problem;
        if (problem.Options.Ties == CoxTies.Exact)
        {
            _exact = new ExactTies(problem);
        }
        else
        {
            _sums = new CoxSums(problem);
        }
    }

    // The sums at the last coefficients evaluated; null for the discrete likelihood.
    public CoxSums? Sums => _sums;

    // At coefficients of zero risks are the weights, so that the sums over those who left are what the columns need of them.
    public CoxEvaluation Start(CancellationToken cancellation)
    {
        var n = _problem.Columns.Length;
        var events = new double[n];
        var trends = new double[n];
        void Begin()
        {
            Array.Clear(events);
            Array.Clear(trends);
        }

        void Visit(int j, ReadOnlySpan<double> atRisk, ReadOnlySpan<double> left, double shift)
        {
            for (var k = 0; k < n; k++)
            {
                events[k] += left[k + 1];
                trends[k] += left[k + 1] * _problem.Rows.Trend(j);
            }
        }

        (_sums ?? new CoxSums(_problem)).Visit(new double[n], Begin, Visit, cancellation);
        for (var k = 0; k < n; k++)
        {
            (_problem.Columns[k].EventSum, _problem.Columns[k].EventTrendSum) = (events[k], trends[k]);
        }

        return Evaluate(new double[n], cancellation);
    }

    public CoxEvaluation Evaluate(double[] beta, CancellationToken cancellation)
    {
        var n = beta.Length;
        var gradient = new double[n];
        var information = new double[n * n];
        var value = _exact is not null ? _exact.Evaluate(beta, gradient, information, cancellation) : Evaluate(beta, gradient, information, cancellation);
        for (var k = 0; k < n; k++)
        {
            gradient[k] += _problem.Columns[k].EventSum;
            value += beta[k] * _problem.Columns[k].EventSum;
        }

        RiskMoments.Mirror(information, n);
        return new CoxEvaluation(value, gradient, information);
    }

    private double Evaluate(double[] beta, double[] gradient, double[] information, CancellationToken cancellation)
    {
        double value = 0;
        void Begin()
        {
            value = 0;
            Array.Clear(gradient);
            Array.Clear(information);
        }

        void Visit(int j, ReadOnlySpan<double> atRisk, ReadOnlySpan<double> left, double shift)
        {
            var (tied, weight) = (_problem.Layout.Tied[j], _problem.Layout.Weights[j]);
            var steps = TieSteps.Of(atRisk[0], left[0], tied, weight, _problem.Options);
            value -= steps.LogSum + (weight * shift);
            RiskMoments.AddMeans(_problem.Shape, steps, atRisk, left, -1, gradient);
            RiskMoments.AddCovariances(_problem.Shape, steps, atRisk, left, 1, information);
        }

        _sums!.Visit(beta, Begin, Visit, cancellation);
        return value;
    }
}
