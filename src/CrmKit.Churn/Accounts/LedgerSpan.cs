namespace CrmKit.Churn;

// Months with one state and one revenue: from the first of them to the one after the last.
internal readonly record struct LedgerSpan(int From, int To, decimal Mrr, bool IsPaused);
