namespace CrmKit.Import;

/// <summary>One thing that speaks for or against two people being one.</summary>
/// <remarks>Holds no personal data: neither a name nor an address nor a date.</remarks>
/// <param name="Code">What it says, one of <see cref="DuplicateEvidenceCodes"/>.</param>
/// <param name="Weight">
/// How strongly, in bits: log2 of how much likelier it is for one person than for two (Fellegi and Sunter, 1969). Positive speaks for a duplicate.
/// A multiple of 1/1024, so that sums of weights are exact in any order.
/// </param>
/// <param name="Similarity">Likeness of two words of the names, from 0 (nothing in common) to 1 (the same); <c>null</c> where it says nothing.</param>
/// <param name="People">How many of the people have what is shared, the two included, or the rarer of two alike words; <c>null</c> where it says nothing.</param>
public readonly record struct DuplicateEvidence(string Code, double Weight, double? Similarity = null, int? People = null);
