namespace CrmKit.LifetimeValue.Tests.Uncertainty;

// Data that leave the beliefs far behind, or say nothing: with beliefs every fit comes to an inner maximum with a covariance.
public sealed class BelievedFitEdgeTests
{
    private static readonly FitOptions Believing = new() { Beliefs = new PriorBeliefs() };
    private static readonly IPurchaseEstimator[] Estimators = [new NbdEstimator(), new BgNbdEstimator(), new MbgNbdEstimator(), new ParetoNbdEstimator(), new BgCnbdEstimator(2)];

    [Fact]
    public void Fit_of_eighty_million_customers_is_never_prior()
    {
        var data = RecencyFrequencyTable.FromCounted([0, 1, 2, 0], [0, 3, 5, 0], [10, 10, 8, 7], [20_000_000, 20_000_000, 20_000_000, 20_000_000], [0, 1, 2, 0]);
        var equal = RecencyFrequencyTable.FromCounted([0], [0], [10], [80_000_000], [0]);
        Assert.All(Estimators, estimator => Assert.Equal((ConvergenceStatus.Converged, EstimateStatus.Fitted), Inner(estimator.Fit(data, Believing))));
        Assert.All(Estimators, estimator => Assert.Equal((ConvergenceStatus.Converged, EstimateStatus.Pooled), Inner(estimator.Fit(equal, Believing))));
        Assert.NotEqual(EstimateStatus.Prior, new GammaGompertzNbdEstimator().Fit(equal, Believing).Status);
        Assert.NotEqual(EstimateStatus.Prior, new BgBbEstimator().Fit(OpportunityTable.From([new(1, 2, 3), new(0, 0, 3)], [80_000_000, 80_000_000]), Believing).Status);
        Assert.Equal(
            (ConvergenceStatus.Converged, EstimateStatus.Fitted), Inner(new GammaGammaEstimator().FitCounted([2, 3, 4], [10, 20, 30], [80_000_000, 80_000_000, 80_000_000], Believing)));
    }

    [Theory]
    [InlineData(1e12)]
    [InlineData(1e100)]
    [InlineData(1e-100)]
    public void Fit_of_a_spend_far_from_what_was_believed_converges(double spend)
    {
        var fit = new GammaGammaEstimator().Fit([2], [spend], Believing);
        Assert.Equal(ConvergenceStatus.Converged, Inner(fit).Status);
        Assert.InRange(fit.PriorShare, 0.6, 0.99);
    }

    [Fact]
    public void Fit_of_purchases_that_all_fell_at_once_converges()
    {
        var data = RecencyFrequencyTable.From([.. Enumerable.Repeat(new PurchaseHistory(2, 0, 10) { SumLogGaps = -10 }, 20)]);
        Assert.All(Estimators, estimator => Assert.Equal((ConvergenceStatus.Converged, EstimateStatus.Pooled), Inner(estimator.Fit(data, Believing))));
    }

    [Fact]
    public void Fit_of_ages_far_from_the_typical_gap_converges_and_can_be_drawn_from()
    {
        var data = RecencyFrequencyTable.From([new(2, 1e10, 2.5e10), new(0, 0, 2.5e10), new PurchaseHistory(5, 1e10, 2.5e10)]);
        Assert.All([.. Estimators.Take(4), new GammaGompertzNbdEstimator()], estimator => Assert.Equal(ConvergenceStatus.Converged, Inner(estimator.Fit(data, Believing)).Status));
        var fit = new BgNbdEstimator().Fit(data, Believing);
        var draws = PosteriorSampler.Run(fit, data, Believing.Beliefs!, new SamplerOptions { Draws = 50, BurnIn = 100, Thinning = 2 });
        Assert.InRange(draws.AcceptanceRate!.Value, 0.05, 0.95);
    }

    [Fact]
    public void Regularity_with_beliefs_is_that_of_the_highest_posterior()
    {
        var priors = new PriorBeliefs().For("bg-cnbd-k");
        var differing = 0;
        foreach (var seed in new ulong[] { 47, 61, 74, 115, 118, 122 })
        {
            var random = new CrmKit.Numerics.SeededRandom(seed);
            var truth = new BgCnbdModel(1 + (int)(seed % 2), .7, 9, .7, 2.8);
            var data = RecencyFrequencyTable.From([.. Enumerable.Range(0, 6).Select(_ => PurchaseHistory.Of(truth.Draw(random, 40), 40))]);
            var each = Enumerable.Range(1, BetaGeometricModel.GreatestK).Select(k => new BgCnbdEstimator(k).Fit(data, Believing)).ToList();
            Assert.Equal(each.MaxBy(Posterior)!.Model, new BgCnbdEstimator().Fit(data, Believing).Model);
            differing += each.MaxBy(Posterior)!.Model.K != each.MaxBy(fit => fit.LogLikelihood)!.Model.K ? 1 : 0;
        }

        Assert.True(differing >= 4, $"{differing}");

        double Posterior(ModelFit<BgCnbdModel> fit) => fit.LogLikelihood - priors.Sum(prior =>
        {
            var z = Math.Log(fit.Model.Parameters.First(parameter => parameter.Name == prior.Parameter).Value / prior.Median) / prior.LogStandardDeviation;
            return z * z / 2;
        });
    }

    private static (ConvergenceStatus Status, EstimateStatus Rests) Inner(IModelFit<IFittedModel> fit)
    {
        Assert.NotNull(fit.Covariance);
        Assert.All(fit.Covariance.StandardErrors, error => Assert.True(double.IsFinite(error) && error > 0));
        Assert.True(double.IsFinite(fit.LogLikelihood));
        return (fit.Convergence.Status, fit.Status);
    }
}
