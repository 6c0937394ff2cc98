using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// What only large tables meet: starts chosen on some of the rows, threads, and integrals read from a grid.
public class ManyCustomersTests
{
    private const int Customers = 30_000;
    private static readonly ParetoNbdModel Pareto = new(.55, 10.6, .61, 11.7);
    private static readonly Lazy<(int[] X, double[] Recency, double[] Age)> Continuous = new(() => Draw(Pareto));

    public static TheoryData<string> Names => ["nbd", "bg-nbd", "mbg-nbd", "pareto-nbd"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_gives_the_same_bytes_on_any_number_of_threads_and_in_any_order(string name)
    {
        var (x, recency, age) = Continuous.Value;
        var (table, turned) = (RecencyFrequencyTable.From(x, recency, age), RecencyFrequencyTable.From([.. x.Reverse()], [.. recency.Reverse()], [.. age.Reverse()]));
        var one = Fit(name, table, 1);
        foreach (var other in new[] { Fit(name, table, 2), Fit(name, table, 3), Fit(name, turned, 2) })
        {
            Assert.Equal(one.Model.Parameters.ToArray(), other.Model.Parameters.ToArray());
            Assert.Equal(one.LogLikelihood, other.LogLikelihood);
            Assert.Equal(one.Convergence.GradientNorm, other.Convergence.GradientNorm);
            Assert.Equal(one.Covariance!.StandardErrors.ToArray(), other.Covariance!.StandardErrors.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Log_likelihood_of_the_fit_is_that_of_the_customers_one_by_one(string name)
    {
        var (x, recency, age) = Continuous.Value;
        var fit = Fit(name, RecencyFrequencyTable.From(x, recency, age), 2);
        double sum = 0;
        for (var i = 0; i < x.Length; i++)
        {
            sum += fit.Model.LogLikelihood(new PurchaseHistory(x[i], recency[i], age[i]));
        }

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Relative.Equal(sum, fit.LogLikelihood, 1e-12);
    }

    // All that is allocated from the columns to the fit, garbage included, is an upper bound of the memory taken.
    [Theory]
    [InlineData("nbd")]
    [InlineData("bg-nbd")]
    [InlineData("mbg-nbd")]
    [InlineData("pareto-nbd")]
    public void Fit_of_times_that_do_not_repeat_takes_twelve_bytes_a_customer_beside_thirty_megabytes(string name)
    {
        var (x, recency, age) = Draw(Pareto, 400_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fit = Fit(name, RecencyFrequencyTable.From(x, recency, age), threads: 1);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(x.Length, fit.DistinctSummaries);
        Assert.InRange(bytes, 8L * x.Length, (12L * x.Length) + 30_000_000);
    }

    // Days and times of day give nearly the same history, by entirely different paths.
    [Fact]
    public void Smooth_grid_and_grid_of_days_agree()
    {
        var (x, recency, age) = Continuous.Value;
        double[] dayAge = [.. age.Select(time => Math.Round(time * 7) / 7)];
        double[] dayRecency = [.. recency.Select((time, i) => Math.Min(dayAge[i], Math.Round(time * 7) / 7))];
        double[] nudge = [.. x.Select((_, i) => i * 4e-15)];
        var days = Fit("pareto-nbd", RecencyFrequencyTable.From(x, dayRecency, dayAge), 2);
        double[] movedAge = [.. dayAge.Select((time, i) => time + nudge[i])];
        double[] movedRecency = [.. dayRecency.Select((time, i) => x[i] == 0 ? 0 : time + nudge[i])];
        var moved = Fit("pareto-nbd", RecencyFrequencyTable.From(x, movedRecency, movedAge), 2);
        for (var i = 0; i < 4; i++)
        {
            Relative.Equal(days.Model.Parameters[i].Value, moved.Model.Parameters[i].Value, 1e-7);
            Relative.Equal(days.Covariance!.StandardErrors[i], moved.Covariance!.StandardErrors[i], 1e-7);
        }

        Relative.Equal(days.LogLikelihood, moved.LogLikelihood, 1e-11);
    }

    [Theory]
    [InlineData("bg-nbd")]
    [InlineData("mbg-nbd")]
    [InlineData("pareto-nbd")]
    public void Fit_where_nobody_leaves_does_not_end_below_the_nbd(string name)
    {
        var (x, recency, age) = Draw(new NbdModel(.8, 6));
        var table = RecencyFrequencyTable.From(x, recency, age);
        var nested = Fit("nbd", table, 2).LogLikelihood;
        Assert.True(Fit(name, table, 2).LogLikelihood >= nested - (1e-9 * Math.Abs(nested)));
    }

    [Fact]
    public void Spend_gives_the_same_bytes_on_any_number_of_threads_and_in_any_order()
    {
        var random = new SeededRandom(5);
        int[] x = [.. Enumerable.Range(0, Customers).Select(_ => random.NextBelow(9))];
        double[] mean = [.. x.Select(count => count == 0 ? 0 : random.NextGamma(6d * count) / count * 15 / random.NextGamma(4))];
        var one = new GammaGammaEstimator().Fit(x, mean, new FitOptions { MaxThreads = 1 });
        foreach (var other in new[]
        {
            new GammaGammaEstimator().Fit(x, mean, new FitOptions { MaxThreads = 3 }),
            new GammaGammaEstimator().Fit([.. x.Reverse()], [.. mean.Reverse()], new FitOptions { MaxThreads = 2 }),
        })
        {
            Assert.Equal(one.Model, other.Model);
            Assert.Equal(one.LogLikelihood, other.LogLikelihood);
        }

        Assert.Equal(x.Count(count => count == 0), one.CustomersLeftOut);
        Relative.Equal(6, one.Model.P, 0.05);
        Relative.Equal(4, one.Model.Q, 0.05);
        var sum = x.Zip(mean).Where(row => row.First > 0).Sum(row => one.Model.LogLikelihood(row.First, row.Second));
        Relative.Equal(sum, one.LogLikelihood, 1e-12);
    }

    private static IModelFit<IPurchaseModel> Fit(string name, RecencyFrequencyTable table, int threads)
    {
        IPurchaseEstimator estimator = name switch
        {
            "nbd" => new NbdEstimator(),
            "bg-nbd" => new BgNbdEstimator(),
            "mbg-nbd" => new MbgNbdEstimator(),
            _ => new ParetoNbdEstimator(),
        };
        return estimator.Fit(table, new FitOptions { MaxThreads = threads });
    }

    private static (int[] X, double[] Recency, double[] Age) Draw(IPurchaseModel model, int customers = Customers)
    {
        var random = new SeededRandom(4);
        var (x, recency, age) = (new int[customers], new double[customers], new double[customers]);
        for (var i = 0; i < customers; i++)
        {
            age[i] = 27 + (12 * random.NextUniform());
            foreach (var time in model.Draw(random, age[i]))
            {
                (x[i], recency[i]) = (x[i] + 1, time);
            }
        }

        return (x, recency, age);
    }
}
