using CrmKit.Import;

namespace CrmKit.Desk;

/// <summary>Which files to write. Each is replaced as a whole, once all of it is written.</summary>
public sealed record ExportRequest
{
    /// <summary>People as CSV; <c>null</c> for none. Addresses that nothing gets through to are written as dead.</summary>
    public string? CustomersFile { get; init; }

    /// <summary>What people said about contact, as CSV, one statement a row; <c>null</c> for none.</summary>
    public string? ConsentsFile { get; init; }

    /// <summary>What happened, as CSV, one event a row, as it stands; <c>null</c> for none.</summary>
    public string? TimelineFile { get; init; }

    /// <summary>People as an address book in vCard 4.0; <c>null</c> for none.</summary>
    public string? VCardFile { get; init; }

    /// <summary>How CSV is written; <c>null</c> for comma, ISO dates and the invariant culture.</summary>
    public CsvFormat? Format { get; init; }
}
