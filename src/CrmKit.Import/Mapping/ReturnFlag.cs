namespace CrmKit.Import;

/// <summary>A column that says which rows are returns.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Values">The texts that mean a return, compared to the letter; every other text, the empty one too, means a purchase.</param>
public sealed record ReturnFlag(string Column, ImmutableArray<string> Values)
{
    /// <summary>Whether both name the same column and the same texts in the same order.</summary>
    /// <param name="other">The other flag.</param>
    public bool Equals(ReturnFlag? other) =>
        other is not null && string.Equals(Column, other.Column, StringComparison.Ordinal) && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <summary>A hash of column and texts.</summary>
    public override int GetHashCode() => HashCode.Combine(Column, Values.IsDefault ? 0 : Values.Length);
}
