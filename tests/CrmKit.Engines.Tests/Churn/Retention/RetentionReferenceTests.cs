namespace CrmKit.Churn.Tests;

public class RetentionReferenceTests
{
    public static TheoryData<string, string> Fits()
    {
        var data = new TheoryData<string, string>();
        var table = ReferenceTable.Read("churn/retention_fit.csv");
        foreach (var row in table.Rows)
        {
            data.Add(table.Text(row, "case"), table.Text(row, "model"));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Fits))]
    public void Fit_of_reference_cohorts_agrees(string name, string model)
    {
        var table = ReferenceTable.Read("churn/retention_fit.csv");
        var row = table.Rows.Single(row => table.Text(row, "case") == name && table.Text(row, "model") == model);
        var fit = Estimator(model).Fit(Cohorts(name));

        Relative.Equal(table.Number(row, "log_likelihood"), fit.LogLikelihood, 1e-11);
        switch (table.Text(row, "status"))
        {
            case "interior":
                Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
                var parameters = fit.Model.Parameters;
                for (var i = 0; i < parameters.Length; i++)
                {
                    Relative.Equal(table.Number(row, parameters[i].Name), parameters[i].Value, 1e-9);
                    Relative.Equal(table.Number(row, "se_" + parameters[i].Name), fit.Covariance!.StandardErrors[i], 1e-9);
                }

                break;
            case "at_infinity":
                Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
                Relative.Equal(table.Number(row, "c"), Assert.IsType<DiscreteWeibullModel>(fit.Model).C, 1e-6);
                break;
            default:
                Assert.Equal(ConvergenceStatus.NotIdentified, fit.Convergence.Status);
                break;
        }
    }

    [Fact]
    public void Curve_agrees_with_its_reference()
    {
        var table = ReferenceTable.Read("churn/retention_curve.csv");
        foreach (var row in table.Rows)
        {
            var model = Model(table.Text(row, "model"), table.Number(row, "alpha"), table.Number(row, "beta"), table.Number(row, "c"));
            var t = table.Count(row, "t");
            Relative.Equal(table.Number(row, "survival"), model.Survival(t), 1e-12);
            Relative.Equal(table.Number(row, "retention"), model.Retention(t), 1e-12);
            Relative.Equal(table.Number(row, "probability_of_churn_at_t"), model.ChurnProbability(t), 1e-12);
        }
    }

    [Fact]
    public void Curve_at_far_parameters_and_times_agrees_with_its_reference()
    {
        var table = ReferenceTable.Read("churn/retention_extreme.csv");
        foreach (var row in table.Rows)
        {
            var model = new BetaDiscreteWeibullModel(table.Number(row, "alpha"), table.Number(row, "beta"), table.Number(row, "c"));
            var t = table.Count(row, "t");
            Relative.Equal(table.Number(row, "log_survival"), model.LogSurvival(t), 1e-12);
            Relative.Equal(table.Number(row, "log_probability_of_churn_at_t"), model.LogChurnProbability(t), 1e-12);
            Relative.Equal(table.Number(row, "hazard"), model.Hazard(t), 1e-12);
        }
    }

    [Fact]
    public void Expected_lifetime_agrees_with_its_reference_or_is_infinite()
    {
        var table = ReferenceTable.Read("churn/retention_residual.csv");
        foreach (var row in table.Rows)
        {
            var model = Model(table.Text(row, "model"), table.Number(row, "alpha"), table.Number(row, "beta"), table.Number(row, "c"));
            var (n, discount) = (table.Count(row, "renewals_plus_one"), table.Number(row, "discount_rate"));
            var lifetime = n == 0 ? model.ExpectedLifetime(discount) : model.ResidualLifetime(n, discount);
            if (table.Text(row, "expected_discounted_lifetime") == "inf")
            {
                Assert.Equal(LifetimeStatus.Infinite, lifetime.Status);
            }
            else
            {
                Relative.Equal(table.Number(row, "expected_discounted_lifetime"), lifetime.Time, 1e-11);
            }
        }
    }

    [Fact]
    public void Shifted_beta_geometric_curve_agrees_with_its_reference()
    {
        var table = ReferenceTable.Read("sbg.csv");
        foreach (var row in table.Rows)
        {
            var model = new ShiftedBetaGeometricModel(table.Number(row, "a"), table.Number(row, "b"));
            var t = table.Count(row, "t");
            Relative.Equal(table.Number(row, "survival"), model.Survival(t), 1e-12);
            Relative.Equal(table.Number(row, "retention"), model.Retention(t), 1e-12);
            Relative.Equal(table.Number(row, "log_churn_probability"), model.LogChurnProbability(t), 1e-12);
        }
    }

    // Fader and Hardie (2007), table 2; Fader, Hardie, Liu, Davin and Steenburgh (2018), section 4: the Regular cohort over seven renewals.
    [Fact]
    public void Regular_cohort_gives_the_published_estimates()
    {
        var cohort = Cohorts("regular-7");
        var shifted = new ShiftedBetaGeometricEstimator().Fit(cohort);
        var powered = new BetaDiscreteWeibullEstimator().Fit(cohort);

        Assert.Equal([0.70408, 1.18204], shifted.Model.Parameters.Select(parameter => Math.Round(parameter.Value, 5)));
        Assert.Equal(-1680.26519, shifted.LogLikelihood, 5);
        Assert.Equal([0.4556140, 0.7793255, 1.2834513], powered.Model.Parameters.Select(parameter => Math.Round(parameter.Value, 7)));
        Assert.Equal(-1679.60283, powered.LogLikelihood, 5);
    }

    internal static RetentionCounts Cohorts(string name)
    {
        var table = ReferenceTable.Read("churn/retention_data.csv");
        return RetentionCounts.OfCohorts(table.Rows
            .Where(row => table.Text(row, "case") == name)
            .GroupBy(row => table.Text(row, "cohort"), StringComparer.Ordinal)
            .Select(cohort => cohort.OrderBy(row => table.Count(row, "period")).Select(row => table.Number(row, "active")).ToArray()));
    }

    private static RetentionEstimator Estimator(string model) => model == "sbg" ? new ShiftedBetaGeometricEstimator() : new BetaDiscreteWeibullEstimator();

    private static RetentionModel Model(string name, double alpha, double beta, double c) =>
        name == "sbg" ? new ShiftedBetaGeometricModel(alpha, beta) : new BetaDiscreteWeibullModel(alpha, beta, c);
}
