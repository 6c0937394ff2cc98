namespace CrmKit.Cadence;

/// <summary>How much sooner worthier customers are contacted.</summary>
/// <param name="Currency">The currency of the tiers. A value in another one is no value here: nothing is converted.</param>
/// <param name="Tiers">The tiers, ascending, 1 to 50; the first begins at 0 and holds whoever is worth less, too.</param>
public sealed record ValueResponse(Currency Currency, ImmutableArray<ValueTier> Tiers)
{
    /// <summary>Value equality, tiers compared in order.</summary>
    /// <param name="other">The other response.</param>
    public bool Equals(ValueResponse? other) => other is not null && Currency == other.Currency && Tiers.AsSpan().SequenceEqual(other.Tiers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Currency, Tiers.Length);
}
