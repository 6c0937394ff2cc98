namespace CrmKit.Cadence;

/// <summary>The days from one due day to the next, with what they are made of.</summary>
/// <remarks>
/// The factors of <see cref="Terms"/>, multiplied in their order, are <see cref="Product"/>; held to the bounds and rounded to whole days, half a day up, that is <see cref="Days"/>.
/// All in doubles, so that whoever multiplies them again finds the very same number.
/// </remarks>
/// <param name="From">The day on which it begins.</param>
/// <param name="Days">Its length in days, 1 or more.</param>
/// <param name="Band">The recency band of the person on the day on which it begins.</param>
/// <param name="Product">The product of the factors, in days.</param>
public sealed record CadenceInterval(LocalDate From, int Days, string Band, double Product)
{
    /// <summary>The terms: base, recency, value, risk, rhythm.</summary>
    public required ImmutableArray<CadenceTerm> Terms { get; init; }

    /// <summary>The bounds that the product was held to.</summary>
    public required Reason Bounds { get; init; }

    /// <summary>Value equality, terms compared in order.</summary>
    /// <param name="other">The other interval.</param>
    public bool Equals(CadenceInterval? other) => other is not null
        && From == other.From
        && Days == other.Days
        && string.Equals(Band, other.Band, StringComparison.Ordinal)
        && Product.Equals(other.Product)
        && Terms.AsSpan().SequenceEqual(other.Terms.AsSpan())
        && Bounds == other.Bounds;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, Days, Band, Product);
}
