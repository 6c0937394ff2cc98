namespace CrmKit.LifetimeValue.Tests;

public sealed class CustomerIntervalsTests
{
    private static readonly ImmutableArray<PurchaseSummary> Few = [.. Cdnow.Summaries().Take(60)];
    private static readonly PriorBeliefs Beliefs = new() { TypicalSpend = 25 };

    [Fact]
    public void Limits_hold_the_estimate_and_narrow_with_the_level()
    {
        var (wide, narrow) = (Intervals(.95), Intervals(.5));
        var regular = Few.MaxBy(summary => summary.RepeatPurchases);
        (Func<CustomerIntervals, ConfidenceLimits> Ask, double Largest)[] questions =
        [
            (all => all.ProbabilityAlive(regular), 1),
            (all => all.ProbabilityAlive(regular, 90), 1),
            (all => all.ExpectedPurchases(regular, 273), 100),
            (all => all.ProbabilityOfNone(regular, 273), 1),
            (all => all.ExpectedSpend(regular), 1000),
            (all => all.Value(regular, 273), 10_000),
            (all => all.LifetimeValue(regular, .15), 100_000),
        ];
        foreach (var (ask, largest) in questions)
        {
            var (outer, inner) = (ask(wide), ask(narrow));
            Assert.InRange(outer.Lower, 0, outer.Estimate);
            Assert.InRange(outer.Upper, outer.Estimate, largest);
            Assert.True(inner.Upper - inner.Lower < outer.Upper - outer.Lower);
        }
    }

    [Fact]
    public void Spend_of_the_delta_method_and_of_draws_agree_where_data_are_many()
    {
        var summaries = Cdnow.Summaries();
        var fit = new GammaGammaEstimator().Fit(summaries, new FitOptions { Beliefs = Beliefs });
        var drawn = PosteriorSampler.Run(fit, summaries, Beliefs, new SamplerOptions { Draws = 600 }).Limits(model => model.ExpectedSpend(3, 40));
        var delta = DeltaMethod.Limits(fit, model => model.ExpectedSpend(3, 40))!.Value;
        Assert.Equal(delta.Lower, drawn.Lower, .15 * (delta.Upper - delta.Lower));
        Assert.Equal(delta.Upper, drawn.Upper, .15 * (delta.Upper - delta.Lower));
    }

    [Fact]
    public void Opportunities_have_limits_too()
    {
        var table = OpportunityTable.From([new(0, 0, 6), new(2, 4, 6), new(6, 6, 6)], [30, 20, 10]);
        var fit = new BgBbEstimator().Fit(table, new FitOptions { Beliefs = Beliefs });
        var drawn = PosteriorSampler.Run(fit, table, Beliefs, new SamplerOptions { Draws = 400 }).Limits(model => model.ExpectedPurchases(new OpportunityHistory(2, 4, 6), 5));
        Assert.InRange(drawn.Estimate, drawn.Lower, drawn.Upper);
        Assert.NotNull(DeltaMethod.Limits(fit, model => model.ExpectedPurchases(new OpportunityHistory(2, 4, 6), 5)));
    }

    private static CustomerIntervals Intervals(double level)
    {
        var data = RecencyFrequencyTable.From(PurchaseSummaryCube.From(Few));
        var options = new FitOptions { Beliefs = Beliefs };
        var sampling = new SamplerOptions { Draws = 300 };
        var purchases = PosteriorSampler.Run(new MbgNbdEstimator().Fit(data, options), data, Beliefs, sampling);
        var spend = PosteriorSampler.Run(new GammaGammaEstimator().Fit(Few, options), Few, Beliefs, sampling);
        return new CustomerIntervals(purchases, spend, level);
    }
}
