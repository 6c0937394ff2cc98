using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>What became of an import.</summary>
public sealed record ImportReport
{
    /// <summary>What changed, or would change in a dry run; nothing where questions are open.</summary>
    public required CommitReport Changes { get; init; }

    /// <summary>Whether anything took effect: not in a dry run, and not while <see cref="OpenQuestions"/> is above zero.</summary>
    public required bool WasTaken { get; init; }

    /// <summary>What was taken of the file of purchases, put together and set aside; <c>null</c> without one, and for a vendor's.</summary>
    public PurchaseImportSummary? Purchases { get; init; }

    /// <summary>Rows that were set aside, by file and reason.</summary>
    public ImmutableArray<SetAsideCount> SetAside { get; init; } = [];

    /// <summary>How many of them refuse contact, or may, and could not be heeded in full: they end no agreement that is recorded already. Look at these rows before anybody is written to.</summary>
    public long RefusalsNotHeeded { get; init; }

    /// <summary>The files in which those rows stand; empty where none was set aside.</summary>
    public ImmutableArray<string> RejectsFiles { get; init; } = [];

    /// <summary>Rows of a vendor's files that gave nothing, by reason.</summary>
    public ImmutableArray<PassedOverCount> PassedOver { get; init; } = [];

    /// <summary>In what files and records differ, and what became of it: the first <see cref="ImportRequest.MaxDifferences"/>, in the order of the files. Personal data.</summary>
    public ImmutableArray<FieldDifference> Differences { get; init; } = [];

    /// <summary>How many differences there are.</summary>
    public long DifferencesFound { get; init; }

    /// <summary>How many of them nobody has decided.</summary>
    public long OpenQuestions { get; init; }
}
