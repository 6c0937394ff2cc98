namespace CrmKit.LifetimeValue.Tests.Uncertainty;

public sealed class PriorBeliefsTests
{
    private static readonly FitOptions Believing = new() { Beliefs = new PriorBeliefs() };

    [Fact]
    public void Fit_of_nobody_is_the_belief_itself()
    {
        var fit = new BgNbdEstimator().Fit(Array.Empty<PurchaseSummary>(), Believing);
        Assert.Equal(EstimateStatus.Prior, fit.Status);
        Assert.Equal(1, fit.PriorShare, 1e-9);
        var beliefs = new PriorBeliefs().For("bg-nbd");
        Assert.All(fit.Model.Parameters.Zip(beliefs), pair => Assert.Equal(pair.Second.Median, pair.First.Value, 1e-9 * pair.Second.Median));
        Assert.All(fit.Covariance!.StandardErrors.Zip(beliefs), pair => Assert.Equal(pair.Second.Median * pair.Second.LogStandardDeviation, pair.First, 1e-6 * pair.First));
        var spend = new GammaGammaEstimator().Fit([], [], Believing);
        Assert.Equal((EstimateStatus.Prior, ConvergenceStatus.Converged), (spend.Status, spend.Convergence.Status));
        Assert.Equal(50, spend.Model.PopulationSpend, 0.1);
        Assert.Throws<ArgumentException>(() => new BgNbdEstimator().Fit(Array.Empty<PurchaseSummary>()));
    }

    // One more customer never moves what is expected of a customer far, and what is believed weighs less and less.
    [Fact]
    public void Answers_move_smoothly_from_belief_to_data()
    {
        var summaries = Cdnow.Summaries().ToList();
        var someone = new PurchaseHistory(2, 20, 30);
        var (expected, share) = (new List<double>(), new List<double>());
        foreach (var n in Enumerable.Range(1, 60).Concat([80, 120, 200, 350, 500, 1000, 2357]))
        {
            var fit = new BgNbdEstimator().Fit(summaries.Take(n), Believing);
            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            expected.Add(fit.Model.ExpectedPurchases(someone, 39));
            share.Add(fit.PriorShare);
            if (expected.Count is > 1 and <= 60)
            {
                // The first dozens each weigh much; after ten of them nobody moves the answer by a third.
                Assert.InRange(expected[^1] / expected[^2], n <= 10 ? 0.4 : 0.66, n <= 10 ? 2.5 : 1.5);
            }
        }

        Assert.All(expected, value => Assert.True(double.IsFinite(value) && value > 0));
        Assert.True(share[0] > 0.6 && share[^1] < 0.2, $"{share[0]} {share[^1]}");
        Assert.Equal(EstimateStatus.Fitted, new BgNbdEstimator().Fit(summaries, Believing).Status);

        // All of the data outweigh the belief: within a tenth of the maximum of the likelihood.
        Assert.InRange(expected[^1] / Cdnow.Purchases.ExpectedPurchases(someone, 39), 0.9, 1.1);
    }

    [Fact]
    public void Bases_that_say_nothing_of_dropout_or_of_repeats_have_answers()
    {
        var day = new LocalDate(2024, 1, 1);
        var never = Enumerable.Range(0, 5).Select(i => PurchaseSummary.Begin($"c{i}", day, new Money(10, Currency.Eur)).ObservedTo(day.PlusDays(100)));
        var fit = new MbgNbdEstimator().Fit(never, Believing);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.InRange(fit.Model.ExpectedPurchases(new PurchaseHistory(0, 0, 100 / 7d), 52), 1e-3, 10);
        Assert.Equal(EstimateStatus.Prior, fit.Status);
    }

    [Fact]
    public void Beliefs_about_unknown_models_and_impossible_gaps_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PriorBeliefs().For("none"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PriorBeliefs { TypicalGapDays = 0 }.For("bg-nbd"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogNormalPrior("r", 1, 0));
    }
}
