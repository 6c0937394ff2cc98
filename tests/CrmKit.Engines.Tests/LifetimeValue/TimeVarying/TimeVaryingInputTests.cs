namespace CrmKit.LifetimeValue.Tests;

public sealed class TimeVaryingInputTests
{
    private static readonly CovariatePath Season = CovariatePath.Steps(["season"], [0, 1, 2, 3], [[0d], [1d], [1d], [0d]]);

    [Fact]
    public void Paths_are_checked()
    {
        Assert.Throws<ArgumentException>(() => CovariatePath.Constant(["a", "a"], [1, 2]));
        Assert.Throws<ArgumentException>(() => CovariatePath.Constant(["a"], [double.NaN]));
        Assert.Throws<ArgumentException>(() => CovariatePath.Steps(["a"], [0, 0], [[1d], [2d]]));
        Assert.Throws<ArgumentException>(() => CovariatePath.Steps(["a"], [], []));
        Assert.Throws<ArgumentException>(() => CovariatePath.Steps(["a"], [0], [[1d, 2d]]));
        Assert.Throws<ArgumentException>(() => Season.Join(Season));
        Assert.Equal(["season", "z"], Season.Join(CovariatePath.Constant(["z"], [4])).Names.AsEnumerable());
    }

    [Fact]
    public void Customers_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new TimeVaryingCustomer(0, [2, 1], 3, Season, Season));
        Assert.Throws<ArgumentException>(() => new TimeVaryingCustomer(0, [4], 3, Season, Season));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeVaryingCustomer(0, [], -1, Season, Season));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeVaryingCustomer(double.NaN, [], 1, Season, Season));
        var other = CovariatePath.Constant(["other"], [1]);
        Assert.Contains(
            "Row 1",
            Assert.Throws<ArgumentException>(() => TimeVaryingTable.From([new(0, [], 1, Season, Season), new(0, [], 1, other, Season)])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TimeVaryingParetoNbdEstimator().Fit(TimeVaryingTable.From([])));
    }

    [Fact]
    public void Cancelled_fit_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var data = TimeVaryingTable.From([new(0, [1, 2], 5, Season, Season)]);
        Assert.Throws<OperationCanceledException>(() => new TimeVaryingParetoNbdEstimator().Fit(data, cancellationToken: source.Token));
    }

    // Few customers, steps outside of the time observed, huge and tiny values: finite, with a name for what cannot be known.
    [Fact]
    public void Degenerate_data_give_finite_answers()
    {
        var huge = CovariatePath.Steps(["season"], [-5, 1, 900], [[1e200], [-1e200], [3e200]]);
        TimeVaryingCustomer[] all =
        [
            new(0, [], 0, Season, Season), new(0, [], 5, Season, Season), new(0.5, [1, 1, 4.5], 4.5, Season, huge), new(-3, [2, 1000], 2000, huge, Season),
            new(10, [.. Enumerable.Range(1, 300).Select(i => i / 300d)], 800, Season, Season),
        ];
        for (var count = 1; count <= all.Length; count++)
        {
            var fit = new TimeVaryingParetoNbdEstimator().Fit(TimeVaryingTable.From(all[..count]));
            Assert.True(fit.Fit.LogLikelihood >= fit.WithoutCovariates.LogLikelihood);
            Assert.All(fit.Model.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value), parameter.Name));
            foreach (var customer in all)
            {
                Assert.True(double.IsFinite(fit.Model.LogLikelihood(customer)));
                Assert.InRange(fit.Model.ProbabilityAlive(customer), 0, 1);
                Assert.InRange(fit.Model.ExpectedPurchases(customer, 52), 0, double.MaxValue);
            }
        }
    }

    [Fact]
    public void A_customer_with_other_covariates_is_refused()
    {
        var model = new TimeVaryingParetoNbdEstimator().Fit(TimeVaryingTable.From([new(0, [1, 2], 5, Season, Season)])).Model;
        var other = CovariatePath.Constant(["other"], [1]);
        Assert.Throws<ArgumentException>(() => model.ProbabilityAlive(new TimeVaryingCustomer(0, [], 1, other, other)));
        Assert.Throws<ArgumentNullException>(() => model.ProbabilityAlive(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ExpectedPurchases(new TimeVaryingCustomer(0, [], 1, Season, Season), -1));
    }
}
