using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

public sealed class RhythmEstimatorTests
{
    private static readonly LocalDate Start = new(2024, 1, 1);
    private static readonly LocalDate End = new(2025, 12, 31);
    private static readonly RhythmEstimator Estimator = new();

    [Fact]
    public void Fit_recovers_the_segment_that_customers_were_drawn_from()
    {
        var truth = new RhythmSegment(2.5, 0.4, 1.5, 60, 0.8, 4);
        var fit = Estimator.Fit(States(Draw(truth, 3000)), End);
        Assert.Equal((ConvergenceStatus.Converged, EstimateStatus.Fitted), (fit.Convergence.Status, fit.Status));
        for (var i = 0; i < truth.Parameters.Length; i++)
        {
            // Four standard errors: whole days and beliefs move it a little too.
            Assert.InRange(fit.Model.Parameters[i].Value, truth.Parameters[i].Value - (4 * fit.StandardErrors[i]), truth.Parameters[i].Value + (4 * fit.StandardErrors[i]));
            Assert.InRange(fit.StandardErrors[i] / truth.Parameters[i].Value, 0.002, 0.35);
        }
    }

    [Fact]
    public void Closed_seasons_leave_no_trace_in_the_fit()
    {
        // The same open days, the n-th after the start: with a winter of five months they take longer.
        var winter = ClosedSeasons.EveryYear(new AnnualSeason(new(11, 1), new(3, 31)));
        var drawn = Draw(new RhythmSegment(2.5, 0.4, 1.5, 60, 0.8, 4), 300);
        var one = Estimator.Fit(States(drawn), End);
        var other = Estimator.Fit(drawn.Select(days => RhythmState.From(days.Select(Moved), winter)), Moved(End));
        Assert.Equal(one.LogLikelihood, other.LogLikelihood);
        Assert.Equal(Values(one), Values(other));

        LocalDate Moved(LocalDate day) => winter.AddOpenDays(Start, Period.DaysBetween(Start, day) + 1)!.Value;
    }

    [Fact]
    public void No_customer_gives_the_beliefs()
    {
        var fit = Estimator.Fit([], End);
        Assert.Equal((EstimateStatus.Prior, 0L), (fit.Status, fit.Customers));
        Assert.Equal(1.2, fit.Model.MedianRegularity, 1e-6);
        Assert.Equal(90, fit.Model.Alpha / fit.Model.R, 1e-4);
        var window = fit.Model.Forecast(RhythmState.From([End]), End).Window(0.5);
        Assert.True(window.Start > End && window.End > window.Start && window.End < End.PlusDays(1000));
        Assert.Equal(20, Estimator.Fit([], End, new FitOptions { Beliefs = new PriorBeliefs { TypicalGapDays = 20 } }).Model is var quick ? quick.Alpha / quick.R : 0, 1e-4);
    }

    [Theory]
    [InlineData(new int[0], 0)]
    [InlineData(new int[0], 73_000)]
    [InlineData(new[] { 1 }, 0)]
    [InlineData(new[] { 73_000 }, 73_000)]
    [InlineData(new[] { 10, 10, 10, 10, 10, 10, 10, 10 }, 400)]
    public void One_customer_is_enough_for_an_answer(int[] gaps, int silence)
    {
        var state = Rhythms.Bought(new(1500, 1, 1), gaps);
        var fit = Estimator.Fit([state], state.LastPurchase.PlusDays(silence));
        Assert.NotEqual(EstimateStatus.Fitted, fit.Status);
        Assert.NotEqual(ConvergenceStatus.IterationLimit, fit.Convergence.Status);
        Assert.True(double.IsFinite(fit.LogLikelihood));
        var forecast = fit.Model.Forecast(state, state.LastPurchase.PlusDays(silence));
        Assert.True(double.IsFinite(forecast.MeanGapDays) && forecast.Window(0.5).Start > forecast.AsOf);
    }

    [Fact]
    public void Clockwork_and_bursts_are_fitted_at_the_ends_of_regularity()
    {
        var clockwork = Enumerable.Range(5, 40).Select(gap => Rhythms.Bought(Start, Enumerable.Repeat(gap, 12))).ToList();
        var fit = Estimator.Fit(clockwork, Start.PlusDays(44 * 12));
        Assert.True(fit.Model.MedianRegularity > 20);
        Assert.True(double.IsFinite(fit.LogLikelihood));
        var bursts = Enumerable.Range(5, 40).Select(gap => Rhythms.Bought(Start, Enumerable.Repeat(gap, 12).Select((days, i) => i % 6 == 0 ? 10 * days : 1))).ToList();
        Assert.True(Estimator.Fit(bursts, Start.PlusDays(1000)).Model.MedianRegularity < 0.7);
    }

    [Fact]
    public void Any_order_of_customers_gives_the_same_bytes_and_those_left_out_are_counted()
    {
        var states = States(Draw(new RhythmSegment(1.5, 0.3, 1, 40, 0.8, 3), 200));
        var fit = Estimator.Fit([default, .. states], End);
        Assert.Equal(1, fit.CustomersLeftOut);
        Assert.Equal(Values(fit), Values(Estimator.Fit(Enumerable.Reverse(states), End)));
        var thinned = new RhythmEstimator { MostCustomers = 50 }.Fit(states, End);
        Assert.Equal((50L, 150L), (thinned.Customers, thinned.CustomersLeftOut));
        Assert.Equal(Values(thinned), Values(Estimator.Fit(states.Where((_, i) => i % 4 == 0), End)));
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Estimator.Fit([RhythmState.From([End])], End.PlusDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmEstimator { MostCustomers = 0 });
        Assert.Throws<OperationCanceledException>(() => Estimator.Fit([RhythmState.From([End])], End, cancellationToken: new CancellationToken(canceled: true)));
    }

    private static double[] Values(ModelFit<RhythmSegment> fit) => [.. fit.Model.Parameters.Select(parameter => parameter.Value)];

    private static List<RhythmState> States(List<List<LocalDate>> drawn) => [.. drawn.Select(days => RhythmState.From(days))];

    private static List<List<LocalDate>> Draw(RhythmSegment segment, int customers)
    {
        var random = new SeededRandom(20260105);
        return [.. Enumerable.Range(0, customers).Select(_ => DrawOne(segment, random))];
    }

    private static List<LocalDate> DrawOne(RhythmSegment segment, SeededRandom random)
    {
        var k = segment.MedianRegularity * Math.Exp(segment.Sigma * DrawPoint(random));
        var theta = random.NextGamma(segment.R) / segment.Alpha;
        var leaving = random.NextBeta(segment.A, segment.B);
        var last = Period.DaysBetween(Start, End);
        double time = random.NextBelow(90);
        List<LocalDate> days = [Start.PlusDays((int)time)];
        while (random.NextUniform() >= leaving)
        {
            time += random.NextGamma(k) / (k * theta);
            if (!(Math.Round(time) <= last))
            {
                break;
            }

            days.Add(Start.PlusDays((int)Math.Round(time)));
        }

        return days;
    }

    // A standard normal on the segment's own points.
    private static double DrawPoint(SeededRandom random)
    {
        var left = random.NextUniform() * Enumerable.Range(-8, 17).Sum(j => Math.Exp(-j * j / 8d));
        var z = -4d;
        for (; z < 4; z += 0.5)
        {
            left -= Math.Exp(-z * z / 2);
            if (left < 0)
            {
                break;
            }
        }

        return z;
    }

    // Customers who are all alike know one direction only; the beliefs hold the others, and the search ends.
    [Theory]
    [InlineData(30)]
    [InlineData(3)]
    [InlineData(3000)]
    public void Perfectly_regular_customers_are_fitted(int customers)
    {
        var weekly = RhythmState.From(Enumerable.Range(0, 30).Select(i => new LocalDate(2024, 1, 1).PlusWeeks(i)));
        var fit = new RhythmEstimator().Fit(Enumerable.Repeat(weekly, customers), weekly.LastPurchase.PlusDays(3));
        Assert.NotEqual(ConvergenceStatus.IterationLimit, fit.Convergence.Status);
        Assert.True(fit.Convergence.Iterations < 100, $"{fit.Convergence}");
    }
}
