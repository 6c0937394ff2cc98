namespace CrmKit.Churn.Tests;

public sealed class CoxReferenceTests
{
    private static readonly ReferenceTable Expected = ReferenceTable.Read("churn/cox.csv");
    private static readonly ReferenceTable Baselines = ReferenceTable.Read("churn/cox_baseline.csv");
    private static readonly ReferenceTable Predictions = ReferenceTable.Read("churn/cox_predict.csv");

    public static TheoryData<string> Cases => [.. CoxCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_of_a_reference_case_meets_every_row(string name)
    {
        var fit = CoxCase.Read(name).Fit();
        var isSeparated = fit.Convergence.Status == ConvergenceStatus.AtBoundary;
        var met = 0;
        foreach (var row in Expected.Rows.Where(row => Expected.Text(row, "case") == name && !Expected.Text(row, "quantity").StartsWith("concordance", StringComparison.Ordinal)))
        {
            met += Meets(fit, isSeparated, row) ? 1 : 0;
        }

        Assert.True(met > 8, $"{met} rows");
        Assert.True(fit.Convergence.GradientNorm < 1e-8);
    }

    // Far out in a separated column the order of all others hangs on how far; R stopped elsewhere.
    [Fact]
    public void Concordances_of_the_reference_cases_meet_every_row()
    {
        foreach (var rows in Expected.Rows.Where(row => Expected.Text(row, "quantity").StartsWith("concordance", StringComparison.Ordinal)).GroupBy(row => Expected.Text(row, "case")))
        {
            var data = CoxCase.Read(rows.Key);
            var found = data.Fit().Model.ConcordanceOn(data.Records, data.Covariates, data.Options.Strata);
            foreach (var row in rows)
            {
                var (quantity, expected) = (Expected.Text(row, "quantity"), Expected.Number(row, "value"));
                switch (quantity)
                {
                    case "concordance":
                        Relative.Equal(expected, found.Estimate!.Value, 1e-10);
                        break;
                    case "concordance_se":
                        Relative.Equal(expected, found.RecordStandardError!.Value, 1e-10);
                        break;
                    default:
                        Relative.Equal(expected, Count(found.Counts, Expected.Text(row, "name")), data.Records.IsWeighted ? 1e-10 : 0);
                        break;
                }
            }
        }
    }

    private static double Count(ConcordanceCounts counts, string name) => name switch
    {
        "concordant" => counts.Concordant,
        "discordant" => counts.Discordant,
        "tied.x" => counts.TiedScores,
        "tied.y" => counts.TiedTimes,
        _ => counts.TiedBoth,
    };

    [Fact]
    public void Baselines_of_the_reference_cases_meet_every_row()
    {
        foreach (var rows in Baselines.Rows.GroupBy(row => (Case: Baselines.Text(row, "case"), Stratum: Baselines.Text(row, "stratum"))))
        {
            var fit = CoxCase.Read(rows.Key.Case).Fit();
            var label = rows.Key.Stratum.Replace(";", ", ", StringComparison.Ordinal);
            var curve = fit.Model.Baseline(label == "all" ? 0 : fit.Model.Strata.IndexOf(label));
            Assert.Subset(rows.Select(row => Baselines.Number(row, "time")).ToHashSet(), curve.Times.ToHashSet());
            foreach (var row in rows)
            {
                var time = Baselines.Number(row, "time");
                Relative.Equal(Baselines.Number(row, "cumulative_hazard"), curve.CumulativeHazard(time), 1e-9);
                Relative.Equal(Baselines.Number(row, "survival"), Math.Exp(curve.LogSurvival(time)), 1e-9);
            }
        }
    }

    [Fact]
    public void Predictions_of_the_reference_cases_meet_every_row()
    {
        foreach (var rows in Predictions.Rows.GroupBy(row => (Case: Predictions.Text(row, "case"), Profile: Predictions.Text(row, "profile"))))
        {
            var data = CoxCase.Read(rows.Key.Case);
            var profile = data.Covariates.Select(column => rows.Key.Profile == "median" ? Median(column) : UpperQuartile(column)).ToArray();
            var curve = data.Fit().Model.Curve(profile);
            foreach (var row in rows)
            {
                var time = Predictions.Number(row, "time");
                var limits = curve.Survival(time);
                Relative.Equal(Predictions.Number(row, "cumulative_hazard"), curve.CumulativeHazard(time), 1e-8);
                Relative.Equal(Predictions.Number(row, "std_err_cumulative_hazard"), curve.StandardError(time), 1e-8);
                Relative.Equal(Predictions.Number(row, "survival"), limits.Estimate, 1e-8);
                Relative.Equal(Predictions.Number(row, "lower_log"), limits.Lower, 1e-8);
                Relative.Equal(Predictions.Number(row, "upper_log"), limits.Upper, 1e-8);
            }
        }
    }

    // Allison (2010), and the survival package's own vignette.
    [Fact]
    public void Arrests_after_release_give_the_published_coefficients()
    {
        var fit = CoxCase.Read("cox-rossi-efron").Fit();
        Assert.Equal(-0.379422, fit.Coefficient("fin").Estimate, 6);
        Assert.Equal(-0.057438, fit.Coefficient("age").Estimate, 6);
        Assert.Equal(-658.747659, fit.LogLikelihood, 6);
    }

    // Between the two middle values where the rows are even in number.
    private static double Median(CovariateColumn column)
    {
        var sorted = column.Values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    // The smallest value that at least three quarters of the rows do not exceed.
    private static double UpperQuartile(CovariateColumn column) => column.Values.Order().ElementAt((int)Math.Ceiling(0.75 * column.Values.Length) - 1);

    // False for a row that another test reads.
    private static bool Meets(CoxFit fit, bool isSeparated, string[] row)
    {
        var (quantity, name) = (Expected.Text(row, "quantity"), Expected.Text(row, "name"));
        double Value() => Expected.Number(row, "value");
        switch (quantity)
        {
            case "coef" or "limit_coef" when fit.Coefficients.Any(own => own.Name == name && own.Status != CoefficientStatus.Estimated):
                Assert.Equal(isSeparated ? CoefficientStatus.MinusInfinity : CoefficientStatus.Aliased, fit.Coefficient(name).Status);
                return true;
            case "coef" when isSeparated:
                return false;
            case "coef" or "limit_coef":
                var coefficient = fit.Coefficient(name);
                Assert.True(Math.Abs(coefficient.Estimate - Value()) <= 1e-9 * coefficient.StandardError, $"{name}: {coefficient.Estimate:R} is not {Value():R}");
                return true;
            case "se" when isSeparated || Expected.Text(row, "value").Length == 0:
                return false;
            case "se" or "limit_se":
                Relative.Equal(Value(), fit.Covariance.StandardErrors[fit.Covariance.Parameters.IndexOf(name)], 1e-10);
                return true;
            case "robust_se":
                Relative.Equal(Value(), fit.Coefficient(name).StandardError!.Value, 1e-10);
                return true;
            case "covariance" when !isSeparated:
                var pair = name.Split(':');
                var (a, b) = (fit.Covariance.Parameters.IndexOf(pair[0]), fit.Covariance.Parameters.IndexOf(pair[1]));
                var scale = fit.Covariance.StandardErrors[a] * fit.Covariance.StandardErrors[b];
                Assert.True(Math.Abs(fit.Covariance[a, b] - Value()) <= 1e-10 * scale, $"{name}: {fit.Covariance[a, b]:R} is not {Value():R}");
                return true;
            case "loglik" when isSeparated:
                return false;
            case "loglik" or "limit_loglik":
                Relative.Equal(Value(), fit.LogLikelihood, 1e-12);
                return true;
            case "loglik_null":
                Relative.Equal(Value(), fit.NullLogLikelihood, 1e-12);
                return true;
            case "events":
                Assert.Equal(Value(), fit.Events);
                return true;
            case "lr_test" when !isSeparated:
                Relative.Equal(Value(), fit.LikelihoodRatioTest.Statistic, 1e-9);
                return true;
            case "score_test":
                Relative.Equal(Value(), fit.ScoreTest.Statistic, 1e-9);
                return true;
            case "wald_test" when !isSeparated:
                Relative.Equal(Value(), fit.WaldTest.Statistic, 1e-9);
                return true;
            case "zph_identity_chisq" when !isSeparated:
                var test = name == "GLOBAL" ? fit.ProportionalHazards.Global : fit.ProportionalHazards.Coefficients.Single(own => own.Key == name).Value;
                Relative.Equal(Value(), test.Statistic, 1e-6);
                return true;
            default:
                return false;
        }
    }
}
