namespace CrmKit.LifetimeValue.Tests;

public sealed class TimeVaryingConsistencyTests
{
    private static readonly double[] Truth = [.9, 6, .8, 20, .4, .8, -.3, .3, .5, 0];
    private static readonly Lazy<(TimeVaryingTable Data, TimeVaryingFit Fit)> Fitted = new(() =>
    {
        var data = TimeVaryingSample.Draw(Truth, 250, 4);
        return (data, new TimeVaryingParetoNbdEstimator().Fit(data));
    });

    private static double[] Estimates => [.. Fitted.Value.Fit.Model.Parameters.Select(parameter => parameter.Value)];

    [Fact]
    public void Likelihood_is_that_of_the_definition()
    {
        var (data, fit) = Fitted.Value;
        var p = Estimates;
        foreach (var customer in data.Members.Take(60))
        {
            Relative.Equal(TimeVaryingOracle.LogLikelihood(customer, p), fit.Model.LogLikelihood(customer), 1e-9);
            Relative.Equal(TimeVaryingOracle.ProbabilityAlive(customer, p), fit.Model.ProbabilityAlive(customer), 1e-9);
            Relative.Equal(1, fit.Model.ProbabilityAlive(customer) + fit.Model.ProbabilityDead(customer), 1e-14);
        }

        Relative.Equal(data.Members.Sum(fit.Model.LogLikelihood), fit.Fit.LogLikelihood, 1e-11);
    }

    [Fact]
    public void Answers_ahead_are_those_of_the_definition()
    {
        var (data, fit) = Fitted.Value;
        var p = Estimates;
        foreach (var customer in data.Members.Take(8))
        {
            Relative.Equal(TimeVaryingOracle.ExpectedPurchases(customer, p, 30), fit.Model.ExpectedPurchases(customer, 30), 1e-9);
            Relative.Equal(TimeVaryingOracle.ExpectedPurchases(customer, p, 400, 0.1), fit.Model.DiscountedPurchases(customer, 0.1), 1e-9);
            Assert.Equal(0, fit.Model.ExpectedPurchases(customer, 0));
        }
    }

    [Fact]
    public void Standard_errors_are_those_of_the_curvature()
    {
        var (data, fit) = Fitted.Value;
        Assert.Equal(ConvergenceStatus.Converged, fit.Fit.Convergence.Status);
        double[] steps = [.. fit.Fit.StandardErrors.Select(error => 0.003 * error)];
        var members = data.Members;
        var errors = NumericInformation.StandardErrors(p => members.Sum(one => TimeVaryingOracle.LogLikelihood(one, p, 1)), Estimates, steps);
        for (var i = 0; i < errors.Length; i++)
        {
            Relative.Equal(errors[i], fit.Fit.StandardErrors[i], 2e-3);
        }
    }

    // Paths that never change are the model with steady covariates, in the fit and in every answer.
    [Fact]
    public void Paths_that_never_change_give_the_steady_model()
    {
        var drawn = TimeVaryingSample.Draw(Truth, 300, 9).Members;
        CovariatePath[] paths = [CovariatePath.Constant(["z"], [0]), CovariatePath.Constant(["z"], [1])];
        TimeVaryingCustomer[] customers =
            [.. drawn.Select((one, i) => new TimeVaryingCustomer(one.Arrival, one.RepeatTimes, one.Age, paths[i % 2], paths[i % 2]))];
        var fit = new TimeVaryingParetoNbdEstimator().Fit(TimeVaryingTable.From(customers));
        var steady = fit.WithSteadyCovariates!;
        Relative.Equal(steady.Fit.LogLikelihood, fit.Fit.LogLikelihood, 1e-12);
        for (var i = 0; i < 40; i++)
        {
            var (z, one) = (i % 2, customers[i]);
            var model = steady.Model.ModelFor([z], [z]);
            Relative.Equal(model.LogLikelihood(one.History), fit.Model.LogLikelihood(one), 1e-6);
            Relative.Equal(model.ProbabilityAlive(one.History), fit.Model.ProbabilityAlive(one), 1e-6);
            Relative.Equal(model.ExpectedPurchases(one.History, 39), fit.Model.ExpectedPurchases(one, 39), 1e-6);
            Relative.Equal(model.DiscountedPurchases(one.History, 0.01), fit.Model.DiscountedPurchases(one, 0.01), 1e-6);
        }
    }

    [Fact]
    public void Fit_never_ends_below_the_models_that_it_contains()
    {
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var fit = new TimeVaryingParetoNbdEstimator().Fit(TimeVaryingSample.Draw(Truth, 40, seed));
            Assert.True(fit.Fit.LogLikelihood >= fit.WithoutCovariates.LogLikelihood);
            Assert.True(fit.Fit.LogLikelihood >= fit.WithSteadyCovariates!.Fit.LogLikelihood);
            Assert.All(fit.Model.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value), parameter.Name));
        }
    }

    // Dropout does not depend on the level, and the season comes twice: named, and the rest is fitted.
    [Fact]
    public void Columns_that_follow_from_others_are_named()
    {
        var data = TimeVaryingSample.Draw(Truth, 200, 6);
        var renamed = new Dictionary<CovariatePath, CovariatePath>();
        var twice = TimeVaryingTable.From(data.Members.Select(one =>
        {
            if (!renamed.TryGetValue(one.PurchaseCovariates, out var path))
            {
                var rows = Enumerable.Range(0, TimeVaryingSample.Weeks).Select(week => (double[])[3 - TimeVaryingSample.Row(one.PurchaseCovariates, week)[1]]).ToArray();
                var again = CovariatePath.Steps(["again"], [.. Enumerable.Range(0, rows.Length).Select(week => (double)week)], rows);
                renamed[one.PurchaseCovariates] = path = one.PurchaseCovariates.Join(again);
            }

            return new TimeVaryingCustomer(one.Arrival, one.RepeatTimes, one.Age, path, one.DropoutCovariates);
        }));
        var fit = new TimeVaryingParetoNbdEstimator().Fit(twice);
        Assert.Equal(ConvergenceStatus.NotIdentified, fit.Fit.Convergence.Status);
        Assert.Equal(["purchase:season", "purchase:again"], fit.Fit.Convergence.Parameters.AsEnumerable());
        Relative.Equal(new TimeVaryingParetoNbdEstimator().Fit(data).Fit.LogLikelihood, fit.Fit.LogLikelihood, 1e-11);
    }
}
