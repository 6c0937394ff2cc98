namespace CrmKit.LifetimeValue.Tests;

public sealed class CovariateInputTests
{
    private static readonly PurchaseHistory[] Three = [new(2, 3, 9), new(0, 0, 9), new(1, 5, 9)];

    [Fact]
    public void Columns_are_checked()
    {
        Assert.Throws<ArgumentException>(() => new CovariateColumn(string.Empty, 1));
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => new CovariateColumn("a", 1, double.NaN)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CovariateTable.From(Three, [new("a", 1, 2)], []));
        Assert.Throws<ArgumentException>(() => CovariateTable.From(Three, [], [new("a", 1, 2, 3), new("a", 3, 2, 1)]));
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => CovariateTable.From([Three[0], new(1, 10, 9)], [], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_dropout_takes_no_covariates_of_it() =>
        Assert.Throws<ArgumentException>(() => new NbdCovariateEstimator().Fit(CovariateTable.From(Three, [], [new("a", 1, 2, 3)])));

    [Fact]
    public void No_customer_is_refused_and_a_cancelled_fit_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<ArgumentException>(() => new ParetoNbdCovariateEstimator().Fit(CovariateTable.From([], [], [])));
        Assert.Throws<OperationCanceledException>(() => new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(Three, [new("a", 1, 2, 3)], []), cancellationToken: source.Token));
    }

    [Fact]
    public void Asking_for_a_model_checks_the_covariates()
    {
        var options = new FitOptions { Beliefs = new PriorBeliefs() };
        var model = new ParetoNbdCovariateEstimator().Fit(CovariateTable.From(Three, [new("a", 1, 2, 3)], [new("b", 0, 1, 1)]), options).Model;
        Assert.Throws<ArgumentException>(() => model.ModelFor([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ModelFor([double.NaN], [1]));
        Assert.InRange(model.ModelFor([1e300], [-1e300]).ProbabilityAlive(Three[0]), 0, 1);
        Assert.Equal(["a"], model.PurchaseCovariates.AsEnumerable());
        Assert.Equal(["r", "alpha", "s", "beta", "purchase:a", "dropout:b"], model.Parameters.Select(parameter => parameter.Name));
    }

    // Whatever is valid gets a finite answer with a name for what cannot be known.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_handful_of_customers_gives_a_finite_answer(int customers)
    {
        var table = CovariateTable.From(
            Three[..customers], [new("a", [.. new[] { 1d, 2, 5 }.Take(customers)])], [new("b", [.. new[] { -1e200, 1e200, 1e199 }.Take(customers)])]);
        Finite(new ParetoNbdCovariateEstimator().Fit(table));
        Finite(new BgNbdCovariateEstimator().Fit(table));
        Finite(new MbgNbdCovariateEstimator().Fit(table));
        Finite(new GammaGompertzNbdCovariateEstimator().Fit(table));
        Finite(new ParetoNbdCovariateEstimator().Fit(table, new FitOptions { Beliefs = new PriorBeliefs() }));
    }

    // Nobody with the covariate ever came back: its coefficient goes as far down as it may.
    [Fact]
    public void A_covariate_that_separates_ends_at_a_boundary()
    {
        var histories = Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? new PurchaseHistory(0, 0, 50) : new PurchaseHistory(1 + (i % 5), 10 + (i % 37), 50)).ToArray();
        var fit = new NbdCovariateEstimator().Fit(CovariateTable.From(histories, [new("never", [.. histories.Select(history => history.X == 0 ? 1d : 0)])], []));
        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Fit.Convergence.Status);
        Assert.Contains("purchase:never", fit.Fit.Convergence.Parameters);
        Assert.InRange(fit.Effects[0].Coefficient, -1e3, -5);
        Finite(fit);
    }

    private static void Finite<TModel>(CovariateFit<TModel> fit)
        where TModel : class, IPurchaseModel
    {
        Assert.True(double.IsFinite(fit.Fit.LogLikelihood));
        Assert.True(fit.Fit.PriorShare > 0 || fit.Fit.LogLikelihood >= fit.WithoutCovariates.LogLikelihood);
        Assert.All(fit.Model.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value), parameter.Name));
        Assert.All(fit.Effects, effect => Assert.True(effect.StandardError is null or >= 0));
    }
}
