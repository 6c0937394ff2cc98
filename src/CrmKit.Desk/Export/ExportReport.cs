namespace CrmKit.Desk;

/// <summary>How much was written.</summary>
/// <param name="Customers">People written as CSV.</param>
/// <param name="Consents">Statements written.</param>
/// <param name="Events">Events written.</param>
/// <param name="Cards">People written as vCards.</param>
public sealed record ExportReport(long Customers, long Consents, long Events, long Cards);
