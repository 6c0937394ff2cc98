namespace CrmKit.Reports;

/// <summary>Pictures of the customer base, each with its message in words.</summary>
internal static class PictureSection
{
    public static void Customers(MarkupWriter page, CustomerReport report)
    {
        if (report is { Value: null, Cohorts: null, Slipping: null })
        {
            page.Element("p", "Nobody has bought yet, so that there is no picture to show.", ("class", "nothing"));
            return;
        }

        if (report.Value is { } value)
        {
            Figure(page, ValuePlot.Render(value), ValuePlot.Describe(value), "Where the best tenth holds most of the value, losing one of them hurts most.");
        }

        if (report.Cohorts is { } cohorts)
        {
            Figure(page, CohortMap.Render(cohorts), CohortMap.Describe(cohorts), "Read a row from left to right: customers who came in one span, and how many of them bought in each span after it.");
        }

        if (report.Slipping is { } slipping)
        {
            Figure(page, AlivePlot.Render(slipping), AlivePlot.Describe(slipping), "The first of those who are slipping away: each purchase lifts the chance, each silence longer than usual lowers it.");
        }
    }

    /// <summary>How the models see the customers, beside what they did.</summary>
    public static void Models(MarkupWriter page, CustomerReport report)
    {
        if (report.Frequencies is { } frequencies)
        {
            Figure(page, FrequencyPlot.Render(frequencies), FrequencyPlot.Describe(frequencies), "Bars and marks of one height mean that the model knows how unequal customers are.");
        }

        if (report.Spend is { } spend)
        {
            Figure(page, SpendPlot.Render(spend, report.Currency), SpendPlot.Describe(spend, report.Currency), "What a customer is expected to spend is drawn towards this shape, the more the fewer the purchases.");
        }

        if (report.Grid is { } grid)
        {
            Figure(page, RecencyFrequencyMap.Render(grid), RecencyFrequencyMap.Describe(grid), "Who bought often and then stopped is more surely gone than who bought rarely all along.");
        }
    }

    public static void Figure(MarkupWriter page, string picture, string message, string hint)
    {
        page.Open("figure");
        page.Raw("\n").Raw(picture);
        page.Open("figcaption").Element("p", message).Element("p", hint, ("class", "hint")).Close().Close();
    }
}
