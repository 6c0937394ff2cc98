using CrmKit.Desk;

namespace CrmKit.Tool;

/// <summary>How much was written.</summary>
internal sealed record ExportOutput(long Customers, long Consents, long Events, long Cards)
{
    public static ExportOutput From(ExportReport report) => new(report.Customers, report.Consents, report.Events, report.Cards);
}
