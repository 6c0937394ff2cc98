using CrmKit.Churn;
using CrmKit.Reports;

namespace CrmKit.Engines.Tests.Reports;

/// <summary>That each picture of churn draws what it was given.</summary>
public class ChurnPictureTests
{
    [Fact]
    public void Survival_falls_in_steps_to_the_last_share()
    {
        var curve = Assert.Single(SampleChurn.OneGroup.Curves);
        var line = Points(SurvivalPlot.Render(SampleChurn.OneGroup), "polyline", "first").First();
        Assert.Equal((2 * curve.Times.Length) + 1, line.Length);
        var (top, floor) = (line[0].Y, Axis(SurvivalPlot.Render(SampleChurn.OneGroup)));
        Assert.Equal(curve.Survival[^1], (floor - line[^1].Y) / (floor - top), 1e-3);
        Assert.All(Enumerable.Range(1, line.Length - 1), i => Assert.True(line[i].X >= line[i - 1].X && line[i].Y >= line[i - 1].Y));
    }

    [Fact]
    public void Band_encloses_the_curve()
    {
        var svg = SurvivalPlot.Render(SampleChurn.OneGroup);
        var (line, band) = (Points(svg, "polyline", "first").First(), Points(svg, "polygon", "first-band").Single());
        Assert.True(band.Min(point => point.Y) <= line.Min(point => point.Y) && band.Max(point => point.Y) >= line.Max(point => point.Y));
    }

    [Fact]
    public void At_most_four_groups_are_drawn_those_with_the_most_records()
    {
        double[] time = [.. Enumerable.Range(0, 60).Select(i => 1d + (i % 7))];
        var groups = GroupColumn.Of("shop", Enumerable.Range(0, 60).Select(i => $"g{Math.Min(5, i / 4)}"));
        var fit = new KaplanMeierEstimator().Fit(new SurvivalRecords(time, time.Select(_ => true).ToArray()), groups);
        var text = Markup.Parse(SurvivalPlot.Render(fit)).Value;
        Assert.Equal(4, fit.Curves.Count(curve => text.Contains(curve.Label, StringComparison.Ordinal)));
        Assert.Contains("g5", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Survival_of_nobody_and_of_those_who_all_stay_is_drawn()
    {
        Assert.Contains("nothing to show", SurvivalPlot.Describe(new KaplanMeierEstimator().Fit(new SurvivalRecords(Array.Empty<double>(), Array.Empty<bool>()))), StringComparison.Ordinal);
        var stay = new KaplanMeierEstimator().Fit(new SurvivalRecords(new double[] { 0, 0 }, new[] { false, false }));
        Markup.Parse(SurvivalPlot.Render(stay));
        Assert.Contains("fewer than half", SurvivalPlot.Describe(stay), StringComparison.Ordinal);
    }

    [Fact]
    public void Retention_shows_what_happened_as_Kaplan_and_Meier_count_it()
    {
        var line = Points(RetentionPlot.Render(SampleChurn.Cohorts, SampleChurn.Retention), "polyline", "first").First();

        // The second cohort is seen for one renewal only.
        var expected = (869d + 350) / 1400 * (743d / 869);
        var floor = Axis(RetentionPlot.Render(SampleChurn.Cohorts, SampleChurn.Retention));
        Assert.Equal(expected, (floor - line[2].Y) / (floor - line[0].Y), 1e-3);
    }

    [Fact]
    public void Waterfall_hangs_together_from_opening_to_closing()
    {
        var bars = Markup.Parse(MovementsWaterfall.Render(SampleChurn.Movements)).Descendants(Markup.Svg + "rect").Where(rect => rect.Class() is "column" or "gain" or "loss").ToArray();
        Assert.Equal(7, bars.Length);
        var movements = SampleChurn.Movements;
        var unit = bars[6].Number("height") / (double)movements.ClosingMrr.Amount;
        Assert.Equal((double)movements.NewMrr.Amount, bars[1].Number("height") / unit, 0.05);
        Assert.Equal((double)movements.ChurnedMrr.Amount, bars[5].Number("height") / unit, 0.05);
        Assert.Equal(bars[5].Number("y") + bars[5].Number("height"), bars[6].Number("y"), 0.02);
    }

    [Fact]
    public void Triangle_has_a_cell_for_each_month_of_each_cohort()
    {
        var cells = Markup.Parse(RetentionTriangle.Render(SampleChurn.Accounts)).Descendants(Markup.Svg + "rect").Count(rect => rect.Class().StartsWith("heat", StringComparison.Ordinal));
        Assert.Equal(SampleChurn.Accounts.Cohorts.Sum(cohort => cohort.Ages.Length), cells);
    }

    private static double Axis(string svg) =>
        Markup.Parse(svg).Descendants(Markup.Svg + "line").First(line => line.Class() == "axis").Number("y1");

    private static IEnumerable<(double X, double Y)[]> Points(string svg, string element, string style) => Markup.Parse(svg)
        .Descendants(Markup.Svg + element)
        .Where(part => part.Class() == style)
        .Select(part => part.Attribute("points")!.Value.Split(' ').Select(pair => pair.Split(',')).Select(pair => (double.Parse(pair[0], CultureInfo.InvariantCulture), double.Parse(pair[1], CultureInfo.InvariantCulture))).ToArray());
}
