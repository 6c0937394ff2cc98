using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>Pairs of records that may be of one person.</summary>
internal sealed record DuplicatesOutput(int People, long Found, long Compared, int NotComparedInFull, IReadOnlyList<DuplicateOutput> Pairs)
{
    public static DuplicatesOutput From(DuplicateReport report) => new(
        report.People,
        report.CandidatesFound,
        report.PairsCompared,
        report.PeopleNotComparedInFull,
        [.. report.Candidates.Select(DuplicateOutput.From)]);
}
