namespace CrmKit.LifetimeValue.Tests;

public sealed class InputCheckTests
{
    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, -1, 1, 1)]
    [InlineData(1, 1, double.NaN, 1)]
    [InlineData(1, 1, 1, double.PositiveInfinity)]
    public void Model_refuses_parameters_outside_their_range(double r, double alpha, double a, double b)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdModel(r, alpha, a, b));
        Assert.Contains("above 0 and finite", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0, 1)]
    [InlineData(0, 1, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(2, 1, double.NaN)]
    [InlineData(2, -1, 2)]
    public void Impossible_histories_are_refused_by_model_and_table(int x, double recency, double age)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Cdnow.Purchases.ProbabilityAlive(new(x, recency, age)));
        var refusal = Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.From([1, x], [1, recency], [1, age]));
        Assert.Contains("Row 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("must be", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RecencyFrequencyTable.From([1], [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new GammaGammaEstimator().Fit([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => Cdnow.Purchases.Score([1], [1], [1], 1, new double[1], new double[2]));
    }

    [Fact]
    public void No_customer_is_refused_and_options_are_checked()
    {
        var table = RecencyFrequencyTable.From([1], [1], [2]);
        Assert.Throws<ArgumentException>(() => new BgNbdEstimator().Fit(new PurchaseSummaryCube()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdEstimator().Fit(table, new FitOptions { Starts = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdEstimator().Fit(table, new FitOptions { MaxIterations = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BgNbdEstimator().Fit(table, new FitOptions { GradientTolerance = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GammaGammaEstimator().Fit([1], [1], new FitOptions { Starts = 0 }));
    }

    [Fact]
    public void Spend_rows_outside_their_range_are_named()
    {
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => new GammaGammaEstimator().Fit([1, 1], [2, -1])).Message, StringComparison.Ordinal);
        Assert.Contains("Row 0", Assert.Throws<ArgumentException>(() => new GammaGammaEstimator().Fit([-1], [2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_fit_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new BgNbdEstimator().Fit(Cdnow.Summaries(), cancellationToken: source.Token));
    }

    [Fact]
    public void Too_few_iterations_are_named_and_the_best_point_kept()
    {
        var fit = new BgNbdEstimator().Fit(Cdnow.Summaries(), new FitOptions { MaxIterations = 1, Starts = 1 });
        Assert.Equal(ConvergenceStatus.IterationLimit, fit.Convergence.Status);
        Assert.InRange(fit.LogLikelihood, -12000, Cdnow.LogLikelihood);
    }

    [Fact]
    public void Mixed_currencies_are_refused()
    {
        var day = new LocalDate(2026, 1, 1);
        PurchaseSummary[] mixed = [PurchaseSummary.Begin("a", day, new Money(1, Currency.Eur)), PurchaseSummary.Begin("b", day, new Money(1, Currency.Usd))];
        Assert.Throws<CurrencyMismatchException>(() => new GammaGammaEstimator().Fit(mixed));
    }

    [Fact]
    public void Valuation_refuses_an_empty_summary() =>
        Assert.Throws<ArgumentException>(() => new CustomerValuation(Cdnow.Purchases, Cdnow.Spend, 30).Assess(default));
}
