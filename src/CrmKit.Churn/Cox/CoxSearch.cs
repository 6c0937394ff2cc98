using CrmKit.Numerics;

namespace CrmKit.Churn;

// Finds the maximum of a partial likelihood, or its supremum where some coefficients go to infinity.
//
// Along a direction d in which everyone who left has the greatest d'x of those at risk, the likelihood rises for ever, and in the limit only those at risk count whose d'x is that
// greatest. They make a problem of the same kind, whose strata are those of equal stratum and equal d'x, and whose maximum is the supremum of the first (compare Albert and Anderson 1984).
internal static class CoxSearch
{
    public static CoxSolution Solve(CoxProblem problem, ReadOnlySpan<int> order, CancellationToken cancellation)
    {
        var n = problem.Columns.Length;
        var likelihood = new CoxLikelihood(problem);
        var start = likelihood.Start(cancellation);
        var kept = CoxIdentification.Keep(start.Information, n, problem.Layout.Weights.Sum(), order);
        var part = problem;
        if (kept.Length < n)
        {
            part = new CoxProblem(problem.Rows, [.. kept.Select(k => problem.Columns[k])], problem.Options);
            likelihood = new CoxLikelihood(part);
            start = new CoxEvaluation(start.LogLikelihood, CoxIdentification.Part(start.Gradient, kept), CoxIdentification.Part(start.Information, n, kept));
        }

        var newton = new CoxNewton(part, likelihood, start, cancellation);
        newton.Run();
        var solution = newton.Endless is null ? Inner(part, newton, likelihood, start) : AtInfinity(part, likelihood, newton, start, cancellation);
        return kept.Length < n ? Spread(solution, kept, n) : solution;
    }

    private static CoxSolution Inner(CoxProblem problem, CoxNewton newton, CoxLikelihood likelihood, CoxEvaluation start)
    {
        var n = newton.Beta.Length;
        return new CoxSolution
        {
            Beta = newton.Beta,
            Status = [.. Enumerable.Repeat(CoefficientStatus.Estimated, n)],
            Kept = [.. Enumerable.Range(0, n)],
            Information = newton.Current.Information,
            LogLikelihood = newton.Current.LogLikelihood,
            NullLogLikelihood = start.LogLikelihood,
            ScoreStatistic = Quadratic(start),
            Iterations = newton.Iterations,
            GradientNorm = newton.GradientNorm,
            IsConverged = newton.IsConverged,
            Problem = problem,
            InnerBeta = newton.Beta,
            Sums = likelihood.Sums,
        };
    }

    private static CoxSolution AtInfinity(CoxProblem problem, CoxLikelihood likelihood, CoxNewton newton, CoxEvaluation start, CancellationToken cancellation)
    {
        var direction = newton.Endless!;
        var limit = CoxRecession.Limit(problem, direction);

        // Columns that the direction leaves alone keep their coefficients; one of the others is left out.
        int[] order = [.. Enumerable.Range(0, direction.Length).OrderBy(k => direction[k] == 0 ? 0 : 1)];
        var inner = Solve(limit, order, cancellation);
        var status = (CoefficientStatus[])inner.Status.Clone();
        for (var k = 0; k < direction.Length; k++)
        {
            status[k] = direction[k] > 0 ? CoefficientStatus.PlusInfinity : direction[k] < 0 ? CoefficientStatus.MinusInfinity : status[k];
        }

        return inner with
        {
            Beta = FarOut(likelihood, inner, direction, cancellation),
            Status = status,
            NullLogLikelihood = start.LogLikelihood,
            ScoreStatistic = Quadratic(start),
            Iterations = newton.Iterations + inner.Iterations,
        };
    }

    // So far along the direction that the likelihood is its supremum but for the last digits.
    private static double[] FarOut(CoxLikelihood likelihood, CoxSolution limit, double[] direction, CancellationToken cancellation)
    {
        var beta = (double[])limit.Beta.Clone();
        for (var length = 8.0; length < 1e6; length *= 2)
        {
            for (var k = 0; k < beta.Length; k++)
            {
                beta[k] = limit.Beta[k] + (length * direction[k]);
            }

            if (likelihood.Evaluate(beta, cancellation).LogLikelihood >= limit.LogLikelihood - (1e-9 * (1 + Math.Abs(limit.LogLikelihood))))
            {
                break;
            }
        }

        return beta;
    }

    private static CoxSolution Spread(CoxSolution solution, int[] kept, int n)
    {
        var beta = new double[n];
        var status = new CoefficientStatus[n];
        Array.Fill(status, CoefficientStatus.Aliased);
        for (var i = 0; i < kept.Length; i++)
        {
            (beta[kept[i]], status[kept[i]]) = (solution.Beta[i], solution.Status[i]);
        }

        return solution with { Beta = beta, Status = status, Kept = [.. solution.Kept.Select(i => kept[i])] };
    }

    // The score statistic g' I^-1 g.
    private static double Quadratic(CoxEvaluation start)
    {
        var n = start.Gradient.Length;
        if (n == 0 || Cholesky.TryFactor(start.Information, n) is not { } factor)
        {
            return 0;
        }

        var step = (double[])start.Gradient.Clone();
        factor.Solve(step);
        double sum = 0;
        for (var k = 0; k < n; k++)
        {
            sum += step[k] * start.Gradient[k];
        }

        return sum;
    }
}
