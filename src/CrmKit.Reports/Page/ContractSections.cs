namespace CrmKit.Reports;

/// <summary>The sections of the page of a business with contracts.</summary>
internal static class ContractSections
{
    public static void AtRisk(MarkupWriter page, ContractReport report)
    {
        if (report.AtRisk.IsDefaultOrEmpty)
        {
            page.Element("p", "There is no customer who could leave.", ("class", "nothing"));
            return;
        }

        ReportTable.Write(
            page,
            "The largest expected loss first: the chance of leaving within a month times what the customer pays.",
            report.AtRisk,
            new("Customer", (cell, row) => cell.Inline("bdi", row.Customer.Value)),
            new("Chance of leaving", (cell, row) => cell.Text(EnglishText.Chance(row.Probability)), IsNumber: true),
            new("A month", (cell, row) => cell.Text(EnglishText.Of(row.Mrr)), IsNumber: true),
            new("Why", (cell, row) => cell.Text(string.Join("; ", row.Reasons.Select(EnglishReasons.Render)))));
    }

    public static void Movements(MarkupWriter page, ContractReport report)
    {
        if (report is not { Accounts: { } accounts, Movements: { } movements })
        {
            page.Element("p", "There are no accounts to show.", ("class", "nothing"));
            return;
        }

        PictureSection.Figure(page, MovementsWaterfall.Render(movements), MovementsWaterfall.Describe(movements), "Opening and movements give the closing exactly: nothing is rounded away.");
        PictureSection.Figure(page, RetentionTriangle.Render(accounts), RetentionTriangle.Describe(accounts), "Read a row from left to right: customers who came in one month, and how many of them are there in each month after it.");
    }

    public static void Tenure(MarkupWriter page, ContractReport report)
    {
        if (report.Tenure is null && report.Renewals is null)
        {
            page.Element("p", "Nobody has been a customer yet.", ("class", "nothing"));
            return;
        }

        if (report.Tenure is { } tenure)
        {
            PictureSection.Figure(
                page,
                SurvivalPlot.Render(tenure, unit: report.TenureUnit),
                SurvivalPlot.Describe(tenure, report.TenureUnit),
                "The band holds the true share nineteen times in twenty. It widens to the right, where few have been customers for so long.");
        }

        if (report is { Renewals: { } renewals, Retention: { } retention })
        {
            PictureSection.Figure(
                page,
                RetentionPlot.Render(renewals, retention),
                RetentionPlot.Describe(renewals, retention),
                "Who stays long is more faithful from the beginning: the model knows that, so that its curve flattens, and it goes on where the data end.");
        }
    }

    public static void Quality(MarkupWriter page, ContractReport report)
    {
        if (report.Quality is not { Count: > 0 } quality)
        {
            page.Element("p", "Too few customers have left to try the chances on, so that there is no picture to show.", ("class", "nothing"));
            return;
        }

        PictureSection.Figure(page, CalibrationPlot.Render(quality), CalibrationPlot.Describe(quality), "Each point is a tenth of the customers whom the model had not learned from. On the line, chances mean what they say.");
    }
}
