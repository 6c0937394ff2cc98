namespace CrmKit.Import;

/// <summary>What an import took of a file of cards, each of which is a line here, and what it passed over.</summary>
public sealed record VCardImportSummary : ImportSummary
{
    /// <summary>Number of properties that were passed over, by name in upper case; a note in parentheses tells which values of a property that is read otherwise.</summary>
    /// <remarks>At most 1,000 names; those met later are counted together.</remarks>
    public IReadOnlyDictionary<string, long> PassedOver { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}
