using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>One pair of records that may be of one person.</summary>
internal sealed record DuplicateOutput(string First, string Second, double Score, double Probability, IReadOnlyList<DuplicateEvidenceOutput> Evidence)
{
    public static DuplicateOutput From(DuplicateCandidate pair) => new(
        pair.First.Value,
        pair.Second.Value,
        pair.Score,
        pair.Probability,
        [.. pair.Evidence.Select(evidence => new DuplicateEvidenceOutput(evidence.Code, evidence.Weight, EnglishDuplicates.Render(evidence)))]);
}
