using System.Xml.Linq;
using CrmKit.Churn;
using CrmKit.Reports;

namespace CrmKit.Engines.Tests.Reports;

public class ContractReportTests
{
    internal static readonly PredictionQuality SampleQuality = PredictionQuality.Of(
        [.. Enumerable.Range(0, 200).Select(i => i / 200d)], [.. Enumerable.Range(0, 200).Select(i => i % 3 == 0 || i > 150)]);

    private static readonly ContractReport Full = new()
    {
        Title = "Gym <b>& pool",
        AsOf = new LocalDate(2025, 6, 30),
        Notes = ["Synthetic & small."],
        Figures = [new("customers", "4")],
        Accounts = SampleChurn.Accounts,
        Movements = SampleChurn.Movements,
        Tenure = SampleChurn.OneGroup,
        Renewals = SampleChurn.Cohorts,
        Retention = SampleChurn.Retention,
        Quality = SampleQuality,
        AtRisk = [new(new CustomerId("<script>alert(1)</script>"), 0.25, new Money(20m, Currency.Eur), [new Reason(ContractReasons.Shrunk, ReasonArgument.Of("feature", "shrunk"), ReasonArgument.Of("value", 1d), ReasonArgument.Of("term", 0.5))])],
    };

    [Fact]
    public void Page_is_valid_and_has_all_five_pictures()
    {
        var page = Markup.Parse(HtmlReport.Render(Full));
        Assert.Equal(5, page.Descendants(Markup.Svg + "svg").Count());
        Assert.Equal(["at-risk", "movements", "tenure", "quality"], page.Descendants(Markup.Html + "section").Select(section => (string)section.Attribute("id")!));
        var ids = page.DescendantsAndSelf().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Text_stays_text()
    {
        var html = HtmlReport.Render(Full);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("pays less than three months ago", html, StringComparison.Ordinal);
        Assert.Equal("<script>alert(1)</script>", Full.AtRisk[0].ToString());
    }

    [Fact]
    public void Page_without_anything_says_so()
    {
        var text = Markup.Parse(HtmlReport.Render(new ContractReport { Title = "Nothing" })).Value;
        Assert.Contains("no customer who could leave", text, StringComparison.Ordinal);
        Assert.Contains("no accounts to show", text, StringComparison.Ordinal);
        Assert.Contains("Nobody has been a customer yet", text, StringComparison.Ordinal);
        Assert.Contains("Too few customers have left", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_is_the_same_under_every_culture()
    {
        var expected = HtmlReport.Render(Full);
        Assert.All(new[] { "de-DE", "ar-SA", "fa-IR" }, culture => Assert.Equal(expected, Markup.Under(culture, () => HtmlReport.Render(Full))));
    }

    [Fact]
    public void Calibration_points_lie_where_they_were_observed()
    {
        var svg = Markup.Parse(CalibrationPlot.Render(SampleQuality));
        var points = svg.Descendants(Markup.Svg + "rect").Where(rect => rect.Class() == "column").ToArray();
        Assert.Equal(SampleQuality.Bins.Length, points.Length);
        var (low, high) = (points.MaxBy(point => point.Number("y"))!, points.MinBy(point => point.Number("y"))!);
        Assert.Equal(SampleQuality.Bins.MinBy(bin => bin.MeanObserved).Number, Array.IndexOf(points, low) + SampleQuality.Bins[0].Number);
        Assert.Equal(SampleQuality.Bins.First(bin => bin.MeanObserved == SampleQuality.Bins.Max(b => b.MeanObserved)).Number, Array.IndexOf(points, high) + SampleQuality.Bins[0].Number);
        Assert.Contains("200 foretold", CalibrationPlot.Describe(SampleQuality), StringComparison.Ordinal);
    }
}
