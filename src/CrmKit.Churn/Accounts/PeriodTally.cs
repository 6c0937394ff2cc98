namespace CrmKit.Churn;

// One snapshot against a later one.
internal sealed class PeriodTally(SubscriptionLedger ledger, PausePolicy policy, int from, int to)
{
    private readonly MonthTally _net = new();
    private long _opening;
    private decimal _openingMrr;

    public long Still { get; private set; }

    public long NeverLeft { get; private set; }

    public decimal Closing { get; private set; }

    public decimal CappedClosing { get; private set; }

    public AccountMovements PointToPoint => _net.ToMovements(_opening, _openingMrr, ledger);

    public void Run()
    {
        for (var customer = 0; customer < ledger.CustomerNumbers; customer++)
        {
            var months = new Ends(from, to);
            MovementWalk.Over(ledger.SpansOf(customer), policy, ref months);
            Take(months);
        }
    }

    private void Take(in Ends ends)
    {
        if (ends.IsAtStart)
        {
            _opening++;
            _openingMrr += ends.StartMrr;
        }

        if (ends.IsAtEnd)
        {
            _net.Change(ends.IsAtStart ? 0 : 1, ends.IsAtStart ? ends.EndMrr - ends.StartMrr : ends.EndMrr);
        }
        else if (ends.IsAtStart)
        {
            _net.Change(-1, -ends.StartMrr);
            _net.Move(MovementKind.Churn, ends.StartMrr);
        }

        if (!ends.IsAtEnd)
        {
            return;
        }

        if (!ends.IsAtStart)
        {
            _net.Move(ends.Cohort > from ? MovementKind.New : MovementKind.Reactivation, ends.EndMrr);
            return;
        }

        Still++;
        NeverLeft += ends.IsThroughout ? 1 : 0;
        Closing += ends.EndMrr;
        CappedClosing += Math.Min(ends.StartMrr, ends.EndMrr);
        if (ends.EndMrr != ends.StartMrr)
        {
            _net.Move(ends.EndMrr > ends.StartMrr ? MovementKind.Expansion : MovementKind.Contraction, Math.Abs(ends.EndMrr - ends.StartMrr));
        }
    }

    // A customer at both ends, and whether anything was missing in between.
    private struct Ends(int from, int to) : MovementWalk.ISink
    {
        private int _months;

        public bool IsAtStart { get; private set; }

        public bool IsAtEnd { get; private set; }

        public decimal StartMrr { get; private set; }

        public decimal EndMrr { get; private set; }

        public int Cohort { get; private set; }

        public readonly bool IsThroughout => _months == to - from + 1;

        public readonly void Move(MovementKind kind, int month, decimal amount)
        {
        }

        public void Stay(int cohort, int first, int after, decimal mrr, bool neverLeft)
        {
            Cohort = cohort;
            _months += Math.Max(0, Math.Min(after, to + 1) - Math.Max(first, from));
            if (first <= from && from < after)
            {
                (IsAtStart, StartMrr) = (true, mrr);
            }

            if (first <= to && to < after)
            {
                (IsAtEnd, EndMrr) = (true, mrr);
            }
        }
    }
}
