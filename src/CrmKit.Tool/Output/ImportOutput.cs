using CrmKit.Desk;
using CrmKit.Import;

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
    int SuppressionsAdded,
    int EventsAdded,
    int EventsKnown,
    int EventsCorrected,
    PurchasesOutput? Purchases,
    IReadOnlyList<RowsOutput> SetAside,
    long RefusalsNotHeeded,
    IReadOnlyList<string> RejectsFiles,
    IReadOnlyList<RowsOutput> PassedOver,
    long DifferencesFound,
    long OpenQuestions,
    IReadOnlyList<DifferenceOutput> Differences)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Unchanged && CustomersUnchanged + ConsentsKnown + EventsKnown == 0 && SetAside.Count == 0 && PassedOver.Count == 0 && OpenQuestions == 0;

    public static ImportOutput From(ImportReport report, bool dryRun) => new(
        dryRun,
        report.Changes.IsUnchanged,
        report.Changes.CustomersAdded,
        report.Changes.CustomersChanged,
        report.Changes.CustomersUnchanged,
        report.Changes.ConsentsAdded,
        report.Changes.ConsentsKnown,
        report.Changes.SuppressionsAdded,
        report.Changes.EventsAdded,
        report.Changes.EventsKnown,
        report.Changes.EventsCorrected,
        report.Purchases is { } purchases ? PurchasesOutput.From(purchases) : null,
        [.. report.SetAside.Select(count => new RowsOutput(count.File, count.Reason.Code(), count.Rows))],
        report.RefusalsNotHeeded,
        report.RejectsFiles,
        [.. report.PassedOver.Select(count => new RowsOutput(count.File, PassedOverWords.Of(count.Reason), count.Rows))],
        report.DifferencesFound,
        report.OpenQuestions,
        [.. report.Differences.Select(DifferenceOutput.From)]);
}
