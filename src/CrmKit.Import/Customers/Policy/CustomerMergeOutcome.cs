namespace CrmKit.Import;

/// <summary>What an import makes of one customer.</summary>
/// <param name="Record">The record to commit.</param>
/// <param name="Differences">Where the file told something else than was known, in the order of the fields; empty where it told nothing new.</param>
public sealed record CustomerMergeOutcome(Customer Record, ImmutableArray<FieldDifference> Differences)
{
    /// <summary>Whether the record is another than the known one.</summary>
    public bool IsChanged => Differences.Any(difference => difference.Change is FieldChange.Added or FieldChange.Overwritten);

    /// <summary>The number of differences: the rest is personal data.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Record} with {Differences.Length} differences");
}
