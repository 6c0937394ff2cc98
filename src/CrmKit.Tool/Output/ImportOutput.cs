using CrmKit.Storage;

namespace CrmKit.Tool;

/// <summary>What an import changed.</summary>
internal sealed record ImportOutput(
    bool DryRun,
    bool Unchanged,
    int CustomersAdded,
    int CustomersChanged,
    int CustomersUnchanged,
    int ConsentsAdded,
    int ConsentsKnown,
    int PurchasesAdded,
    int PurchasesKnown)
{
    public static ImportOutput From(CommitReport report, bool dryRun) => new(
        dryRun,
        report.IsUnchanged,
        report.CustomersAdded,
        report.CustomersChanged,
        report.CustomersUnchanged,
        report.ConsentsAdded,
        report.ConsentsKnown,
        report.EventsAdded,
        report.EventsKnown);
}
