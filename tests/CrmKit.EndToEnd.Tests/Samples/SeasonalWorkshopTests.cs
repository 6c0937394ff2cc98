using System.Text.RegularExpressions;
using CrmKit.EndToEnd.Tests.QuickStart;

namespace CrmKit.EndToEnd.Tests.Samples;

/// <summary>A repair shop with a peak in March: the planner moves offers, and the same work comes in a flatter year.</summary>
[Collection(ProcessWide.Name)]
public sealed partial class SeasonalWorkshopTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("20260316")]
    public void Peak_over_mean_falls_by_a_quarter_at_the_same_volume(string seed)
    {
        using var folder = new TemporaryFolder();
        var (output, _) = SampleProgram.Run("SeasonalWorkshop", folder.Path, seed);
        foreach (var same in new[] { "offers", "minutes by offers", "minutes of work" })
        {
            var (calendar, planner) = Figures(output, same);
            Assert.True(calendar > 0 && calendar == planner, output);
        }

        var weeks = Week().Matches(output).Select(week => (Calendar: double.Parse(week.Groups["calendar"].Value, CultureInfo.InvariantCulture), Planner: double.Parse(week.Groups["planner"].Value, CultureInfo.InvariantCulture))).ToList();
        Assert.Equal(52, weeks.Count);
        Assert.Equal(3, MonthOfPeak(output));
        var (before, after) = Figures(output, "peak over mean");
        Assert.InRange(1 - (after / before), 0.25, 1);

        // The figures are those of the weeks shown, which are cut to whole hours.
        Assert.Equal(weeks.Max(week => week.Calendar) / weeks.Average(week => week.Calendar), before, 0.03);
        Assert.Equal(weeks.Max(week => week.Planner) / weeks.Average(week => week.Planner), after, 0.03);
    }

    [Fact]
    public void Equal_seeds_give_equal_years()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(SampleProgram.Run("SeasonalWorkshop", folder.Path, "7").Output, SampleProgram.Run("SeasonalWorkshop", folder.Path, "7").Output);
    }

    private static int MonthOfPeak(string output) =>
        int.Parse(Week().Matches(output).MaxBy(week => double.Parse(week.Groups["calendar"].Value, CultureInfo.InvariantCulture))!.Groups["month"].Value, CultureInfo.InvariantCulture);

    private static (double Calendar, double Planner) Figures(string output, string name)
    {
        var cells = output.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(cells[0], NumberStyles.Number, CultureInfo.InvariantCulture), double.Parse(cells[1], NumberStyles.Number, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"^\d{4}-(?<month>\d\d)-\d\d +(?<calendar>\d+) #+ +(?<planner>\d+) #+\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Week();
}
