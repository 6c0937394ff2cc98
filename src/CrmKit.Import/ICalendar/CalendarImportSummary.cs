namespace CrmKit.Import;

/// <summary>What an import took of a calendar, each event of which is a line here, and what it passed over.</summary>
public sealed record CalendarImportSummary : ImportSummary
{
    /// <summary>Number of properties and components that were passed over, by name in upper case.</summary>
    /// <remarks>At most 1,000 names; those met later are counted together.</remarks>
    public IReadOnlyDictionary<string, long> PassedOver { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}
