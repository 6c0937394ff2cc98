namespace CrmKit.Import;

/// <summary>A piece of evidence while a pair is being compared; numbers below 0 stand for nothing.</summary>
internal readonly record struct Term(string Code, double Weight, double Similarity, int People)
{
    public DuplicateEvidence ToEvidence() => new(Code, Weight, Similarity < 0 ? null : Similarity, People < 0 ? null : People);
}
