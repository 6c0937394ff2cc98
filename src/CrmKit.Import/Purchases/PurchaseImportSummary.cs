namespace CrmKit.Import;

/// <summary>What an import of purchases took of a file, merged and set aside. Every line that is taken is part of a purchase or a return.</summary>
public sealed record PurchaseImportSummary : ImportSummary
{
    /// <summary>Purchases.</summary>
    public required long Purchases { get; init; }

    /// <summary>Returns.</summary>
    public required long Returns { get; init; }

    /// <summary>Lines that joined the purchase or return of an earlier line: <see cref="ImportSummary.LinesTaken"/> less <see cref="Purchases"/> and <see cref="Returns"/>.</summary>
    public long LinesMerged => LinesTaken - Purchases - Returns;

    /// <summary>What the purchases add up to.</summary>
    public required Money PurchaseTotal { get; init; }

    /// <summary>What the returns give back in all, zero or more.</summary>
    public required Money ReturnTotal { get; init; }

    /// <summary>Invoices, or keys, of which every line was set aside; keys that stand in damaged records alone are not counted.</summary>
    public required long KeysSetAside { get; init; }
}
