using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class CivilDaysTests
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Sao_Paulo")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Cairo")]
    public void Start_is_the_zone_s_own_start_of_day(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        for (var day = new LocalDate(2000, 1, 1); day.Year < 2026; day = day.PlusDays(1))
        {
            // The oracle throws where a whole day is left out, which none of these zones did in these years.
#pragma warning disable RS0030 // Banned in favour of the code under test.
            Assert.Equal(zone.AtStartOfDay(day).ToInstant(), zone.StartOf(day));
#pragma warning restore RS0030
        }
    }

    [Fact]
    public void Left_out_day_is_empty()
    {
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        Assert.Equal(apia.StartOf(new LocalDate(2011, 12, 31)), apia.StartOf(new LocalDate(2011, 12, 30)));
    }
}
