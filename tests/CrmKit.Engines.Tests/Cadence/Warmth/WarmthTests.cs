using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class WarmthTests
{
    private static readonly double[] Extremes = [double.Epsilon, 1e-300, 1e-9, 0.01, 1, 36_500, 1e9, 1e300, double.MaxValue];

    [Fact]
    public void Warmth_is_one_at_once_and_loses_a_tenth_in_the_stability()
    {
        foreach (var stability in Extremes)
        {
            Assert.Equal(1, Warmth.At(0, stability));
            Relative.Equal(0.9, Warmth.At(stability, stability), 1e-15);
        }

        Relative.Equal(0.81, Warmth.At(60, 30), 1e-15);
        Relative.Equal(Math.Pow(0.9, 7.25), Warmth.At(72.5, 10), 1e-15);
    }

    [Fact]
    public void Warmth_stays_between_none_and_one_and_falls_however_extreme_days_and_stability_are()
    {
        foreach (var stability in Extremes)
        {
            var warmer = 1d;
            foreach (var days in Extremes)
            {
                var warmth = Warmth.At(days, stability);
                Assert.InRange(warmth, 0, warmer);
                warmer = warmth;
            }
        }
    }

    [Fact]
    public void Days_until_a_target_bring_the_warmth_to_it() => Law.Holds(Given, given =>
    {
        var days = Warmth.DaysUntil(given.Target, given.Stability);
        Relative.Equal(given.Target, Warmth.At(days, given.Stability), 1e-12);
        Relative.Equal(given.Stability * Math.Log(given.Target) / Math.Log(0.9), days, 1e-14);
    });

    [Fact]
    public void The_first_whole_day_is_the_first_on_which_the_target_is_reached() => Law.Holds(Given, given =>
    {
        var day = Warmth.WholeDaysUntil(given.Target, given.Stability);
        Assert.True(Warmth.At(day, given.Stability) <= given.Target * (1 + 1e-10));
        Assert.True(day == 1 || Warmth.At(day - 1, given.Stability) > given.Target);
    }, tests: 1000);

    [Fact]
    public void A_target_reached_on_a_whole_day_but_for_rounding_is_reached_on_it()
    {
        for (var day = 1; day < 400; day++)
        {
            Assert.Equal(day, Warmth.WholeDaysUntil(Math.Pow(0.9, day / 10d), 10));
        }
    }

    [Fact]
    public void Days_beyond_all_numbers_saturate()
    {
        Assert.Equal(double.MaxValue, Warmth.DaysUntil(1e-300, double.MaxValue));
        Assert.Equal(int.MaxValue, Warmth.WholeDaysUntil(1e-300, double.MaxValue));
        Assert.Equal(1, Warmth.WholeDaysUntil(1 - 1e-16, double.Epsilon));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.PositiveInfinity)]
    public void Numbers_that_are_none_are_refused(double days, double stability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Warmth.At(days, stability));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Targets_that_are_none_are_refused(double target)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Warmth.DaysUntil(target, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmthTier("x", target, 1));
    }

    [Fact]
    public void Usual_tiers_are_due_after_a_month_a_quarter_and_half_a_year() =>
        Assert.Equal([31, 93, 185], WarmthTier.Usual.Select(tier => Warmth.WholeDaysUntil(tier.Target, tier.Stability)));

    private static FsCheck.Gen<(double Target, double Stability)> Given { get; } =
        from target in Gen.Choose(1, 999_999)
        from stability in Gen.Choose(1, 36_500)
        from small in Gen.Elements(1, 0.01)
        select (target / 1e6, stability * small);
}
