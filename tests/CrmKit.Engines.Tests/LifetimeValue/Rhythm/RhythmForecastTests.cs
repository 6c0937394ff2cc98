using CrmKit.Numerics;
using FsCheck.Fluent;

namespace CrmKit.LifetimeValue.Tests;

public sealed class RhythmForecastTests
{
    private static readonly LocalDate First = new(2020, 1, 1);
    private static readonly RhythmSegment Random = new(1, 0, 0.8, 50, 0.9, 2.5);

    [Fact]
    public void Random_gaps_have_the_pareto_law_in_closed_form()
    {
        // k = 1: S(t) = ((alpha + S)/(alpha + S + t))^(r + n), so that beyond a silence C a chance p is reached at (alpha + S + C)((1 - p)^(-1/(r + n)) - 1).
        var state = Rhythms.Bought(First, [10, 31, 9]);
        var forecast = Random.Forecast(state, state.LastPurchase.PlusDays(25));
        Close(-SpecialFunctions.Expm1(3.8 * Math.Log(100d / 125)), forecast.OverdueScore);
        Close(-SpecialFunctions.Expm1(3.8 * Math.Log(125d / 165)), forecast.ProbabilityBy(forecast.AsOf.PlusDays(40)));
        foreach (var p in new[] { 1e-4, 0.05, 0.5, 0.95, 0.999 })
        {
            Close(125 * SpecialFunctions.Expm1(-SpecialFunctions.Log1p(-p) / 3.8), forecast.OpenDaysUntil(p)!.Value);
        }

        Close(100 / 3.8, forecast.MeanGapDays);
        Close(1, forecast.Regularity);
        var odds = 5.5 / 0.9 * Math.Pow(100d / 125, 3.8);
        Close(odds / (1 + odds), forecast.ProbabilityOfReturn);
    }

    [Fact]
    public void Quantiles_invert_the_chances_given_any_silence_and_end() => Law.Holds(
        from segment in Rhythms.Segments
        from customer in Rhythms.Customers
        from share in Gen.Choose(1, 99)
        from end in Gen.Choose(1, 2000)
        select (segment, customer, p: share / 100d, end),
        given =>
        {
            var (state, asOf) = (given.customer.State, given.customer.AsOf);
            var forecast = given.segment.Forecast(state, asOf);
            if (state.Seasons.AddOpenDays(asOf, given.end) is { } last)
            {
                var bounded = forecast.GivenPurchaseBy(last);
                Assert.Equal(1, bounded.ProbabilityBy(last), 1e-12);
                var day = bounded.Day(given.p)!.Value;
                Assert.True(day > asOf && day <= last && !state.Seasons.IsClosed(day));

                // The nearest day brackets the chance by half a day on either side.
                var at = state.Seasons.OpenDaysBetween(asOf, day);
                Assert.InRange(given.p, at == 1 ? 0 : bounded.ProbabilityBy(state.Seasons.AddOpenDays(asOf, at - 1)!.Value), at == given.end ? 1 : bounded.ProbabilityBy(state.Seasons.AddOpenDays(asOf, at + 1)!.Value));
            }
        });

    [Fact]
    public void Windows_widen_with_their_level_and_never_touch_a_closed_day() => Law.Holds(
        from segment in Rhythms.Segments
        from customer in Rhythms.Customers
        select (segment, customer),
        given =>
        {
            var (state, asOf) = (given.customer.State, given.customer.AsOf);
            var forecast = given.segment.Forecast(state, asOf);
            RhythmWindow? inner = null;
            foreach (var level in new[] { 0.01, 0.25, 0.5, 0.9, 0.99 })
            {
                var window = forecast.Window(level);
                Assert.True(window.Start is not { } start || (start > asOf && !state.Seasons.IsClosed(start)));
                Assert.True(window.End is not { } end || (end >= window.Start && !state.Seasons.IsClosed(end)));
                Assert.True(inner?.Start is not { } from || window.Start <= from);
                Assert.True(window.End is not { } to || to >= inner?.End || inner is null);
                inner = window;
            }
        });

    [Fact]
    public void Overdue_score_rises_from_zero_towards_one_as_time_goes_by() => Law.Holds(
        from segment in Rhythms.Segments
        from customer in Rhythms.Customers
        select (segment, customer.State),
        given =>
        {
            var last = -1d;
            foreach (var days in new[] { 0, 1, 2, 7, 30, 100, 365, 4000, 73_000 })
            {
                var forecast = given.segment.Forecast(given.State, given.State.LastPurchase.PlusDays(days));
                Assert.InRange(forecast.OverdueScore, Math.Max(0, last - 1e-14), 1);
                Assert.InRange(forecast.ProbabilityOfReturn, 0, 1);
                last = forecast.OverdueScore;
            }

            Assert.Equal(0, given.segment.Forecast(given.State, given.State.LastPurchase).OverdueScore);
        });

    [Fact]
    public void A_customer_is_shrunk_to_the_segment_the_less_the_more_it_bought()
    {
        var segment = new RhythmSegment(1, 0.5, 2, 60, 0.9, 2.5);
        var clockwork = new[] { 0, 1, 3, 9, 50 }.Select(n => Rhythms.Bought(First, Enumerable.Repeat(10, n))).Select(state => segment.Forecast(state, state.LastPurchase)).ToList();
        Assert.Equal([EstimateStatus.Prior, EstimateStatus.Pooled, EstimateStatus.Pooled, EstimateStatus.Pooled, EstimateStatus.Fitted], clockwork.Select(forecast => forecast.Status));
        Assert.Equal(30, clockwork[0].MeanGapDays, 1e-9);
        Assert.Equal(1, clockwork[0].Regularity, 1e-12);
        Assert.Equal(clockwork.Select(forecast => forecast.MeanGapDays).OrderDescending(), clockwork.Select(forecast => forecast.MeanGapDays));
        Assert.InRange(clockwork[^1].MeanGapDays, 10, 10.4);
        Assert.Equal(clockwork.Skip(1).Select(forecast => forecast.Regularity).Order(), clockwork.Skip(1).Select(forecast => forecast.Regularity));
        Assert.True(clockwork[^1].Regularity > 4);
    }

    [Theory]
    [InlineData(1, 100_000, 0)]
    [InlineData(1, 100_000, 73_000)]
    [InlineData(1, 100_000, 1)]
    [InlineData(73_000, 3, 73_000)]
    [InlineData(1, 0, 73_000)]
    [InlineData(1, 0, 0)]
    public void Extreme_histories_have_finite_answers(int gap, int count, int silence)
    {
        var start = new LocalDate(1, 1, 1);
        var state = Rhythms.Bought(start, Enumerable.Repeat(gap, count));
        foreach (var segment in new[] { Random, new(50, 1, 1e4, 1e-3, 1e-4, 1e4), new(0.05, 1, 0.01, 1e7, 1e4, 1e-4), new(1e-3, 2, 1e-8, 1e-8, 1e-8, 1e7), new(10, 0.1, 1e7, 1e7, 1e7, 1e-8) })
        {
            var forecast = segment.Forecast(state, state.LastPurchase.PlusDays(silence));
            Assert.InRange(forecast.OverdueScore, 0, 1);
            Assert.InRange(forecast.ProbabilityOfReturn, 0, 1);
            Assert.True(double.IsFinite(forecast.MeanGapDays) && forecast.MeanGapDays > 0);
            Assert.True(double.IsFinite(forecast.Regularity) && forecast.Regularity > 0);
            Assert.True(forecast.Window(0.9).Start is not { } from || from > forecast.AsOf);
            Assert.True(forecast.OpenDaysUntil(0.5) is not { } days || (double.IsFinite(days) && days > 0));
            var bounded = forecast.GivenPurchaseBy(forecast.AsOf.PlusDays(30));
            Assert.InRange(bounded.ProbabilityBy(forecast.AsOf.PlusDays(7)), 0, 1);
            Assert.InRange(bounded.Day(0.5)!.Value, forecast.AsOf.PlusDays(1), forecast.AsOf.PlusDays(30));
            Assert.True(double.IsFinite(segment.LogLikelihood(state, forecast.AsOf)));
        }
    }

    [Fact]
    public void Outlook_says_what_it_rests_on()
    {
        var winter = ClosedSeasons.EveryYear(new AnnualSeason(new(11, 1), new(3, 31)));
        var state = RhythmState.From([new(2025, 9, 1), new(2025, 9, 21), new(2025, 10, 16)], winter).Apply(new LocalDate(2025, 9, 5));
        var outlook = Random.Fill(new CustomerOutlook("7", new(2026, 4, 10)), state, 0.9).Rhythm!;
        Assert.Equal(["rhythm.own-gaps", "rhythm.silence", "rhythm.closed-days", "rhythm.stale"], outlook.Reasons.Select(reason => reason.Code));
        Assert.Equal(("2", "22.5", "25", "151"), (outlook.Reasons[0]["gaps"], outlook.Reasons[0]["mean-gap"], outlook.Reasons[1]["days"], outlook.Reasons[2]["days"]));
        Assert.Equal((0.9, EstimateStatus.Pooled), (outlook.WindowLevel, outlook.Status));
        Assert.Equal(outlook, Random.Fill(new CustomerOutlook("7", new(2026, 4, 10)), state, 0.9).Rhythm);
        Assert.Equal("rhythm.segment", Random.Forecast(RhythmState.From([First]), First).Outlook(0.5).Reasons[0].Code);
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        var state = RhythmState.From([First]);
        Assert.Throws<ArgumentException>(() => Random.Forecast(default, First));
        Assert.Throws<ArgumentOutOfRangeException>(() => Random.Forecast(state, First.PlusDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Random.Forecast(state, First).Window(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Random.Forecast(state, First).GivenPurchaseBy(First));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmSegment(double.NaN, 0, 1, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RhythmSegment(1, 3, 1, 1, 1, 1));
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-10 * Math.Abs(expected));
}
