namespace CrmKit.Reports;

/// <summary>Renders a report as one self-contained HTML page: no network, no script, light and dark, fit for print and for a screen reader.</summary>
/// <remarks>
/// The page is valid XML too. Every text is encoded, and its content security policy forbids everything but its own style, so that
/// a name or a note can change neither the page nor what the reader's browser does. Pure: equal input gives equal text under every culture. Thread-safe.
/// </remarks>
public static class HtmlReport
{
    /// <summary>The page of a shop.</summary>
    /// <param name="report">Its content.</param>
    /// <returns>A whole HTML document; write it as UTF-8.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    /// <exception cref="ArgumentException">The report's tracking lies outside its range.</exception>
    public static string Render(CustomerReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new PageFrame(report.Title, report.Today, $", in the business's zone {report.BusinessZone.Id}.", report.Notes, report.Figures).Render(
            ("contacts", "Whom to contact today", page => ContactSection.Write(page, report)),
            ("slipping-away", "Who is slipping away", page => CustomerSection.SlippingAway(page, report)),
            ("most-valuable", "Who is worth most", page => CustomerSection.MostValuable(page, report)),
            ("contact", "How you keep in touch", page => PictureSection.Contact(page, report)),
            ("pictures", "Your customers in pictures", page => PictureSection.Customers(page, report)),
            ("model", "How well the model knows your customers", page => ModelSection.Tracking(page, report)),
            ("parameters", "Fitted parameters", page => ModelSection.Parameters(page, report)));
    }

    /// <summary>The page of a business with contracts.</summary>
    /// <param name="report">Its content.</param>
    /// <returns>A whole HTML document; write it as UTF-8.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public static string Render(ContractReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new PageFrame(report.Title, report.AsOf, report.AsOf is null ? "A ledger of numbered months." : ", the last day looked at.", report.Notes, report.Figures).Render(
            ("at-risk", "Who may leave, and why", page => ContractSections.AtRisk(page, report)),
            ("movements", "Where customers and revenue went", page => ContractSections.Movements(page, report)),
            ("tenure", "How long customers stay", page => ContractSections.Tenure(page, report)),
            ("quality", "What the chances are worth", page => ContractSections.Quality(page, report)));
    }
}
