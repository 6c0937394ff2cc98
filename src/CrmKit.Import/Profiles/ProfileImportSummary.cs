namespace CrmKit.Import;

/// <summary>What an import took of a file of a vendor's export.</summary>
/// <remarks>A line that gives nothing is taken too; it is counted in <see cref="PassedOver"/>.</remarks>
public sealed record ProfileImportSummary : ImportSummary
{
    /// <summary>Lines that gave nothing, by reason, none of zero lines.</summary>
    public IReadOnlyDictionary<PassedOver, long> PassedOver { get; init; } = ImmutableSortedDictionary<PassedOver, long>.Empty;

    /// <summary>Addresses that were none, and passed over.</summary>
    public long UnreadableAddresses { get; init; }
}
