using System.Xml.Linq;
using CrmKit.LifetimeValue;
using CrmKit.Reports;

namespace CrmKit.Engines.Tests.Reports;

/// <summary>What every picture promises, and that each draws what it was given.</summary>
public class PictureTests
{
    private const double Rounding = 0.011;

    private static readonly CustomerReport Full = SampleReport.Full();

    private static readonly ImmutableArray<(string Name, Func<string> Render, Func<string> Describe)> Pictures =
    [
        ("tracking", () => TrackingPlot.Render(Full.Tracking!), () => TrackingPlot.Describe(Full.Tracking!)),
        ("weekly", () => TrackingPlot.RenderWeekly(Full.Tracking!), () => TrackingPlot.DescribeWeekly(Full.Tracking!)),
        ("frequency", () => FrequencyPlot.Render(Full.Frequencies!), () => FrequencyPlot.Describe(Full.Frequencies!)),
        ("spend", () => SpendPlot.Render(Full.Spend!, Currency.Usd), () => SpendPlot.Describe(Full.Spend!, Currency.Usd)),
        ("map", () => RecencyFrequencyMap.Render(Full.Grid!), () => RecencyFrequencyMap.Describe(Full.Grid!)),
        ("cohorts", () => CohortMap.Render(Full.Cohorts!), () => CohortMap.Describe(Full.Cohorts!)),
        ("value", () => ValuePlot.Render(Full.Value!), () => ValuePlot.Describe(Full.Value!)),
        ("survival", () => SurvivalPlot.Render(SampleChurn.Groups, unit: "months"), () => SurvivalPlot.Describe(SampleChurn.Groups, "months")),
        ("survival-one", () => SurvivalPlot.Render(SampleChurn.OneGroup), () => SurvivalPlot.Describe(SampleChurn.OneGroup)),
        ("retention", () => RetentionPlot.Render(SampleChurn.Cohorts, SampleChurn.Retention), () => RetentionPlot.Describe(SampleChurn.Cohorts, SampleChurn.Retention)),
        ("movements", () => MovementsWaterfall.Render(SampleChurn.Movements), () => MovementsWaterfall.Describe(SampleChurn.Movements)),
        ("triangle", () => RetentionTriangle.Render(SampleChurn.Accounts), () => RetentionTriangle.Describe(SampleChurn.Accounts)),
        ("calibration", () => CalibrationPlot.Render(ContractReportTests.SampleQuality), () => CalibrationPlot.Describe(ContractReportTests.SampleQuality)),
        ("pressure", () => PressurePlot.Render(SampleContact.Pressure), () => PressurePlot.Describe(SampleContact.Pressure)),
        ("pressure-none", () => PressurePlot.Render(PressureSpread.Of([], 30)), () => PressurePlot.Describe(PressureSpread.Of([], 30))),
        ("silence", () => SilencePlot.Render(SampleContact.Silence), () => SilencePlot.Describe(SampleContact.Silence)),
        ("calendar", () => ContactCalendar.Render(SampleContact.Days), () => ContactCalendar.Describe(SampleContact.Days)),
        ("calendar-none", () => ContactCalendar.Render(ImmutableSortedDictionary<LocalDate, int>.Empty), () => ContactCalendar.Describe(ImmutableSortedDictionary<LocalDate, int>.Empty)),
        ("alive", () => AlivePlot.Render(Full.Slipping!), () => AlivePlot.Describe(Full.Slipping!)),
    ];

    public static TheoryData<string> Names => [.. Pictures.Select(picture => picture.Name)];

    [Fact]
    public void Cohort_map_of_all_time_is_no_larger_than_what_can_be_seen()
    {
        NetPurchase[] purchases = [new(new CustomerId("a"), LocalDate.MinIsoValue, new Money(1, Currency.Eur)), new(new CustomerId("b"), new LocalDate(2024, 1, 1), new Money(1, Currency.Eur))];
        Assert.InRange(CohortMap.Render(CohortTable.Build(purchases, new LocalDate(2025, 1, 1))).Length, 1000, 60_000);
    }

    [Theory, MemberData(nameof(Names))]
    public void Picture_is_one_image_with_a_name_and_its_message_in_words(string name)
    {
        var (_, render, describe) = Pictures.Single(picture => picture.Name == name);
        var svg = Markup.Parse(render());
        Assert.Equal(Markup.Svg + "svg", svg.Name);
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.False(string.IsNullOrWhiteSpace(svg.Element(Markup.Svg + "title")!.Value));
        Assert.Equal(describe(), svg.Element(Markup.Svg + "desc")!.Value);
        var ids = svg.DescendantsAndSelf().Attributes("id").Select(id => id.Value).ToList();
        Assert.All(((string?)svg.Attribute("aria-labelledby") + " " + (string?)svg.Attribute("aria-describedby")).Split(' ', StringSplitOptions.RemoveEmptyEntries), id => Assert.Contains(id, ids));
        Assert.Contains("prefers-color-scheme: dark", svg.Value, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Picture_is_the_same_under_every_culture(string name)
    {
        var (_, render, _) = Pictures.Single(picture => picture.Name == name);
        Assert.All(new[] { "de-DE", "ar-SA", "fa-IR" }, culture => Assert.Equal(render(), Markup.Under(culture, render)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Everything_drawn_lies_inside_the_picture(string name)
    {
        var svg = Markup.Parse(Pictures.Single(picture => picture.Name == name).Render());
        var box = ((string)svg.Attribute("viewBox")!).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        foreach (var part in svg.Descendants())
        {
            Within(part, ["x", "x1", "x2"], box[2]);
            Within(part, ["y", "y1", "y2"], box[3]);
            Assert.True(part.Attribute("width") is null || part.Number("x") + part.Number("width") <= box[2] + Rounding);
            Assert.True(part.Attribute("height") is null || part.Number("y") + part.Number("height") <= box[3] + Rounding);
        }

        static void Within(XElement part, string[] names, double most) => Assert.All(names.Where(name => part.Attribute(name) is not null), name => Assert.InRange(part.Number(name), 0, most));
    }

    // A rule of the page for its own tables would size the shapes of a picture.
    [Fact]
    public void Page_styles_no_class_that_a_picture_uses()
    {
        var page = Markup.Parse(HtmlReport.Render(Full));
        var rules = page.Descendants(Markup.Html + "style").First().Value;
        var used = page.Descendants().Where(part => part.Name.Namespace == Markup.Svg).SelectMany(part => part.Class().Split(' ')).Where(name => name.Length > 0 && name != "crmkit-plot").Distinct();
        Assert.All(used, name => Assert.DoesNotMatch($@"\.{name}(?![a-z-])", rules));
    }

    [Fact]
    public void Frequency_bars_are_as_high_as_the_counts()
    {
        var svg = Markup.Parse(FrequencyPlot.Render(Full.Frequencies!));
        var bars = svg.Descendants(Markup.Svg + "rect").Where(rect => rect.Class() == "column").ToArray();
        var counts = Full.Frequencies!.Actual;
        for (var i = 1; i < counts.Length; i++)
        {
            Assert.Equal((double)counts[i] / counts[0], bars[i].Number("height") / bars[0].Number("height"), 1e-3);
        }

        var marks = svg.Descendants(Markup.Svg + "line").Where(line => line.Class() == "mark").ToArray();
        Assert.True(marks[0].Number("y1") < bars[0].Number("y"), "The model expected more without a repeat purchase than there were.");
    }

    [Fact]
    public void Chance_of_one_customer_is_a_line_from_day_to_day()
    {
        var svg = Markup.Parse(AlivePlot.Render(Full.Slipping!));
        var points = svg.Descendants(Markup.Svg + "polyline").Single(line => line.Class() == "first").Attribute("points")!.Value.Split(' ');
        Assert.Equal(Full.Slipping!.Points.Length, points.Length);
        Assert.Equal(2, svg.Descendants(Markup.Svg + "line").Count(line => line.Class() == "boundary"));
        Assert.Contains("31 %", AlivePlot.Describe(Full.Slipping!), StringComparison.Ordinal);
    }

    [Fact]
    public void Spans_that_are_not_over_have_no_cell()
    {
        var cells = Markup.Parse(CohortMap.Render(SampleReport.Cohorts())).Descendants(Markup.Svg + "rect").Count(rect => rect.Class().StartsWith("heat", StringComparison.Ordinal));
        Assert.Equal(SampleReport.Cohorts().Cohorts.Sum(cohort => cohort.Spans.Count(span => span.IsComplete)), cells);
    }

    [Fact]
    public void Nothing_to_show_says_so()
    {
        Assert.Contains("nothing to show yet", Markup.Parse(ValuePlot.Render(ValueDistribution.Of([]))).Value, StringComparison.Ordinal);
        Assert.Equal("Nobody has bought yet.", CohortMap.Describe(CohortTable.Build([], SampleReport.Today)));
        Markup.Parse(CohortMap.Render(CohortTable.Build([], SampleReport.Today)));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        Assert.Throws<ArgumentException>(() => AlivePlot.Render(new AliveHistory([], [])));
        Assert.Throws<ArgumentException>(() => FrequencyPlot.Render(new PurchaseFrequencies([1], [1, 2])));
        Assert.Throws<ArgumentException>(() => FrequencyPlot.Render(Full.Frequencies!, new PlotOptions { Width = 3 }));
    }
}
