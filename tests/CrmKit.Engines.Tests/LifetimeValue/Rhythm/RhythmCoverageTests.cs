namespace CrmKit.LifetimeValue.Tests;

/// <summary>
/// Coverage of the windows on held-out purchases of CDNOW. The segment is fitted on the gaps until 1997-09-30 alone. Asked is every customer who buys again until
/// 1998-06-30: whether the next purchase fell on a day of the window that was foretold, given what is known of those who are asked: that they had not bought again
/// until the end of September, and do so by the end of June.
/// </summary>
public sealed class RhythmCoverageTests
{
    private static readonly Lazy<(ModelFit<RhythmSegment> Fit, ImmutableArray<(RhythmForecast Forecast, LocalDate Next)> Asked)> HeldOut = new(HoldOut);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Windows_cover_the_next_purchase_of_held_out_buyers(double level)
    {
        var asked = HeldOut.Value.Asked;
        Assert.Equal(684, asked.Length);
        var covered = asked.Count(item => item.Forecast.Window(level).Contains(item.Next));
        Assert.InRange((double)covered / asked.Length, level - 0.05, level + 0.05);
    }

    // The first column asks customers who had bought once, the segment's own rhythm; the last one those with three gaps or more.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(3, int.MaxValue)]
    public void Windows_cover_whatever_the_number_of_gaps(int least, int most)
    {
        var asked = HeldOut.Value.Asked.Where(item => item.Forecast.State.Gaps >= least && item.Forecast.State.Gaps <= most).ToList();
        foreach (var level in new[] { 0.5, 0.9 })
        {
            // Some 200 customers each: within three standard errors.
            var covered = asked.Count(item => item.Forecast.Window(level).Contains(item.Next));
            Assert.InRange((double)covered / asked.Count, level - (3 * Math.Sqrt(level * (1 - level) / asked.Count)), level + (3 * Math.Sqrt(level * (1 - level) / asked.Count)));
        }
    }

    [Fact]
    public void Fit_agrees_with_the_nearest_published_model()
    {
        // With k = 1 for everybody and no beliefs it is MBG/NBD: r .524843, alpha 6.18309 weeks, a .891359, b 1.61400. CDNOW's purchases are close to random.
        var fit = HeldOut.Value.Fit;
        Assert.Equal((ConvergenceStatus.Converged, EstimateStatus.Fitted, 2357L), (fit.Convergence.Status, fit.Status, fit.Customers));
        Assert.InRange(fit.Model.MedianRegularity, 0.95, 1.15);
        Assert.InRange(fit.Model.R, 0.50, 0.56);
        Assert.InRange(fit.Model.Alpha / 7, 5.7, 6.5);
        Assert.InRange(fit.Model.A, 0.8, 1.05);
        Assert.InRange(fit.Model.B, 1.4, 1.9);
    }

    [Fact]
    public void Fit_ends_where_the_posterior_is_level()
    {
        var model = HeldOut.Value.Fit.Model;
        var states = States(Purchases()).Values.CountBy(state => state).ToList();
        double[] point = [.. model.Parameters.Select(parameter => Math.Log(parameter.Value))];
        LogNormalPrior[] beliefs = [new("k", 1.2, 0.7), new("sigma", 0.3, 0.7), .. new PriorBeliefs().For("mbg-nbd", 1)];
        for (var i = 0; i < point.Length; i++)
        {
            const double H = 1e-3;
            var deviation = beliefs[i].LogStandardDeviation;
            var slope = ((At(i, H) - At(i, -H)) / (2 * H)) - ((point[i] - Math.Log(beliefs[i].Median)) / (deviation * deviation));
            Assert.InRange(slope / 2357, -2e-6, 2e-6);
        }

        double At(int moved, double by)
        {
            double[] v = [.. point.Select((value, i) => Math.Exp(i == moved ? value + by : value))];
            var segment = new RhythmSegment(v[0], v[1], v[2], v[3], v[4], v[5]);
            return states.Sum(state => state.Value * segment.LogLikelihood(state.Key, Cdnow.CalibrationEnd));
        }
    }

    private static (ModelFit<RhythmSegment> Fit, ImmutableArray<(RhythmForecast Forecast, LocalDate Next)> Asked) HoldOut()
    {
        var purchases = Purchases();
        var states = States(purchases);
        var fit = new RhythmEstimator().Fit(states.Values, Cdnow.CalibrationEnd);
        var asked = from pair in states
                    let next = purchases[pair.Key].Where(day => day > Cdnow.CalibrationEnd).Order().Select(day => (LocalDate?)day).FirstOrDefault()
                    where next <= Cdnow.HoldoutEnd
                    select (fit.Model.Forecast(pair.Value, Cdnow.CalibrationEnd).GivenPurchaseBy(Cdnow.HoldoutEnd), next.Value);
        return (fit, [.. asked]);
    }

    private static Dictionary<int, List<LocalDate>> Purchases() => Cdnow.Transactions().GroupBy(row => row.Customer)
        .ToDictionary(group => group.Key, group => group.Select(row => LocalDate.FromDateOnly(row.Day)).ToList());

    private static Dictionary<int, RhythmState> States(Dictionary<int, List<LocalDate>> purchases) =>
        purchases.ToDictionary(pair => pair.Key, pair => RhythmState.From(pair.Value.Where(day => day <= Cdnow.CalibrationEnd)));
}
