using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>What some rows of a file give.</summary>
internal sealed class ImportPart
{
    public List<ImportedCustomer> People { get; } = [];

    /// <summary>Rows that were set aside, with what of them keeps people from being contacted.</summary>
    public List<ImportedCustomer> Heeded { get; } = [];

    public List<ConsentEntry> Consents { get; } = [];

    public List<Suppression> Suppressions { get; } = [];

    public List<TimelineEvent> Events { get; } = [];

    public int Rows { get; set; }
}
