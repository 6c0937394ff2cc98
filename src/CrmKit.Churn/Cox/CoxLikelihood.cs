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
