namespace CrmKit.LifetimeValue.Tests;

public sealed class TimeVaryingAnchorTests
{
    // A peer reports -5752.93672 for gender, channel and high season in both processes. The likelihood rises further as the dropout of the high season vanishes.
    [ReferenceDataFact("apparel_transactions.csv")]
    public void Apparel_with_the_season_passes_the_known_maximum()
    {
        var data = Apparel.Changing();
        var fit = new TimeVaryingParetoNbdEstimator().Fit(data);
        Assert.Equal((600, 10), (fit.Fit.Customers, fit.Fit.FreeParameters));
        Assert.InRange(fit.Fit.LogLikelihood, -5752.93672, -5752.6);
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Fit.Convergence.Status);
        Assert.Equal(["dropout:high season"], fit.Fit.Convergence.Parameters.AsEnumerable());
        Assert.Equal(-5821.0626859, fit.WithSteadyCovariates!.Fit.LogLikelihood, 1e-6);
        Relative.Equal(fit.Fit.LogLikelihood, data.Members.Sum(fit.Model.LogLikelihood), 1e-11);
    }

    // Without the season in dropout there is an inner maximum.
    [ReferenceDataFact("apparel_transactions.csv")]
    public void Apparel_with_the_season_in_purchases_alone_converges()
    {
        var steady = new Dictionary<CovariatePath, CovariatePath>();
        var data = TimeVaryingTable.From(Apparel.Customers().Zip(Apparel.Changing().Members, (one, member) =>
        {
            if (!steady.TryGetValue(member.PurchaseCovariates, out var path))
            {
                steady[member.PurchaseCovariates] = path = CovariatePath.Constant(["gender", "channel"], [one.Gender, one.Channel]);
            }

            return new TimeVaryingCustomer(0, one.RepeatTimes, one.Age, member.PurchaseCovariates, path);
        }));
        var fit = new TimeVaryingParetoNbdEstimator().Fit(data);
        Assert.Equal(ConvergenceStatus.Converged, fit.Fit.Convergence.Status);
        var season = fit.Effects.Single(effect => string.Equals(effect.Covariate, "high season", StringComparison.Ordinal));
        Assert.InRange(season.Coefficient, 0.5, 1);
        Assert.InRange(season.PValue!.Value, 0, 1e-9);
        Assert.True(fit.Fit.LogLikelihood > fit.WithSteadyCovariates!.Fit.LogLikelihood + 40);
    }
}
