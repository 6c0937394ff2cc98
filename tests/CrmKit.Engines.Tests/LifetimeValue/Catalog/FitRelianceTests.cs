namespace CrmKit.LifetimeValue.Tests;

public sealed class FitRelianceTests
{
    [Theory]
    [InlineData(ConvergenceStatus.Converged, 2, true)]
    [InlineData(ConvergenceStatus.AtBoundary, 500, false)]
    [InlineData(ConvergenceStatus.AtBoundary, 501, true)]
    [InlineData(ConvergenceStatus.NotIdentified, 1_000_000, false)]
    [InlineData(ConvergenceStatus.IterationLimit, 1_000_000, false)]
    public void Customers_are_valued_by_one_answer_that_they_account_for(ConvergenceStatus status, long customers, bool expected) =>
        Assert.Equal(expected, new ModelFit<NbdModel>(new NbdModel(1, 2), -5, customers, 2, new Convergence(status, 3, 0)).CanValue());

    // Nobody leaves: at the edge the model is the NBD, and answers like it.
    [Fact]
    public void Fit_on_customers_who_never_leave_values_them_like_the_smaller_model()
    {
        // By chance some of such bases look as if a few had left.
        var (data, fit) = Enumerable.Range(1, 10)
            .Select(seed => new PurchaseSimulator(new NbdModel(1.5, 10), 84, 273).SimulateContinuous(800, (ulong)seed))
            .Select(table => (table, new BgNbdEstimator().Fit(table)))
            .First(one => one.Item2.Convergence.Status == ConvergenceStatus.AtBoundary);
        var small = new NbdEstimator().Fit(data);
        Assert.True(fit.CanValue());

        // One in a hundred customers leaving is less than 800 of them can tell.
        Assert.Equal(1, fit.Model.ExpectedPurchases(new PurchaseHistory(4, 30, 39), 39) / small.Model.ExpectedPurchases(new PurchaseHistory(4, 30, 39), 39), 1e-2);
    }
}
