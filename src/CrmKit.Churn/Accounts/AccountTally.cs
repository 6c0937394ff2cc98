namespace CrmKit.Churn;

// All tables of the accounts, made in one walk over the customers.
internal readonly struct AccountTally : MovementWalk.ISink
{
    private readonly int _opening;
    private readonly int _last;
    private readonly MonthTally[] _months;
    private readonly Dictionary<int, CohortTally> _cohorts = [];

    public AccountTally(SubscriptionLedger ledger)
    {
        (_opening, _last) = (ledger.OpeningMonth, ledger.LastMonth);
        _months = new MonthTally[_last - _opening + 1];
        for (var i = 0; i < _months.Length; i++)
        {
            _months[i] = new MonthTally();
        }
    }

    public void Move(MovementKind kind, int month, decimal amount)
    {
        if (month > _opening && month <= _last)
        {
            _months[month - _opening].Move(kind, amount);
        }
    }

    public void Stay(int cohort, int from, int to, decimal mrr, bool neverLeft)
    {
        if (to > _opening)
        {
            _months[Math.Max(from, _opening) - _opening].Change(1, mrr);
            if (to <= _last)
            {
                _months[to - _opening].Change(-1, -mrr);
            }
        }

        if (!_cohorts.TryGetValue(cohort, out var tally))
        {
            tally = new CohortTally(cohort, _last);
            _cohorts.Add(cohort, tally);
        }

        tally.Stay(from, to, mrr, neverLeft);
    }

    public ImmutableArray<MonthlyAccount> Months(SubscriptionLedger ledger)
    {
        var months = ImmutableArray.CreateBuilder<MonthlyAccount>(_months.Length - 1);
        var (customers, mrr) = (_months[0].CustomersChange, _months[0].MrrChange);
        for (var i = 1; i < _months.Length; i++)
        {
            var month = _opening + i;
            var movements = _months[i].ToMovements(customers, mrr, ledger);
            months.Add(new MonthlyAccount(month, ledger.CalendarMonth(month), month < _last || ledger.IsLastMonthWhole, movements));
            (customers, mrr) = (movements.ClosingCustomers, movements.ClosingMrr.Amount);
        }

        return months.MoveToImmutable();
    }

    public ImmutableArray<RetentionCohort> Cohorts(SubscriptionLedger ledger) => [.. _cohorts.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToCohort(ledger))];
}
