namespace CrmKit.Churn;

// Walks over the event times with the sums over their risk sets.
internal interface IRiskSums
{
    // False where the sums lost their digits, so that another way must be taken; what was visited is then void.
    bool Visit(ReadOnlySpan<double> beta, RiskVisit visit, CancellationToken cancellation);
}
