using CrmKit.Reports;

namespace CrmKit.Engines.Tests.Reports;

public sealed class ContactPictureTests
{
    [Fact]
    public void Pressure_tells_both_ends()
    {
        Assert.Equal([2, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1], SampleContact.Pressure.People.ToArray());
        Assert.Equal("Of 8 people, 2 heard nothing in 30 days; 3 have reached the cap of 2.", PressurePlot.Describe(SampleContact.Pressure));
        Assert.Equal("Of 1 person, 0 heard nothing in 7 days; no cap is set.", PressurePlot.Describe(PressureSpread.Of([1], 7)));
        Assert.Equal("Of 2 people, 2 heard nothing in 1 day; 0 have reached the cap of 1.", PressurePlot.Describe(PressureSpread.Of([0, 0], 1, cap: 1)));
    }

    [Fact]
    public void Silence_tells_both_ends_and_who_waits_beyond_the_bound()
    {
        Assert.Equal([2, 2, 1, 1, 1, 1, 1, 2], SampleContact.Silence.People.ToArray());
        Assert.Equal("Of 12 people, 2 heard from you within a week and 1 never did; 5 have waited for longer than 89 days.", SilencePlot.Describe(SampleContact.Silence));
    }

    [Fact]
    public void Calendar_has_a_cell_for_every_day_and_writes_its_count()
    {
        var svg = Markup.Parse(ContactCalendar.Render(SampleContact.Days));
        var cells = svg.Descendants(Markup.Svg + "rect").Count(cell => ((string?)cell.Attribute("class"))?.StartsWith("heat", StringComparison.Ordinal) == true);
        Assert.Equal(9 * 7, cells);
        Assert.Equal("912 contacts from 4 March 2026 to 2 May 2026; the fullest day is 8 April 2026 with 40.", ContactCalendar.Describe(SampleContact.Days));
    }

    [Fact]
    public void Calendar_of_many_years_is_no_larger_than_what_can_be_seen()
    {
        var days = ImmutableSortedDictionary<LocalDate, int>.Empty.Add(new LocalDate(2, 1, 1), 1).Add(new LocalDate(2026, 1, 1), 1);
        Assert.InRange(ContactCalendar.Render(days).Length, 1000, 60_000);
    }

    [Fact]
    public void Counts_below_zero_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PressureSpread.Of([-1], 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => SilenceSpread.Of([-1]));
        Assert.Throws<ArgumentException>(() => ContactCalendar.Render(ImmutableSortedDictionary<LocalDate, int>.Empty.Add(new LocalDate(2026, 1, 1), -1)));
        Assert.Throws<ArgumentException>(() => PressurePlot.Render(new PressureSpread(7, null, [])));
    }
}
