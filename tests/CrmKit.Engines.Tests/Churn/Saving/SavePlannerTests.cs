using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public class SavePlannerTests
{
    [Fact]
    public void Gain_is_expected_loss_times_chance_to_save_minus_cost() =>
        Assert.Equal(Eur(7m), Candidate("1", 0.3, 100m, 0.5, 8m).ExpectedGain);

    [Fact]
    public void Offer_that_costs_what_it_brings_is_not_made()
    {
        var decision = Assert.Single(SavePlanner.Plan([Candidate("1", 0.5, 100m, 0.5, 25m)]));
        Assert.Equal((SaveVerdict.NotWorthIt, Eur(0m)), (decision.Verdict, decision.ExpectedGain));
    }

    [Fact]
    public void Budget_goes_where_it_brings_most_for_its_cost()
    {
        var plan = SavePlanner.Plan(
            [Candidate("dear", 1, 100m, 1, 50m), Candidate("cheap", 1, 30m, 1, 5m), Candidate("free", 1, 1m, 1, 0m)],
            new SaveOptions { Budget = Eur(20m) });
        Assert.Equal(["free", "cheap", "dear"], plan.Select(decision => decision.Candidate.Customer.Value));
        Assert.Equal([SaveVerdict.Save, SaveVerdict.Save, SaveVerdict.BeyondBudget], plan.Select(decision => decision.Verdict));
    }

    [Fact]
    public void Held_out_customers_cost_nothing_and_are_those_whom_the_budget_reaches()
    {
        var holdOut = new HoldOut("spring", 0.5);
        var candidates = Enumerable.Range(0, 200).Select(i => Candidate(i.ToString(CultureInfo.InvariantCulture), 0.5, 100m, 0.5, 10m));
        var plan = SavePlanner.Plan(candidates, new SaveOptions { Budget = Eur(300m), HoldOut = holdOut });
        Assert.Equal(30, plan.Count(decision => decision.Verdict == SaveVerdict.Save));
        Assert.All(plan, decision => Assert.Equal(decision.Verdict switch { SaveVerdict.HeldOut => true, SaveVerdict.Save => false, _ => holdOut.Holds(decision.Candidate.Customer) }, holdOut.Holds(decision.Candidate.Customer)));
        Assert.InRange(plan.Count(decision => decision.Verdict == SaveVerdict.HeldOut), 10, 60);
    }

    [Fact]
    public void Any_plan_keeps_the_budget_and_decides_on_everybody_once() => Law.Holds(
        (from n in Gen.Choose(0, 30)
         from rows in Gen.Choose(0, 1000).Four().ListOf(n)
         from budget in Gen.Choose(0, 200)
         select (rows, budget)),
        drawn =>
        {
            var candidates = drawn.rows.Select((row, i) => Candidate($"c{i}", row.Item1 / 1000d, row.Item2, row.Item3 / 1000d, row.Item4 / 100m)).ToArray();
            var plan = SavePlanner.Plan(candidates, new SaveOptions { Budget = Eur(drawn.budget), HoldOut = new HoldOut("t", 0.2) });
            Assert.Equal(candidates.Select(candidate => candidate.Customer).Order(), plan.Select(decision => decision.Candidate.Customer).Order());
            Assert.True(plan.Where(decision => decision.Verdict == SaveVerdict.Save).Sum(decision => decision.Candidate.Cost.Amount) <= drawn.budget);
            Assert.All(plan, decision => Assert.Equal(decision.ExpectedGain.Amount <= 0, decision.Verdict == SaveVerdict.NotWorthIt));
        });

    [Fact]
    public void Bad_candidates_are_refused_by_position()
    {
        Assert.Contains("Candidate 1", Assert.Throws<ArgumentException>(() => SavePlanner.Plan([Candidate("1", 0.5, 1m, 1, 0m), Candidate("2", double.NaN, 1m, 1, 0m)])).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => SavePlanner.Plan([Candidate("1", 0.5, 1m, 1, 0m), Candidate("1", 0.5, 1m, 1, 0m)])).Message, StringComparison.Ordinal);
        Assert.Throws<CurrencyMismatchException>(() => SavePlanner.Plan([Candidate("1", 0.5, 1m, 1, 0m), Candidate("2", 0.5, 1m, 1, 0m) with { ValueAtRisk = new Money(1m, Currency.Usd), Cost = new Money(0m, Currency.Usd) }]));
    }

    private static SaveCandidate Candidate(string id, double leaving, decimal value, double chance, decimal cost) => new(new CustomerId(id), leaving, Eur(value), chance, Eur(cost));

    private static Money Eur(decimal amount) => new(amount, Currency.Eur);
}
