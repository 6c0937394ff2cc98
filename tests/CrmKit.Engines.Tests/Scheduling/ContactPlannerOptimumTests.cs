namespace CrmKit.Engines.Tests;

public sealed class ContactPlannerOptimumTests
{
    [Fact]
    public void Plan_is_worth_as_much_as_the_best_of_all_choices() => Law.Holds(
        PlanningGenerators.Plannings,
        planning =>
        {
            var plan = planning.Plan();
            var keys = plan.Touches.Select(touch => touch.Intent.Key).ToHashSet();
            var open = planning.Cases.SelectMany(item => item.Candidates.Where(candidate => !item.Facts.Decided.Contains(candidate.Key)).Select(candidate => (item.Facts, Candidate: candidate)))
                .DistinctBy(pair => pair.Candidate.Key).ToList();
            var possible = open.Where(pair => IsPossible(planning, pair.Facts, pair.Candidate)).ToList();
            var owed = possible.Where(pair => pair.Candidate.IsCommitment).ToList();
            Assert.Equal(owed.Select(pair => pair.Candidate.Key).Order(Keys), open.Where(pair => pair.Candidate.IsCommitment && keys.Contains(pair.Candidate.Key)).Select(pair => pair.Candidate.Key).Order(Keys));

            var rest = possible.Where(pair => !pair.Candidate.IsCommitment).ToList();
            var best = Enumerable.Range(0, 1 << rest.Count)
                .Select(set => rest.Where((_, i) => (set >> i & 1) == 1).ToList())
                .Where(chosen => IsFeasible(planning, owed, chosen))
                .Max(chosen => chosen.Sum(pair => pair.Candidate.Value));
            var chosen = rest.Where(pair => keys.Contains(pair.Candidate.Key)).ToList();
            Assert.True(chosen.Count + owed.Count == keys.Count, "something impossible is planned");
            Assert.True(IsFeasible(planning, owed, chosen), "the plan breaks a limit");
            Assert.Equal(best, chosen.Sum(pair => pair.Candidate.Value));
        }, tests: 400);

    private static Comparer<TouchKey> Keys { get; } = Comparer<TouchKey>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()));

    /// <summary>Whether nothing but the limits stands in the way today. All is in one zone; after eight in the evening, only what is owed by law leaves.</summary>
    private static bool IsPossible(Planning planning, GateFacts facts, TouchCandidate candidate)
    {
        var isLegal = candidate.Class == TouchClass.Legal;
        var isWelcome = isLegal || candidate.Class == TouchClass.Transactional || facts.Consents.Entries.Count > 0;
        return isWelcome && candidate.Window.Contains(PlanningGenerators.Today) && (isLegal || planning.Now.InZone(Known.Berlin).Hour < 20);
    }

    private static bool IsFeasible(
        Planning planning, List<(GateFacts Facts, TouchCandidate Candidate)> owed, List<(GateFacts Facts, TouchCandidate Candidate)> chosen)
    {
        var existing = planning.Cases.SelectMany(item => item.Facts.Contacts.AddRange(item.Facts.Commitments));
        var onDay = existing.Count(contact => DayOf(contact) == PlanningGenerators.Today) + owed.Count + chosen.Count;
        var keepsLimit = chosen.Count == 0 || planning.Limit.IsNone || onDay <= planning.Limit.Max;
        return keepsLimit && planning.Cases.All(item => KeepsCap(planning, item.Facts, owed.Count(pair => pair.Facts == item.Facts), chosen.Count(pair => pair.Facts == item.Facts && pair.Candidate.Class == TouchClass.Promotional)));
    }

    private static bool KeepsCap(Planning planning, GateFacts facts, int owed, int promoted)
    {
        if (planning.Cap.IsNone || promoted == 0)
        {
            return true;
        }

        var counted = facts.Contacts.AddRange(facts.Commitments).Where(contact => contact.Class is TouchClass.Promotional or TouchClass.Relationship).Select(DayOf).ToList();
        return Enumerable.Range(0, planning.Cap.WindowDays).All(back =>
        {
            var run = new DateInterval(PlanningGenerators.Today.PlusDays(-back), PlanningGenerators.Today.PlusDays(planning.Cap.WindowDays - 1 - back));
            return counted.Count(run.Contains) + owed + promoted <= planning.Cap.Max;
        });
    }

    private static LocalDate DayOf(ContactRecord contact) => contact.At.InZone(Known.Berlin).Date;
}
