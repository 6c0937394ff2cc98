namespace CrmKit.Churn;

// Fits a regression of success and failure: scales the columns, leaves out those that follow from others, climbs, and takes the limit where there is no maximum.
internal sealed class BinaryRegression(BinaryRows rows, HazardLink link, double ridge, RidgeUnit unit, bool isRobust, int maxIterations, int maxThreads)
{
    public BinarySolution Solve(Func<ColumnScale, double[]?>? guess, CancellationToken cancellationToken)
    {
        var survey = ColumnSurvey.Of(rows, null, maxThreads);
        if (!(survey.Total > 0))
        {
            return Nothing();
        }

        var scale = survey.Scale(ridge > 0, null);
        var nullLikelihood = NullLikelihood(survey);
        if (ridge > 0 && (survey.Successes == 0 || survey.Failures == 0))
        {
            return OneOutcome(survey, scale);
        }

        var newton = new BinaryNewton(rows, scale, link, Penalties(scale, ridge, unit), null, maxThreads);
        var optimum = newton.Search(guess?.Invoke(scale) ?? Start(survey, scale, link), maxIterations, 0, ridge == 0, cancellationToken);
        if (optimum.End == BinaryEnd.Diverging)
        {
            var cone = new RecessionCone(rows, scale, null, maxThreads);
            cone.Find(cancellationToken);
            if (cone.Direction is not null)
            {
                return new SeparatedRegression(rows, scale, cone, link, isRobust, maxIterations, maxThreads).Solve(nullLikelihood, cancellationToken);
            }

            optimum = newton.Search(optimum.Beta, maxIterations, 0, mayDiverge: false, cancellationToken);
        }

        return Interior(scale, optimum, nullLikelihood);
    }

    // The intercept that gives the overall rate, and no effect.
    public static double[] Start(ColumnSurvey survey, ColumnScale scale, HazardLink link)
    {
        var start = new double[scale.Count];
        var share = 0.5 * Math.Min(1, survey.Total) / Math.Max(1, survey.Total);
        start[0] = LinkTerms.Inverse(Math.Clamp(survey.Successes / survey.Total, Math.Min(0.5, share), Math.Max(0.5, 1 - share)), link);
        return start;
    }

    // The ridge on each scaled coefficient; the intercept is free.
    public static double[] Penalties(ColumnScale scale, double ridge, RidgeUnit unit) =>
        [0, .. scale.Factor.Select(factor => unit == RidgeUnit.StandardDeviation ? ridge : ridge * factor * factor)];

    public static double NullLikelihood(ColumnSurvey survey)
    {
        static double Term(double count, double total) => count > 0 ? count * Math.Log(count / total) : 0;
        return Term(survey.Successes, survey.Total) + Term(survey.Failures, survey.Total);
    }

    private BinarySolution Interior(ColumnScale scale, BinaryOptimum optimum, double nullLikelihood)
    {
        var covariance = BinaryCovariance.Of(rows, scale, link, optimum, Penalties(scale, ridge, unit), null, isRobust, maxThreads);
        var table = new CoefficientTable(rows.Names, scale, optimum.Beta, covariance);
        var status = optimum.End == BinaryEnd.Maximum ? ConvergenceStatus.Converged : ConvergenceStatus.IterationLimit;
        return new BinarySolution(
            table.Raw(), table.Standardised(), table.Covariance(), optimum.Sums.LogLikelihood, nullLikelihood, new Convergence(status, optimum.Iterations, optimum.Steepest));
    }

    // No record counts: nothing can be said, and even odds without effects are said to be that.
    private BinarySolution Nothing()
    {
        ImmutableArray<Coefficient> none = [.. rows.Names.Prepend(CoefficientTable.Intercept).Select(name => new Coefficient(name, 0, null, CoefficientStatus.NotIdentified))];
        var convergence = new Convergence(ConvergenceStatus.NotIdentified, 0, 0) { Parameters = [.. none.Select(coefficient => coefficient.Name)] };
        return new BinarySolution(none, none, null, 0, 0, convergence);
    }

    // With a penalty and one outcome only, the intercept alone explains everything in the limit, and the penalty holds the others at 0.
    private BinarySolution OneOutcome(ColumnSurvey survey, ColumnScale scale)
    {
        var beta = new double[scale.Count];
        beta[0] = survey.Failures == 0 ? SeparatedRegression.FarOut : -SeparatedRegression.FarOut;
        if (link != HazardLink.Logit)
        {
            beta[0] = survey.Failures == 0 ? Math.Log(SeparatedRegression.FarOut) : beta[0];
        }

        var penalties = Penalties(scale, ridge, unit);
        var covariance = new double[scale.Count * scale.Count];
        for (var k = 1; k < scale.Count; k++)
        {
            covariance[(k * scale.Count) + k] = 1 / penalties[k];
        }

        var status = survey.Failures == 0 ? CoefficientStatus.PlusInfinity : CoefficientStatus.MinusInfinity;
        var table = new CoefficientTable(rows.Names, scale, beta, covariance) { InterceptStatus = status };
        var convergence = new Convergence(ConvergenceStatus.AtBoundary, 0, 0) { Parameters = [CoefficientTable.Intercept] };
        return new BinarySolution(table.Raw(), table.Standardised(), table.Covariance(), 0, 0, convergence);
    }
}
