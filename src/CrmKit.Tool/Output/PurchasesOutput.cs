using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>What was taken of a file of purchases.</summary>
internal sealed record PurchasesOutput(long LinesRead, long LinesTaken, long LinesMerged, long LinesSetAside, long KeysSetAside, long Purchases, string PurchaseTotal, long Returns, string ReturnTotal)
{
    public static PurchasesOutput From(PurchaseImportSummary summary) => new(
        summary.LinesRead,
        summary.LinesTaken,
        summary.LinesMerged,
        summary.LinesSetAside,
        summary.KeysSetAside,
        summary.Purchases,
        summary.PurchaseTotal.ToString(),
        summary.Returns,
        summary.ReturnTotal.ToString());
}
