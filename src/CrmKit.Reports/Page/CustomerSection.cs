namespace CrmKit.Reports;

/// <summary>The tables of customers: those worth most, and those slipping away.</summary>
internal static class CustomerSection
{
    public static void MostValuable(MarkupWriter page, CustomerReport report)
    {
        if (report.MostValuable.IsDefaultOrEmpty)
        {
            page.Element("p", "No customer has been valued yet.", ("class", "nothing"));
            return;
        }

        var horizon = CommonHorizon(report.MostValuable);
        ReportTable.Write(
            page,
            horizon is { } days ? $"What each is expected to spend in the next {EnglishText.Counted(days, "day", "days")}." : "What each is expected to spend.",
            report.MostValuable,
            new("Customer", (cell, row) => ReportCells.Customer(cell, row.Customer, row.Name)),
            new("Expected value", (cell, row) => Value(cell, row.Value.ExpectedValue, row.Value, horizon), IsNumber: true),
            new("Expected purchases", (cell, row) => cell.Text(EnglishText.OneDecimal(row.Value.ExpectedPurchases)), IsNumber: true),
            new("Per purchase", (cell, row) => cell.Text(EnglishText.Of(row.Value.ExpectedSpend)), IsNumber: true),
            new("Still a customer", (cell, row) => ReportCells.Chance(cell, row.Value.ProbabilityAlive), IsNumber: true),
            new("Last purchase", (cell, row) => LastPurchase(cell, row.LastPurchase, report.Today)));
    }

    public static void SlippingAway(MarkupWriter page, CustomerReport report)
    {
        if (report.SlippingAway.IsDefaultOrEmpty)
        {
            // Without a valuation nobody can be told to be slipping away, nor not to be.
            var isValued = !report.MostValuable.IsDefaultOrEmpty;
            page.Element("p", isValued ? "No valuable customer is slipping away." : "No customer has been valued yet.", ("class", "nothing"));
            return;
        }

        var horizon = CommonHorizon(report.SlippingAway);
        var span = horizon is { } days ? $" in the next {EnglishText.Counted(days, "day", "days")}" : string.Empty;
        ReportTable.Write(
            page,
            $"Good customers whose silence makes it doubtful that they still are: what each would spend{span} if certain to be one, and what is expected as things stand.",
            report.SlippingAway,
            new("Customer", (cell, row) => ReportCells.Customer(cell, row.Customer, row.Name)),
            new("If they stay", (cell, row) => Value(cell, row.Value.ValueIfAlive, row.Value, horizon), IsNumber: true),
            new("As things stand", (cell, row) => cell.Text(EnglishText.Of(row.Value.ExpectedValue)), IsNumber: true),
            new("Still a customer", (cell, row) => ReportCells.Chance(cell, row.Value.ProbabilityAlive), IsNumber: true),
            new("Last purchase", (cell, row) => LastPurchase(cell, row.LastPurchase, report.Today)));
    }

    /// <summary>The amount; below it the horizon where rows differ in theirs, and a word where nothing of the customer's own is behind it.</summary>
    private static void Value(MarkupWriter cell, Money amount, ValueOutlook value, int? commonHorizon)
    {
        cell.Inline("span", EnglishText.Of(amount), ("class", "figure"));
        if (commonHorizon is null)
        {
            ReportCells.Aside(cell, $"in {EnglishText.Counted(value.HorizonDays, "day", "days")}");
        }

        if (value.Status == EstimateStatus.Prior)
        {
            ReportCells.Aside(cell, "from the population alone");
        }
    }

    private static void LastPurchase(MarkupWriter cell, LocalDate date, LocalDate today)
    {
        ReportCells.Day(cell, date);
        var days = Period.DaysBetween(date.WithCalendar(CalendarSystem.Iso), today.WithCalendar(CalendarSystem.Iso));
        if (days >= 0)
        {
            ReportCells.Aside(cell, days == 0 ? "today" : $"{EnglishText.Counted(days, "day", "days")} ago");
        }
    }

    private static int? CommonHorizon(ImmutableArray<ReportCustomerRow> rows) =>
        rows.All(row => row.Value.HorizonDays == rows[0].Value.HorizonDays) ? rows[0].Value.HorizonDays : null;
}
