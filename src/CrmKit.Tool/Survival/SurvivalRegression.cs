using System.Diagnostics;
using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>The regressions of <c>crmkit survive</c>, each told in one shape.</summary>
internal static class SurvivalRegression
{
    public static RegressionOutput Cox(DurationFile file, CoxTies ties, TiedWeights tied, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var fit = new CoxEstimator().Fit(file.Records, file.Covariates, new CoxOptions { Ties = ties, TiedWeights = tied, Strata = file.Strata }, cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;
        var scores = new double[file.Records.Count];
        fit.Model.LinearPredictors(file.Covariates, scores);
        return new RegressionOutput(
            "cox",
            Coefficients(fit.Coefficients),
            Scale: null,
            fit.LogLikelihood,
            Concordance(file, scores, cancellationToken),
            fit.Convergence.Status.ToString(),
            seconds)
        {
            NullLogLikelihood = fit.NullLogLikelihood,
            Records = fit.Records,
            Events = fit.Events,
            Aliased = fit.Aliased,
            Iterations = fit.Convergence.Iterations,
            GradientNorm = fit.Convergence.GradientNorm,
            Verdict = fit.Convergence.ToString(),
            ProportionalHazardsPValue = fit.ProportionalHazards.Global.PValue,
        };
    }

    public static RegressionOutput AcceleratedFailure(AftFamily family, DurationFile file, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var fit = new AftEstimator(family).Fit(file.Records, file.Covariates, cancellationToken: cancellationToken);
        var seconds = watch.Elapsed.TotalSeconds;

        // Who is expected to stay longer leaves later: the smaller location is the higher risk.
        var scores = new double[file.Records.Count];
        fit.Model.LinearPredictors(file.Covariates, scores);
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = -scores[i];
        }

        return new RegressionOutput(
            family.ToString().ToLowerInvariant(),
            Coefficients(fit.Coefficients),
            fit.Model.Scale,
            fit.LogLikelihood,
            Concordance(file, scores, cancellationToken),
            fit.Convergence.Status.ToString(),
            seconds)
        {
            LogScaleStandardError = fit.LogScaleStandardError,
            Records = fit.Records,
            Events = fit.Events,
            ZeroTenuresLeftOut = fit.ZeroTenures,
            Aliased = [.. fit.Coefficients.Where(coefficient => coefficient.Status == CoefficientStatus.Aliased).Select(coefficient => coefficient.Name)],
            Iterations = fit.Convergence.Iterations,
            GradientNorm = fit.Convergence.GradientNorm,
            Verdict = fit.Convergence.ToString(),
        };
    }

    private static double? Concordance(DurationFile file, double[] scores, CancellationToken cancellationToken) =>
        CrmKit.Churn.Concordance.Of(file.Records, scores, file.Strata, cancellationToken: cancellationToken).Estimate;

    private static OrderedDictionary<string, CoefficientOutput> Coefficients(IEnumerable<Coefficient> coefficients) =>
        new(coefficients.Select(one => KeyValuePair.Create(one.Name, CoefficientOutput.From(one))), StringComparer.Ordinal);
}
