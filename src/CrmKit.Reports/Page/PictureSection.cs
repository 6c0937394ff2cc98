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

    /// <summary>How often people hear from the business, and when.</summary>
    public static void Contact(MarkupWriter page, CustomerReport report)
    {
        if (report is { Pressure: null, Silence: null, Calendar: null })
        {
            page.Element("p", "Nothing is known of contacts yet.", ("class", "nothing"));
            return;
        }

        if (report.Pressure is { } pressure)
        {
            Figure(page, PressurePlot.Render(pressure), PressurePlot.Describe(pressure), "Both ends matter: who hears nothing is forgotten, who hears too much is annoyed.");
        }

        if (report.Silence is { } silence)
        {
            Figure(page, SilencePlot.Render(silence), SilencePlot.Describe(silence), "The bars on the right are people who may think that you have forgotten them.");
        }

        if (report.Calendar is { } calendar)
        {
            Figure(page, ContactCalendar.Render(calendar), ContactCalendar.Describe(calendar), "Days to come are what is planned so far; a level picture is work that a small team can do.");
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
