using System.Xml.Linq;
using CrmKit.LifetimeValue;
using CrmKit.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests.Reports;

public class TrackingPlotTests
{
    /// <summary>Coordinates are rounded to a hundredth, and the scale is read off two ticks that are rounded so too.</summary>
    private const double Rounding = 0.011;

    [Fact]
    public void Every_point_lies_where_the_ticks_put_its_value()
    {
        var tracking = SampleReport.Tracking();
        var svg = Markup.Parse(TrackingPlot.Render(tracking));
        var (week, count) = Scales(svg);

        var happened = Curve(svg, "first");
        var expected = Curve(svg, "second");
        Assert.Equal(79, happened.Length);
        Assert.Equal(79, expected.Length);
        Assert.Equal((week(0), count(0)), (happened[0].X, happened[0].Y));
        for (var w = 1; w <= 78; w++)
        {
            Assert.Equal(week(w), happened[w].X, Rounding);
            Assert.Equal(count(tracking.Actual[w - 1]), happened[w].Y, Rounding);
            Assert.Equal(count(tracking.Expected[w - 1]), expected[w].Y, Rounding);
        }
    }

    [Fact]
    public void Boundary_stands_at_the_end_of_calibration_between_its_two_words()
    {
        var svg = Markup.Parse(TrackingPlot.Render(SampleReport.Tracking()));
        var boundary = svg.Elements(Markup.Svg + "line").Single(line => line.Class() == "boundary");

        Assert.Equal(Scales(svg).Week(39), boundary.Number("x1"), Rounding);
        Assert.Equal(boundary.Number("x1"), boundary.Number("x2"));
        var fitted = Word(svg, "fitted");
        Assert.Contains("before", fitted.Class(), StringComparison.Ordinal);
        Assert.True(fitted.Number("x") < boundary.Number("x1"));
        Assert.True(Word(svg, "holdout").Number("x") > boundary.Number("x1"));
    }

    [Fact]
    public void Ticks_are_round_and_cover_both_curves()
    {
        var svg = Markup.Parse(TrackingPlot.Render(SampleReport.Tracking()));

        Assert.Equal(["0", "10", "20", "30", "40", "50", "60", "70"], Labels(svg, "quiet middle"));
        Assert.Equal(["0", "1,000", "2,000", "3,000", "4,000", "5,000"], Labels(svg, "quiet before").Take(6));
    }

    [Fact]
    public void Picture_names_and_describes_itself_with_the_figures()
    {
        var svg = Markup.Parse(TrackingPlot.Render(SampleReport.Tracking(), new PlotOptions { IdPrefix = "plot-2" }));

        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal("plot-2-title", (string?)svg.Attribute("aria-labelledby"));
        Assert.Equal("plot-2-desc", (string?)svg.Attribute("aria-describedby"));
        var title = svg.Element(Markup.Svg + "title")!;
        Assert.Equal(("plot-2-title", "Cumulative repeat purchases"), ((string)title.Attribute("id")!, title.Value));
        var description = svg.Element(Markup.Svg + "desc")!;
        Assert.Equal("plot-2-desc", (string?)description.Attribute("id"));
        Assert.StartsWith("By week 78 the model expected 4,245 repeat purchases and 4,339 happened, 2.2 % more. ", description.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Description_judges_the_holdout_weeks_alone()
    {
        var tracking = new PurchaseTracking(new LocalDate(2024, 1, 1), 2, [10, 20, 29], [11, 20, 30.4]);

        Assert.Equal(
            "By week 3 the model expected 30.4 repeat purchases and 29 happened, 4.6 % fewer. It was fitted on the first 2 weeks; "
            + "in the 1 holdout week after them, which it had not seen, it expected 10.4 and 9 happened, 13.5 % fewer.",
            TrackingPlot.Describe(tracking));
    }

    [Theory]
    [InlineData(0, "It had seen none of these weeks.")]
    [InlineData(3, "It was fitted on all of these weeks, so that they do not test it.")]
    [InlineData(9, "It was fitted on all of these weeks, so that they do not test it.")]
    public void Description_says_when_nothing_is_tested(int calibration, string sentence)
    {
        var text = TrackingPlot.Describe(new PurchaseTracking(new LocalDate(2024, 1, 1), calibration, [1, 2, 3], [1, 2, 3]));

        Assert.Equal($"By week 3 the model expected 3 repeat purchases and 3 happened, just as expected. {sentence}", text);
    }

    [Fact]
    public void Future_weeks_are_dashed_on_without_a_solid_line()
    {
        var svg = Markup.Parse(TrackingPlot.Render(new PurchaseTracking(new LocalDate(2024, 1, 1), 4, [], [1, 2, 3, 4])));

        Assert.Single(svg.Elements(Markup.Svg + "polyline"), line => line.Class() == "first"); // the legend's alone
        Assert.Equal("By week 4 the model expects 4 repeat purchases; no week has been observed yet.", svg.Element(Markup.Svg + "desc")!.Value);
    }

    [Fact]
    public void No_week_at_all_renders_a_sentence()
    {
        var svg = Markup.Parse(TrackingPlot.Render(new PurchaseTracking(new LocalDate(2024, 1, 1), 0, [], [])));

        Assert.Equal("There is no week to show yet.", svg.Element(Markup.Svg + "desc")!.Value);
        Assert.Contains(svg.Elements(Markup.Svg + "text"), text => text.Value == "There is no week to show yet.");
    }

    [Fact]
    public void Curves_differ_by_dash_as_well_as_by_colour()
    {
        var style = Markup.Parse(TrackingPlot.Render(SampleReport.Tracking())).Element(Markup.Svg + "style")!.Value;

        Assert.Contains(".second { stroke: var(--plot-second); stroke-dasharray:", style, StringComparison.Ordinal);
        Assert.Contains(".first { stroke: var(--plot-first); }", style, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", style, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void Picture_is_the_same_under_every_culture(string culture) =>
        Assert.Equal(TrackingPlot.Render(SampleReport.Tracking()), Markup.Under(culture, () => TrackingPlot.Render(SampleReport.Tracking())));

    [Fact]
    public void Any_tracking_is_drawn_inside_the_picture()
    {
        var trackings =
            from weeks in Gen.Choose(1, 120)
            from calibration in Gen.Choose(0, 130)
            from scale in Gen.Elements(1e-9, 0.3, 1.0, 40.0, 1e6, 1e12, 1e300)
            from seen in Gen.Choose(0, weeks)
            from rises in Gen.Choose(0, 1000).ListOf(weeks)
            select new PurchaseTracking(
                new LocalDate(2024, 2, 29),
                calibration,
                [.. Running(rises).Take(seen).Select(count => (int)(count * Math.Min(scale, 1000)))],
                [.. Running(rises).Select(count => count / 1e6 * scale)]);

        Prop.ForAll(trackings.ToArbitrary(), IsInside).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Invalid_trackings_and_options_are_refused()
    {
        var start = new LocalDate(2024, 1, 1);
        Assert.Throws<ArgumentNullException>(() => TrackingPlot.Render(null!));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(new PurchaseTracking(start, 1, [1, 2], [1])));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(new PurchaseTracking(start, -1, [1], [1])));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(new PurchaseTracking(start, 1, [-1], [1])));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(new PurchaseTracking(start, 1, [1], [double.NaN])));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(new PurchaseTracking(start, 1, [1], [double.PositiveInfinity])));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(new PurchaseTracking(start, 1, default, [1])));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(SampleReport.Tracking(), new PlotOptions { IdPrefix = "a b" }));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(SampleReport.Tracking(), new PlotOptions { Width = 359 }));
        Assert.Throws<ArgumentException>(() => TrackingPlot.Render(SampleReport.Tracking(), new PlotOptions { Height = 2001 }));
    }

    private static double[] Running(IEnumerable<int> rises)
    {
        var sum = 0.0;
        return [.. rises.Select(rise => sum += rise)];
    }

    private static bool IsInside(PurchaseTracking tracking)
    {
        var svg = Markup.Parse(TrackingPlot.Render(tracking));
        var points = svg.Elements(Markup.Svg + "polyline").SelectMany(Points);
        var lines = svg.Elements(Markup.Svg + "line").SelectMany(line => new[] { (line.Number("x1"), line.Number("y1")), (line.Number("x2"), line.Number("y2")) });
        var texts = svg.Elements(Markup.Svg + "text").Select(text => (Left(text), text.Number("y"))).Concat(
            svg.Elements(Markup.Svg + "text").Select(text => (Left(text) + Width(text), text.Number("y"))));
        return points.Concat(lines).Concat(texts).All(point => point.Item1 is >= 0 and <= 480 && point.Item2 is >= 0 and <= 340);
    }

    /// <summary>An average letter of the small screen's 18 units is taken as 9 wide.</summary>
    private static double Width(XElement text) => 9.0 * text.Value.Length;

    private static double Left(XElement text) => text.Number("x") - (text.Class() switch
    {
        var style when style.Contains("before", StringComparison.Ordinal) => Width(text),
        var style when style.Contains("middle", StringComparison.Ordinal) => Width(text) / 2,
        _ => 0,
    });

    private static (double X, double Y)[] Curve(XElement svg, string style) =>
        Points(svg.Elements(Markup.Svg + "polyline").First(line => line.Class() == style && Points(line).Length > 2));

    private static (double X, double Y)[] Points(XElement polyline) => [.. polyline.Attribute("points")!.Value.Split(' ').Select(pair =>
    {
        var comma = pair.IndexOf(',', StringComparison.Ordinal);
        return (double.Parse(pair[..comma], CultureInfo.InvariantCulture), double.Parse(pair[(comma + 1)..], CultureInfo.InvariantCulture));
    })];

    private static XElement Word(XElement svg, string word) => svg.Elements(Markup.Svg + "text").Single(text => text.Value == word);

    private static string[] Labels(XElement svg, string style) =>
        [.. svg.Elements(Markup.Svg + "text").Where(text => text.Class() == style).Select(text => text.Value)];

    /// <summary>Both scales, read off the first and the last labelled tick as a reader's eye would.</summary>
    private static (Func<double, double> Week, Func<double, double> Count) Scales(XElement svg)
    {
        var weeks = svg.Elements(Markup.Svg + "text").Where(text => text.Class() == "quiet middle").ToArray();
        var gridlines = svg.Elements(Markup.Svg + "line").Where(line => line.Number("y1") == line.Number("y2")).ToArray();
        var counts = svg.Elements(Markup.Svg + "text").Where(text => text.Class() == "quiet before").Take(gridlines.Length).ToArray();
        return (
            Through(Value(weeks[0]), weeks[0].Number("x"), Value(weeks[^1]), weeks[^1].Number("x")),
            Through(Value(counts[0]), gridlines[0].Number("y1"), Value(counts[^1]), gridlines[^1].Number("y1")));

        static double Value(XElement label) => double.Parse(label.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

        static Func<double, double> Through(double v1, double p1, double v2, double p2) => v => p1 + ((v - v1) * (p2 - p1) / (v2 - v1));
    }
}
