using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

/// <summary>A ledger as a table of months, and the slow accounts of it: month by month, customer by customer, from the definitions.</summary>
/// <param name="Months">For each customer its months from the opening one, 0: nothing, active or paused, with the revenue.</param>
internal sealed record LedgerCase(ImmutableArray<ImmutableArray<(SubscriptionState? State, decimal Mrr)>> Months)
{
    public static Gen<LedgerCase> Any(bool withPauses) =>
        from last in Gen.Choose(1, 9)
        from customers in Gen.Choose(0, 6)
        from table in Gen.ArrayOf(Gen.ArrayOf(Cell(withPauses), last + 1), customers)
        select new LedgerCase([.. table.Select(row => row.ToImmutableArray())]);

    public IEnumerable<SubscriptionMonth> Rows() =>
        from customer in Enumerable.Range(0, Months.Length)
        from month in Enumerable.Range(0, Months[customer].Length)
        let cell = Months[customer][month]
        where cell.State is not null
        select new SubscriptionMonth(Name(customer), month, cell.State!.Value, new Money(cell.Mrr, Currency.Eur));

    /// <summary>The same facts as contracts with dates, without pauses: some months as two contracts side by side, and a new contract for every change.</summary>
    public IEnumerable<Subscription> Contracts(YearMonth opening)
    {
        for (var customer = 0; customer < Months.Length; customer++)
        {
            for (var month = 0; month < Months[customer].Length; month++)
            {
                if (Months[customer][month] is not (SubscriptionState.Active, var mrr))
                {
                    continue;
                }

                // A day of the month on which it began, and the same day of the next; who came the month before has a contract that begins on the day of its end.
                var start = opening.OnDayOfMonth(1).PlusMonths(month).PlusDays(customer * 5);
                var isLast = month == Months[customer].Length - 1;
                var end = isLast ? (LocalDate?)null : opening.OnDayOfMonth(1).PlusMonths(month + 1).PlusDays(customer * 5);
                var part = decimal.Floor(mrr / 3);
                yield return new Subscription(Name(customer), start, end, new Money(part, Currency.Eur));
                yield return new Subscription(Name(customer), start, end, new Money(mrr - part, Currency.Eur));
            }
        }
    }

    public IEnumerable<CustomerMovement> Movements(PausePolicy policy) =>
        from customer in Enumerable.Range(0, Months.Length)
        from month in Enumerable.Range(1, Math.Max(0, Months[customer].Length - 1))
        let movement = Movement(customer, month, policy)
        where movement is not null
        select movement.Value;

    public decimal? At(int customer, int month, PausePolicy policy) => Months[customer][month] switch
    {
        (SubscriptionState.Active, var mrr) => mrr,
        (SubscriptionState.Paused, _) when policy == PausePolicy.PauseIsContraction => 0,
        _ => null,
    };

    public int? Cohort(int customer, PausePolicy policy)
    {
        for (var month = 0; month < Months[customer].Length; month++)
        {
            if (At(customer, month, policy) is not null)
            {
                return month;
            }
        }

        return null;
    }

    public bool Throughout(int customer, int from, int to, PausePolicy policy) =>
        Enumerable.Range(from, to - from + 1).All(month => At(customer, month, policy) is not null);

    public override string ToString() => string.Join("; ", Rows());

    public static CustomerId Name(int customer) => $"c{customer}";

    private static Gen<(SubscriptionState? State, decimal Mrr)> Cell(bool withPauses) =>
        from kind in Gen.Choose(0, withPauses ? 9 : 7)
        from cents in Gen.Elements(0m, 10m, 10.5m, 20.00m, 0.01m, 33.333333m)
        select ((SubscriptionState?)(kind < 3 ? null : kind < 8 ? SubscriptionState.Active : SubscriptionState.Paused), cents);

    private CustomerMovement? Movement(int customer, int month, PausePolicy policy)
    {
        var (before, now) = (At(customer, month - 1, policy), At(customer, month, policy));
        var (kind, amount) = (before, now) switch
        {
            (null, null) => (default(MovementKind?), 0m),
            (null, { } gained) => (Cohort(customer, policy) == month ? MovementKind.New : MovementKind.Reactivation, gained),
            ({ } lost, null) => (MovementKind.Churn, lost),
            ({ } from, { } to) => (to > from ? MovementKind.Expansion : to < from ? MovementKind.Contraction : null, Math.Abs(to - from)),
        };
        return kind is { } moved ? new CustomerMovement(Name(customer), month, moved, new Money(amount, Currency.Eur)) : null;
    }
}
