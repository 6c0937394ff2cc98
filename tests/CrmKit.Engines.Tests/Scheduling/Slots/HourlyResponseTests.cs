using CrmKit.Scheduling;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class HourlyResponseTests
{
    private static readonly Instant AsOf = Instant.FromUtc(2026, 3, 29, 9, 0);

    [Fact]
    public void Hour_never_tried_keeps_the_belief()
    {
        var response = HourlyResponse.Learn([new(AsOf, 18, IsAnswered: true)], AsOf);
        Assert.Equal(0.5, response[9]);
        Assert.Equal(((5 * 0.5) + 1) / 6, response[18]);
    }

    [Fact]
    public void Observation_counts_half_after_a_half_life()
    {
        var response = HourlyResponse.Learn([new(AsOf - Duration.FromDays(30), 18, IsAnswered: true)], AsOf, new HourlyResponseOptions { HalfLifeDays = 30, PriorWeight = 1 });
        Assert.Equal((0.5 + 0.5) / 1.5, response[18], 1e-15);
    }

    [Fact]
    public void Later_observation_is_not_known_yet() =>
        Assert.Equal(0.5, HourlyResponse.Learn([new(AsOf + Duration.FromSeconds(1), 18, IsAnswered: true)], AsOf)[18]);

    [Fact]
    public void Order_of_observations_does_not_matter_and_chances_stay_between_0_and_1() => Law.Holds(
        from observations in (from days in Gen.Choose(-5, 4000) from hour in Gen.Choose(0, 23) from answered in Gen.Elements(true, false)
                              select new ResponseObservation(AsOf - Duration.FromHours(days * 7), hour, answered)).ArrayOf()
        from shuffled in Generated.Shuffled<ResponseObservation>([.. observations])
        select (observations, shuffled),
        given =>
        {
            var (one, two) = (HourlyResponse.Learn(given.observations, AsOf), HourlyResponse.Learn(given.shuffled, AsOf));
            for (var hour = 0; hour < 24; hour++)
            {
                Assert.InRange(one[hour], 0, 1);
                Assert.Equal(one[hour], two[hour]);
            }
        });

    [Fact]
    public void Nonsense_is_refused_with_its_range()
    {
        Assert.Contains("24 hours", Assert.Throws<ArgumentException>(() => HourlyResponse.Of(0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => HourlyResponse.Learn([new(AsOf, 24, IsAnswered: true)], AsOf));
        Assert.Throws<ArgumentOutOfRangeException>(() => HourlyResponse.Learn([], AsOf, new HourlyResponseOptions { HalfLifeDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => HourlyResponse.Uniform[24]);
    }
}
