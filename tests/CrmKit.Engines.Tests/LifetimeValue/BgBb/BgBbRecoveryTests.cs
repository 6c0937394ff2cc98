using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

public sealed class BgBbRecoveryTests
{
    private const int Seeds = 12;

    [Fact]
    public void Intervals_cover_the_truth()
    {
        double[] truth = [1.2, .75, .66, 2.8];
        var covered = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var fit = new BgBbEstimator().Fit(Drawn(new BgBbModel(truth[0], truth[1], truth[2], truth[3]), 4000, 10, seed));
            Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
            double[] estimates = [fit.Model.Alpha, fit.Model.Beta, fit.Model.Gamma, fit.Model.Delta];
            covered += Enumerable.Range(0, 4).Count(i => Math.Abs(estimates[i] - truth[i]) <= 1.959964 * fit.StandardErrors[i]);
        }

        Assert.InRange(covered, 40, 4 * Seeds);
    }

    // Without anybody leaving the model is at its edge and no worse than the one without dropout.
    [Fact]
    public void Customers_who_never_leave_are_fitted_at_the_edge()
    {
        var random = new SeededRandom(3);
        var histories = new OpportunityHistory[3000];
        for (var i = 0; i < histories.Length; i++)
        {
            var buys = random.NextBeta(2, 3);
            histories[i] = OpportunityHistory.Of(Enumerable.Range(0, 12).Select(_ => random.NextUniform() < buys));
        }

        var table = OpportunityTable.From(histories);
        var fit = new BgBbEstimator().Fit(table);
        double without = 0;
        for (var row = 0; row < table.Count; row++)
        {
            var (x, _, n) = table.Histories[row];
            without += table.CustomersPerRow[row] * -(SpecialFunctions.LogBetaQuotient(3, 2, x) + SpecialFunctions.LogBetaQuotient(2 + x, 3, n - x));
        }

        Assert.True(fit.LogLikelihood > without, $"{fit.LogLikelihood:R} against {without:R} at the truth");
        Assert.InRange(fit.Model.Alpha, 1.7, 2.3);
        Assert.InRange(fit.Model.Gamma / (fit.Model.Gamma + fit.Model.Delta), 0, 0.01);
    }

    [Fact]
    public void Beliefs_answer_for_any_number_of_donors()
    {
        var options = new FitOptions { Beliefs = new PriorBeliefs() };
        Assert.Equal(EstimateStatus.Prior, new BgBbEstimator().Fit(OpportunityTable.From([]), options).Status);
        Assert.InRange(new BgBbEstimator().Fit(OpportunityTable.From([new(1, 2, 3)]), options).PriorShare, 0.6, 0.99);
        Assert.Equal(EstimateStatus.Fitted, new BgBbEstimator().Fit(Donations.Table(), options).Status);
    }

    private static OpportunityTable Drawn(BgBbModel model, int customers, int opportunities, ulong seed)
    {
        var random = new SeededRandom(seed);
        return OpportunityTable.From(Enumerable.Range(0, customers).Select(_ => model.Draw(random, opportunities)).ToArray());
    }
}
