using CrmKit.Numerics;

namespace CrmKit.Churn;

// Finds the maximum of a partial likelihood, or its supremum where some coefficients go to infinity.
//
// Along a direction d in which everyone who left has the greatest d'x of those at risk, the likelihood rises for ever, and in the limit only those at risk count whose d'x is that
// greatest. They make a problem of the same kind, whose strata are those of equal stratum and equal d'x, and whose maximum is the supremum of the first (compare Albert and Anderson 1984).
internal static class CoxSearch
{
    // How far out a coefficient at infinity is put at most, in scaled columns: beyond, the rounding of the log-risks would be larger than what is gained.
    private const double Farthest = 1e12;

    public static CoxSolution Solve(CoxProblem problem, int[] order, CancellationToken cancellation) => Solve(problem, order, order.Length, cancellation);

    // Of the columns at most so many are kept, those that come first in the order.
    private static CoxSolution Solve(CoxProblem problem, int[] order, int most, CancellationToken cancellation)
    {
        var likelihood = new CoxLikelihood(problem);
        var start = likelihood.Start(cancellation);
        var kept = CoxIdentification.Keep(start.Information, order.Length, problem.Layout.Weights.Sum(), order);
        kept = kept.Length <= most ? kept : [.. order.Where(kept.Contains).Take(most).Order()];
        return kept.Length < order.Length ? Part(problem, start, order, kept, cancellation) : Whole(problem, likelihood, start, order, cancellation);
    }

    private static CoxSolution Part(CoxProblem problem, CoxEvaluation start, int[] order, int[] kept, CancellationToken cancellation)
    {
        var n = order.Length;
        var part = new CoxProblem(problem.Rows, [.. kept.Select(k => problem.Columns[k])], problem.Options);
        var own = new CoxEvaluation(start.LogLikelihood, CoxIdentification.Part(start.Gradient, kept), CoxIdentification.Part(start.Information, n, kept));
        int[] places = [.. order.Where(kept.Contains).Select(k => Array.IndexOf(kept, k))];
        return Spread(Whole(part, new CoxLikelihood(part), own, places, cancellation), kept, n);
    }

    // Near twins are climbed in columns that stand for them, unless these show that the twins are the same.
    private static CoxSolution Whole(CoxProblem problem, CoxLikelihood likelihood, CoxEvaluation start, int[] order, CancellationToken cancellation)
    {
        var (inner, innerLikelihood, innerStart) = (problem, likelihood, start);
        var remainders = ColumnRemainders.Of(start.Information, order);
        if (remainders is not null)
        {
            inner = problem.Replaced(remainders);
            innerLikelihood = new CoxLikelihood(inner);
            innerStart = innerLikelihood.Start(cancellation);
            var kept = CoxIdentification.Keep(start.Information, innerStart.Information, remainders, order);
            if (kept.Length < order.Length)
            {
                return Part(problem, start, order, kept, cancellation);
            }
        }

        var newton = new CoxNewton(problem, start.Gradient, inner, innerLikelihood, innerStart, cancellation);
        newton.Run();
        return newton.Endless is null ? Inner(inner, newton, innerLikelihood, innerStart, remainders) : AtInfinity(problem, likelihood, newton, innerStart, cancellation);
    }

    private static CoxSolution Inner(CoxProblem problem, CoxNewton newton, CoxLikelihood likelihood, CoxEvaluation start, ColumnRemainders? remainders)
    {
        var n = newton.Beta.Length;
        return new CoxSolution
        {
            Beta = remainders?.Coefficients(newton.Beta) ?? newton.Beta,
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
            Remainders = remainders,
            InnerBeta = newton.Beta,
            Sums = likelihood.Sums,
        };
    }

    private static CoxSolution AtInfinity(CoxProblem problem, CoxLikelihood likelihood, CoxNewton newton, CoxEvaluation start, CancellationToken cancellation)
    {
        var direction = newton.Endless!;
        var limit = CoxRecession.Limit(problem, direction);

        // Columns that the direction leaves alone keep their coefficients; one of the others is left out, since what is left of the rows has one value along the direction.
        int[] order = [.. Enumerable.Range(0, direction.Length).OrderBy(k => direction[k] == 0 ? 0 : 1)];
        var inner = Solve(limit, order, order.Length - 1, cancellation);
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
        var (best, height) = (limit.Beta, double.NegativeInfinity);
        for (var length = 8.0; length < Farthest && height < limit.LogLikelihood - (1e-9 * (1 + Math.Abs(limit.LogLikelihood))); length *= 2)
        {
            var beta = new double[direction.Length];
            for (var k = 0; k < beta.Length; k++)
            {
                beta[k] = limit.Beta[k] + (length * direction[k]);
            }

            var reached = likelihood.Evaluate(beta, cancellation).LogLikelihood;
            (best, height) = reached > height ? (beta, reached) : (best, height);
        }

        return best;
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
