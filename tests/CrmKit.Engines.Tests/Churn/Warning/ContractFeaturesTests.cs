using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public class ContractFeaturesTests
{
    private static readonly LocalDate AsOf = new(2026, 6, 30);

    [Fact]
    public void Rows_say_what_the_ledger_shows_at_the_end_of_each_month()
    {
        var table = ContractFeatures.History(Ledger(AsOf, C("ann", new(2026, 1, 10), new(2026, 3, 1), 40), C("ann", new(2026, 3, 1), new(2026, 5, 2), 20)));
        Assert.Equal([new LocalDate(2026, 1, 31), new(2026, 2, 28), new(2026, 3, 31), new(2026, 4, 30)], Enumerable.Range(0, table.Count).Select(table.AsOf));
        Assert.Equal([0, Math.Log(2), Math.Log(3), Math.Log(4)], table.Column("tenure").ToArray());
        Assert.Equal([Math.Log(40), Math.Log(40), Math.Log(20), Math.Log(20)], table.Column("revenue").ToArray());
        Assert.Equal([0, 0, 1, 1], table.Column("shrunk").ToArray());
        Assert.Equal([0d, 0, 0, 0], table.Column("returned").ToArray());

        // Gone at the end of May: foreseen from the end of April on.
        Assert.Equal([false, false, false, true], Enumerable.Range(0, table.Count).Select(row => table.Left(row)!.Value));
    }

    [Fact]
    public void Who_is_a_customer_now_is_to_be_foretold()
    {
        var table = ContractFeatures.Now(Ledger(AsOf, C("ann", new(2026, 1, 10), new(2026, 3, 1), 40), C("bob", new(2026, 2, 1), new(2026, 3, 1), 10), C("bob", new(2026, 6, 1), null, 10)));
        Assert.Equal(new CustomerId("bob"), table.Customer(0));
        Assert.Equal(1, table.Count);
        Assert.Equal(1, table[0, "returned"]);
        Assert.Null(table.Left(0));
    }

    [Fact]
    public void Tenure_of_who_was_there_before_the_ledger_is_unknown()
    {
        var ledger = SubscriptionLedger.FromMonths(
        [
            new("ann", 0, SubscriptionState.Active, Eur(10)), new("ann", 1, SubscriptionState.Active, Eur(10)), new("ann", 2, SubscriptionState.Active, Eur(10)),
            new("bob", 1, SubscriptionState.Active, Eur(10)), new("bob", 2, SubscriptionState.Active, Eur(10)),
        ]);
        var table = ContractFeatures.Now(ledger);
        var (ann, bob) = (table.Customer(0) == "ann" ? 0 : 1, table.Customer(0) == "ann" ? 1 : 0);
        Assert.Null(table[ann, "tenure"]);
        Assert.Null(table[ann, "returned"]);
        Assert.Equal(Math.Log(2), table[bob, "tenure"]!.Value, 15);
        Assert.Equal(0, table[bob, "returned"]);
    }

    [Fact]
    public void Nothing_of_a_contract_at_nothing_a_month_is_zero_but_its_revenue_is_unknown() =>
        Assert.Null(ContractFeatures.Now(Ledger(AsOf, C("ann", new(2026, 1, 10), null, 0)))[0, "revenue"]);

    [Fact]
    public void Later_contracts_change_no_earlier_row() => Law.Holds(
        (from contracts in Contracts.ListOf()
         from months in Gen.Choose(1, 12)
         select (contracts, months)),
        drawn =>
        {
            var day = new LocalDate(2026, 1, 1).PlusMonths(drawn.months).PlusDays(-1);
            var before = ContractFeatures.Now(Ledger(day, drawn.contracts));
            var after = ContractFeatures.History(Ledger(new LocalDate(2027, 6, 30), drawn.contracts));
            var later = Enumerable.Range(0, after.Count).Where(row => after.AsOf(row) == day).ToDictionary(row => after.Customer(row));
            Assert.Equal(before.Count, later.Count);
            for (var row = 0; row < before.Count; row++)
            {
                foreach (var feature in ContractFeatures.All)
                {
                    Assert.Equal(before[row, feature.Name], after[later[before.Customer(row)], feature.Name]);
                }
            }
        });

    [Fact]
    public void Long_history_is_cut_to_the_latest_months()
    {
        var ledger = Ledger(AsOf, Enumerable.Range(0, 10).Select(i => C($"c{i}", new(2020, 1, 1), null, 10)));
        var table = ContractFeatures.History(ledger, mostRows: 25);
        Assert.Equal(20, table.Count);
        Assert.Equal(new LocalDate(2026, 5, 31), Enumerable.Range(0, table.Count).Max(table.AsOf));
        Assert.Equal(10, ContractFeatures.History(ledger, mostRows: 1).Count);
    }

    [Fact]
    public void Nobody_gives_no_rows()
    {
        Assert.Equal(0, ContractFeatures.History(Ledger(AsOf)).Count);
        Assert.Equal(0, ContractFeatures.Now(Ledger(AsOf)).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => ContractFeatures.Now(Ledger(AsOf), horizonMonths: 0));
    }

    private static readonly Gen<Subscription> Contracts =
        from customer in Gen.Choose(1, 4)
        from start in Gen.Choose(0, 500)
        from length in Gen.Choose(0, 300)
        from isOpen in Gen.Elements(true, false, false)
        from mrr in Gen.Choose(0, 3)
        select C($"c{customer}", new LocalDate(2025, 9, 1).PlusDays(start), isOpen ? null : new LocalDate(2025, 9, 1).PlusDays(start + length), 10 * mrr);

    private static SubscriptionLedger Ledger(LocalDate asOf, params IEnumerable<Subscription> contracts) => SubscriptionLedger.FromSubscriptions(contracts, asOf);

    private static Subscription C(string customer, LocalDate start, LocalDate? end, decimal mrr) => new(customer, start, end, Eur(mrr));

    private static Money Eur(decimal amount) => new(amount, Currency.Eur);
}
