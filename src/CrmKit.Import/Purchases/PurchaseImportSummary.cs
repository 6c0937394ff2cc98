namespace CrmKit.Import;

/// <summary>What an import of purchases took of a file, merged and set aside. Every line is either in <see cref="LinesTaken"/> or in <see cref="LinesSetAside"/>.</summary>
/// <remarks>A line is a record here, which may go over several physical lines; the header line and empty lines are none.</remarks>
public sealed record PurchaseImportSummary
{
    /// <summary>Lines read.</summary>
    public required long LinesRead { get; init; }

    /// <summary>Lines that are part of a purchase or a return.</summary>
    public required long LinesTaken { get; init; }

    /// <summary>Purchases.</summary>
    public required long Purchases { get; init; }

    /// <summary>Returns.</summary>
    public required long Returns { get; init; }

    /// <summary>Lines that joined the purchase or return of an earlier line: <see cref="LinesTaken"/> less <see cref="Purchases"/> and <see cref="Returns"/>.</summary>
    public long LinesMerged => LinesTaken - Purchases - Returns;

    /// <summary>What the purchases add up to.</summary>
    public required Money PurchaseTotal { get; init; }

    /// <summary>What the returns give back in all, zero or more.</summary>
    public required Money ReturnTotal { get; init; }

    /// <summary>Lines set aside.</summary>
    public long LinesSetAside => LinesRead - LinesTaken;

    /// <summary>Invoices, or keys, of which every line was set aside; keys that stand in damaged records alone are not counted.</summary>
    public required long KeysSetAside { get; init; }

    /// <summary>The lines set aside by reason, in the order of the reasons, none of zero lines.</summary>
    public required ImmutableArray<RejectCount> SetAside { get; init; }
}
