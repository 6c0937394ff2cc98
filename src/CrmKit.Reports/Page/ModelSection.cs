namespace CrmKit.Reports;

/// <summary>How far the expectations can be trusted: the tracking plot, and the fitted parameters.</summary>
internal static class ModelSection
{
    public static void Tracking(MarkupWriter page, CustomerReport report)
    {
        if (report.Tracking is not { } tracking)
        {
            page.Element("p", "No weeks were set aside to compare the model with what happened, so that there is no picture to show.", ("class", "nothing"));
            return;
        }

        PictureSection.Figure(
            page,
            TrackingPlot.Render(tracking),
            TrackingPlot.Describe(tracking),
            "A repeat purchase is a day on which a customer bought again. The nearer the two lines, the better the model knows the business; "
            + "only the holdout weeks test it, for there it had to foretell.");
        PictureSection.Figure(
            page,
            TrackingPlot.RenderWeekly(tracking),
            TrackingPlot.DescribeWeekly(tracking),
            "The same weeks one by one: what rises above the line in one season of every year the model does not know.");
        PictureSection.Models(page, report);
    }

    public static void Parameters(MarkupWriter page, CustomerReport report)
    {
        if (report.Parameters.IsDefaultOrEmpty)
        {
            page.Element("p", "No model has been fitted.", ("class", "nothing"));
            return;
        }

        ReportTable.Write(
            page,
            "The estimates behind every figure above, for those who check.",
            report.Parameters,
            new("Parameter", (cell, row) => cell.Inline("bdi", row.Name)),
            new("Model", (cell, row) => cell.Inline("bdi", row.Model)),
            new("Estimate", (cell, row) => cell.Text(EnglishText.Estimate(row.Value)), IsNumber: true),
            new("Standard error", (cell, row) => cell.Text(row.StandardError is { } error ? EnglishText.Estimate(error) : "not computed"), IsNumber: true));
    }
}
