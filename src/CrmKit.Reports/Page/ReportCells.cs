namespace CrmKit.Reports;

/// <summary>The cells that several tables share.</summary>
internal static class ReportCells
{
    /// <summary>The name in an isolate of its own, so that its reading direction ends with it, and below it the key, which is always there.</summary>
    public static void Customer(MarkupWriter page, CustomerId customer, string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            page.Inline("bdi", customer.Value);
            return;
        }

        page.Inline("bdi", name).OpenInline("span", ("class", "aside")).Inline("bdi", customer.Value).Close();
    }

    /// <summary>A day, readable by people and programs.</summary>
    public static void Day(MarkupWriter page, LocalDate date) => page.Inline("time", EnglishText.Short(date), ("datetime", EnglishText.Iso(date)));

    /// <summary>A line under the cell's figure, smaller.</summary>
    public static void Aside(MarkupWriter page, string text) => page.Inline("span", text, ("class", "aside"));

    /// <summary>A chance in figures and as a bar, which says nothing more and is hidden from a screen reader.</summary>
    public static void Chance(MarkupWriter page, double probability)
    {
        var width = Math.Clamp(Math.Round(100 * probability), 0, 100).ToString("0", CultureInfo.InvariantCulture);
        page.Inline("span", EnglishText.Chance(probability), ("class", "figure"));
        page.OpenInline("span", ("class", "bar"), ("aria-hidden", "true")).Inline("span", string.Empty, ("style", $"width:{width}%")).Close();
    }
}
