using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>Which files to take in, and how to read them.</summary>
public sealed record ImportRequest
{
    /// <summary>The file of purchases; <c>null</c> for none.</summary>
    public string? PurchasesFile { get; init; }

    /// <summary>The file of customers; <c>null</c> for none.</summary>
    public string? CustomersFile { get; init; }

    /// <summary>How purchases are read; <c>null</c> for ISO dates, the invariant culture, and the business's currency and zone.</summary>
    public PurchaseCsvOptions? Purchases { get; init; }

    /// <summary>How customers are read; <c>null</c> for ISO dates, the invariant culture and the business's zone.</summary>
    public CustomerCsvOptions? Customers { get; init; }

    /// <summary>Whether it takes effect. Default yes.</summary>
    public CommitMode Mode { get; init; } = CommitMode.Apply;

    /// <summary>Told how much of the files has been read; <c>null</c> for nobody.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }
}
