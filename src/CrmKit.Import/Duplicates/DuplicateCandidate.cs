namespace CrmKit.Import;

/// <summary>Two people who may be one, and why.</summary>
/// <remarks>Immutable; equal when every part is equal. <see cref="ToString"/> shows ids and score alone.</remarks>
/// <param name="First">The id that comes first in ordinal order.</param>
/// <param name="Second">The other id.</param>
/// <param name="Score">
/// Base-2 logarithm of the odds that the two are one: 0 means as likely as not, 10 means about a thousand to one. Exactly the sum of the weights of the evidence.
/// </param>
/// <param name="Evidence">What the score consists of: where every pair starts, names, contact points, birthday, and what relatives would share as well.</param>
public sealed record DuplicateCandidate(CustomerId First, CustomerId Second, double Score, ImmutableArray<DuplicateEvidence> Evidence)
{
    /// <summary>The score as a probability, between 0 and 1.</summary>
    public double Probability => 1 / (1 + Math.Exp(-Score * Math.Log(2)));

    /// <summary>Value equality, evidence compared in order.</summary>
    /// <param name="other">The other candidate.</param>
    public bool Equals(DuplicateCandidate? other) =>
        other is not null && First == other.First && Second == other.Second && Score.Equals(other.Score) && Evidence.AsSpan().SequenceEqual(other.Evidence.AsSpan());

    /// <summary>Hash of the ids.</summary>
    public override int GetHashCode() => HashCode.Combine(First, Second);

    /// <summary>Ids and score.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First} ~ {Second}: {Score:0.0} bits");
}
