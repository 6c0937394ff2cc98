namespace CrmKit.Churn;

/// <summary>How long each customer of a ledger stayed before leaving for the first time, in months: what survival and retention models are fitted on.</summary>
/// <param name="Customers">The customers, in the order of the ledger's rows.</param>
/// <param name="Records">For each of them the months from the first as a customer to the first as none, or to the last of the ledger where that was not seen; 0 for those who came in the last month.</param>
/// <param name="WithoutStart">Customers who are left out, since they had come before the ledger begins, and nobody knows when.</param>
public sealed record LedgerTenures(ImmutableArray<CustomerId> Customers, SurvivalRecords Records, int WithoutStart)
{
    internal static LedgerTenures Of(SubscriptionLedger ledger, PausePolicy policy)
    {
        var (customers, time, hasLeft) = (ImmutableArray.CreateBuilder<CustomerId>(), new List<double>(), new List<bool>());
        var unknown = 0;
        for (var customer = 0; customer < ledger.CustomerNumbers; customer++)
        {
            var stay = default(FirstStay);
            MovementWalk.Over(ledger.SpansOf(customer), policy, ref stay);
            if (!stay.IsKnown)
            {
                continue;
            }

            // Of contracts the beginning is written down; of numbered months the first ones may have been any number before.
            if (ledger.AsOf is null && stay.From <= ledger.FirstMonth)
            {
                unknown++;
                continue;
            }

            // Who leaves is first missed at the month's end after the last one; who was not seen to leave was last seen at the last month's end.
            var left = stay.To <= ledger.LastMonth;
            customers.Add(ledger.CustomerOf(customer));
            hasLeft.Add(left);
            time.Add((left ? stay.To : ledger.LastMonth) - stay.From);
        }

        return new LedgerTenures(customers.ToImmutable(), new SurvivalRecords(time.ToArray(), hasLeft.ToArray()), unknown);
    }

    // The stay that nothing had interrupted before.
    private struct FirstStay : MovementWalk.ISink
    {
        public bool IsKnown { get; private set; }

        public int From { get; private set; }

        public int To { get; private set; }

        public readonly void Move(MovementKind kind, int month, decimal amount)
        {
        }

        public void Stay(int cohort, int from, int to, decimal mrr, bool neverLeft)
        {
            if (neverLeft)
            {
                (IsKnown, From, To) = (true, cohort, to);
            }
        }
    }
}
