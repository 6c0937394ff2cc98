using CrmKit.Scheduling;

namespace CrmKit.Desk;

/// <summary>Where a report goes, and what its readers must know.</summary>
public sealed record ReportRequest
{
    /// <summary>The file; replaced as a whole.</summary>
    public required string Path { get; init; }

    /// <summary>Sentences that a reader must know beforehand, for example that names are synthetic. Default none.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Today's plan, for the counts of who is not contacted today and why; <c>null</c> leaves them out.</summary>
    public ContactPlan? Plan { get; init; }

    /// <summary>The days to come, for the calendar of contacts; <c>null</c> shows what was made and promised alone.</summary>
    public HorizonPlan? Horizon { get; init; }
}
