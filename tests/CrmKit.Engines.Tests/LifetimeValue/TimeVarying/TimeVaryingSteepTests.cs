namespace CrmKit.LifetimeValue.Tests;

// Coefficients that run to their bounds, where rates are so steep that a panel per fall of the integrand would be millions of them.
public sealed class TimeVaryingSteepTests
{
    [Fact]
    public void Fit_of_two_customers_whose_covariates_hardly_differ_ends()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var fit = new TimeVaryingParetoNbdEstimator().Fit(Two(), cancellationToken: source.Token);
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Fit.Convergence.Status);
        Assert.True(fit.Fit.LogLikelihood >= fit.WithoutCovariates.LogLikelihood && fit.Fit.LogLikelihood >= fit.WithSteadyCovariates!.Fit.LogLikelihood);

        // The same covariates for ever are those of the steady model, whose likelihood is computed otherwise.
        Assert.Equal(fit.WithSteadyCovariates!.Fit.LogLikelihood, fit.Fit.LogLikelihood, 1e-9);
        Assert.Equal(fit.Fit.LogLikelihood, Two().Members.Sum(fit.Model.LogLikelihood), 1e-9);
        Assert.All(fit.Model.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value)));
        Assert.All(Two().Members, member => Assert.InRange(fit.Model.ProbabilityAlive(member), 0, 1));
    }

    [Fact]
    public void Fit_with_beliefs_of_two_customers_converges()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var fit = new TimeVaryingParetoNbdEstimator().Fit(Two(), new FitOptions { Beliefs = new PriorBeliefs() }, source.Token).Fit;
        Assert.Equal((ConvergenceStatus.Converged, EstimateStatus.Prior), (fit.Convergence.Status, fit.Status));
        Assert.NotNull(fit.Covariance);
    }

    [Fact]
    public void Cancellation_is_heard_within_an_evaluation()
    {
        // One evaluation is eight million panels: it is given up in its midst.
        var path = CovariatePath.Steps(["c"], [.. Enumerable.Range(0, 20_000).Select(i => i / 400d)], [.. Enumerable.Range(0, 20_000).Select(i => (double[])[i % 2])]);
        var data = TimeVaryingTable.From(Enumerable.Range(0, 400).Select(i => new TimeVaryingCustomer(0, i % 4 == 0 ? [0.5] : [], 50, path, path)));
        var waited = CancelledAfter(data);

        // A machine that others use too gets another try: an evaluation that is not given up takes longer every time.
        for (var tries = 1; tries < 4 && waited >= TimeSpan.FromSeconds(1); tries++)
        {
            waited = CancelledAfter(data);
        }

        Assert.True(waited < TimeSpan.FromSeconds(1), $"{waited}");
    }

    private static TimeSpan CancelledAfter(TimeVaryingTable data)
    {
        using var source = new CancellationTokenSource();
        var clock = new System.Diagnostics.Stopwatch();
        using var registration = source.Token.Register(clock.Start);
        source.CancelAfter(TimeSpan.FromSeconds(3));
        Assert.Throws<OperationCanceledException>(() => new TimeVaryingParetoNbdEstimator().Fit(data, cancellationToken: source.Token));
        return clock.Elapsed;
    }

    private static TimeVaryingTable Two() => TimeVaryingTable.From(
    [
        new(0, [0.20901879664050246], 20, Path(0.7716041220219825), Path(0.7716041220219825)),
        new(1, [], 21, Path(0.657518893786482), Path(0.657518893786482)),
    ]);

    private static CovariatePath Path(double value) => CovariatePath.Constant(["c"], [value]);
}
