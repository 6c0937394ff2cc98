namespace CrmKit.Churn.Tests;

public sealed class RollingBacktestTests
{
    [Fact]
    public void Model_that_knows_something_is_used()
    {
        var report = RollingBacktest.Run(Origins(informative: true), 1, RollingBacktest.Logistic());

        Assert.Equal(BacktestVerdict.UseModel, report.Verdict);
        Assert.Equal(1, report.Skipped);
        Assert.Equal(7, report.Origins.Length);
        Assert.True(report.BrierGain > 3 * report.BrierGainError);
        Assert.True(report.Overall!.Model.Auc > 0.7);
        Assert.Null(report.Overall.Time);
    }

    [Fact]
    public void Model_that_loses_to_the_rate_is_not_used()
    {
        // Sure of itself at random.
        var report = RollingBacktest.Run(
            Origins(informative: false), 1, question => [.. question.Covariates[0].Values.Select(x => x > 0 ? 0.95 : 0.05)]);

        Assert.Equal(BacktestVerdict.UseOverallRate, report.Verdict);
        Assert.True(report.BrierGain < 0);
    }

    [Fact]
    public void Model_that_is_the_rate_draws_and_is_not_used()
    {
        var report = RollingBacktest.Run(Origins(informative: false), 1, question =>
        {
            var past = question.Past.SelectMany(origin => origin.Left.ToArray()).ToArray();
            return Enumerable.Repeat((past.Count(left => left) + 0.5) / (past.Length + 1), question.Count).ToArray();
        });

        Assert.Equal(0, report.BrierGain);
        Assert.Equal(BacktestVerdict.UseOverallRate, report.Verdict);
    }

    [Fact]
    public void Fixed_window_is_used_where_silence_says_more_than_the_model()
    {
        BacktestOrigin[] origins = [.. Origins(informative: true).Select(origin => new BacktestOrigin(origin.Time, origin.Covariates, origin.Left)
        {
            Silence = origin.Left.ToArray().Select(left => left ? 120.0 : 3).ToArray(),
        })];
        var report = RollingBacktest.Run(origins, 1, RollingBacktest.Logistic());

        Assert.Equal(BacktestVerdict.UseFixedWindow, report.Verdict);
        Assert.Equal(1, report.Overall!.FixedWindow!.Auc);
    }

    [Fact]
    public void Forecaster_sees_only_what_was_known()
    {
        var horizon = 2.5;
        RollingBacktest.Run(Origins(informative: true).Reverse(), horizon, question =>
        {
            Assert.NotEmpty(question.Past);
            Assert.All(question.Past, origin => Assert.True(origin.Time + horizon <= question.Time));
            return new double[question.Count];
        });
    }

    [Fact]
    public void Without_a_known_past_nothing_is_tested()
    {
        var report = RollingBacktest.Run(Origins(informative: true).Take(1), 1, RollingBacktest.Logistic());

        Assert.Equal((BacktestVerdict.NotTested, 1), (report.Verdict, report.Skipped));
        Assert.Null(report.Overall);
        Assert.Empty(report.Origins);
        Assert.Equal(BacktestVerdict.NotTested, RollingBacktest.Run([], 1, RollingBacktest.Logistic()).Verdict);
    }

    private static IEnumerable<BacktestOrigin> Origins(bool informative)
    {
        var random = new Random(17);
        for (var time = 0; time < 8; time++)
        {
            double[] x = [.. Enumerable.Range(0, 300).Select(_ => (random.NextDouble() * 4) - 2)];
            bool[] left = [.. x.Select(value => random.NextDouble() < 1 / (1 + Math.Exp(informative ? 1 - (1.5 * value) : 1)))];
            yield return new BacktestOrigin(time, [new CovariateColumn("x", x)], left);
        }
    }
}
