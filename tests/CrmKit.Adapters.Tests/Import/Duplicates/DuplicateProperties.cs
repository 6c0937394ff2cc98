using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Duplicates;

public sealed class DuplicateProperties
{
    private static readonly DuplicateOptions Everything = new() { MinimumScore = -1000 };

    [Fact]
    public void Order_of_arrival_and_number_of_workers_change_nothing() =>
        Prop.ForAll(DuplicateGenerators.HostileLists, Gen.Choose(0, int.MaxValue).ToArbitrary(), (people, seed) =>
        {
            var shuffled = people.ToArray();
            new Random(seed).Shuffle(shuffled);
            var options = new DuplicateOptions { MinimumScore = -15, MaxBlockSize = 3 };
            return Same(DuplicateFinder.Find(people, options with { Workers = 1 }), DuplicateFinder.Find(shuffled, options with { Workers = 3 }));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Score_is_the_sum_of_its_evidence_in_any_order() =>
        Prop.ForAll(DuplicateGenerators.HostileLists, people => DuplicateFinder.Find(people, Everything).Candidates.All(candidate =>
            candidate.Evidence.Sum(evidence => evidence.Weight).Equals(candidate.Score)
            && candidate.Evidence.Reverse().Sum(evidence => evidence.Weight).Equals(candidate.Score)
            && candidate.Evidence.All(evidence => double.IsFinite(evidence.Weight) && evidence.Similarity is null or (>= 0 and <= 1)
            && (evidence.People is null || evidence.People >= (evidence.Code == DuplicateEvidenceCodes.NameSimilar ? 1 : 2)))
            && candidate.Probability is >= 0 and <= 1)).QuickCheckThrowOnFailure();

    [Fact]
    public void Candidates_are_different_pairs_in_order() =>
        Prop.ForAll(DuplicateGenerators.HostileLists, people =>
        {
            var report = DuplicateFinder.Find(people, new DuplicateOptions { MinimumScore = -12 });
            var candidates = report.Candidates;
            var ordered = candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.First).ThenBy(candidate => candidate.Second);
            return candidates.SequenceEqual(ordered)
                && candidates.All(candidate => candidate.First.CompareTo(candidate.Second) < 0 && candidate.Score >= -12)
                && candidates.DistinctBy(candidate => (candidate.First, candidate.Second)).Count() == candidates.Length
                && report.CandidatesFound == candidates.Length
                && report.PairsCompared >= candidates.Length;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lower_minimum_keeps_every_candidate_as_it_was() =>
        Prop.ForAll(DuplicateGenerators.HostileLists, people =>
            DuplicateFinder.Find(people).Candidates.SequenceEqual(DuplicateFinder.Find(people, Everything).Candidates.Where(candidate => candidate.Score >= 0)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Unrelated_person_lowers_no_score_by_more_than_the_prior_and_its_rounding() =>
        Prop.ForAll(DuplicateGenerators.PlainLists, people =>
        {
            // One more stranger makes all that is shared rarer, and the odds that any two are one smaller by log2((n + 1001) / (n + 1000)).
            // Only where nothing shared is counted, an initial and a differing birthday for example, does the second weigh more.
            var before = DuplicateFinder.Find(people, Everything).Candidates;
            var after = DuplicateFinder.Find([.. people, DuplicateList.Person("zz", "Wolfgang Xylander", "wx@example.com")], Everything).Candidates
                .ToDictionary(candidate => (candidate.First, candidate.Second), candidate => candidate.Score);
            return before.All(candidate => after[(candidate.First, candidate.Second)] >= candidate.Score - (1.5 / 1000) - (14 / 1024.0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Blocks_find_exactly_the_pairs_that_share_a_key() =>
        Prop.ForAll(DuplicateGenerators.PlainLists, people =>
        {
            var byId = people.ToDictionary(person => person.Id);
            var options = new DuplicateOptions { MinimumScore = -20, MaxBlockSize = 10_000 };
            var oracle = DuplicateFinder.Find(people, options with { ComparesEveryPair = true });
            var expected = oracle.Candidates.Where(candidate => SharedKeys.HaveOne(byId[candidate.First], byId[candidate.Second]));
            var found = DuplicateFinder.Find(people, options);
            return found.Candidates.SequenceEqual(expected)
                && oracle.PairsCompared == (long)people.Length * (people.Length - 1) / 2
                && found.PairsCompared == people.SelectMany((a, i) => people.Skip(i + 1).Where(b => SharedKeys.HaveOne(a, b))).Count();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Small_blocks_leave_out_pairs_and_never_make_any() =>
        Prop.ForAll(DuplicateGenerators.PlainLists, people =>
        {
            var whole = DuplicateFinder.Find(people, Everything);
            var parted = DuplicateFinder.Find(people, Everything with { MaxBlockSize = 2 });
            return parted.Candidates.All(whole.Candidates.Contains)
                && whole.PairsCompared - parted.PairsCompared <= parted.PairsLeftOut
                && (parted.LargeBlocks.IsEmpty ? parted.PairsCompared == whole.PairsCompared : parted.PeopleNotComparedInFull > 2);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sound_code_of_the_oracle_is_the_published_one() =>
        Assert.Equal(
            ["r163", "r163", "r150", "a261", "t522", "p236", "h555"],
            new[] { "robert", "rupert", "rubin", "ashcraft", "tymczak", "pfister", "honeyman" }.Select(SharedKeys.Sound));

    private static bool Same(DuplicateReport a, DuplicateReport b) =>
        a.Candidates.SequenceEqual(b.Candidates)
        && a.PairsCompared == b.PairsCompared
        && a.CandidatesFound == b.CandidatesFound
        && a.PeopleNotComparedInFull == b.PeopleNotComparedInFull
        && a.LargeBlocks.SequenceEqual(b.LargeBlocks);
}
