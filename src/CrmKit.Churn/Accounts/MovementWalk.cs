namespace CrmKit.Churn;

// One customer's months under a policy, told as movements and stays; both the tables and the list of movements are made of it.
internal static class MovementWalk
{
    // A sink that is a struct is called without a detour.
    public interface ISink
    {
        // What shows at the end of a month; also for months outside the accounts.
        void Move(MovementKind kind, int month, decimal amount);

        // A customer from a month to the one before another, since a first month, and never away until now or not.
        void Stay(int cohort, int from, int to, decimal mrr, bool neverLeft);
    }

    public static void Over<TSink>(ReadOnlySpan<LedgerSpan> spans, PausePolicy policy, ref TSink sink)
        where TSink : ISink
    {
        var (isKnown, neverLeft) = (false, true);
        var (cohort, end, mrr) = (0, 0, 0m);
        foreach (ref readonly var span in spans)
        {
            if (span.IsPaused && policy == PausePolicy.PauseIsChurn)
            {
                continue;
            }

            if (!isKnown)
            {
                (isKnown, cohort) = (true, span.From);
                sink.Move(MovementKind.New, span.From, span.Mrr);
            }
            else if (span.From == end)
            {
                Change(mrr, span, ref sink);
            }
            else
            {
                neverLeft = false;
                sink.Move(MovementKind.Churn, end, mrr);
                sink.Move(MovementKind.Reactivation, span.From, span.Mrr);
            }

            sink.Stay(cohort, span.From, span.To, span.Mrr, neverLeft);
            (end, mrr) = (span.To, span.Mrr);
        }

        if (isKnown)
        {
            // After the last month of the ledger where the customer still is one: no sink looks there.
            sink.Move(MovementKind.Churn, end, mrr);
        }
    }

    private static void Change<TSink>(decimal before, in LedgerSpan span, ref TSink sink)
        where TSink : ISink
    {
        if (span.Mrr > before)
        {
            sink.Move(MovementKind.Expansion, span.From, span.Mrr - before);
        }
        else if (span.Mrr < before)
        {
            sink.Move(MovementKind.Contraction, span.From, before - span.Mrr);
        }
    }
}
