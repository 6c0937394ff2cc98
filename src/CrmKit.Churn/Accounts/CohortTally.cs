namespace CrmKit.Churn;

// One cohort's changes at each age; their running sums are the cohort.
internal sealed class CohortTally(int month, int lastMonth)
{
    private readonly long[] _active = new long[lastMonth - month + 2];
    private readonly long[] _neverLeft = new long[lastMonth - month + 2];
    private readonly decimal[] _mrr = new decimal[lastMonth - month + 2];

    public void Stay(int from, int to, decimal mrr, bool neverLeft)
    {
        var (start, end) = (from - month, to - month);
        _active[start]++;
        _active[end]--;
        _mrr[start] += mrr;
        _mrr[end] -= mrr;
        if (neverLeft)
        {
            _neverLeft[start]++;
            _neverLeft[end]--;
        }
    }

    public RetentionCohort ToCohort(SubscriptionLedger ledger)
    {
        var ages = ImmutableArray.CreateBuilder<CohortAge>(_active.Length - 1);
        var (active, neverLeft, mrr) = (0L, 0L, 0m);
        for (var age = 0; age < _active.Length - 1; age++)
        {
            active += _active[age];
            neverLeft += _neverLeft[age];
            mrr += _mrr[age];
            ages.Add(new CohortAge(age, active, neverLeft, ledger.MoneyOf(mrr)));
        }

        return new RetentionCohort(month, ledger.CalendarMonth(month), ages[0].Active, ages[0].Mrr, ages.MoveToImmutable());
    }
}
