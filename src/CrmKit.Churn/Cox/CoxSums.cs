namespace CrmKit.Churn;

// Takes the way to the sums over risk sets that fits the data: a table while the event times are few, otherwise a stream in order of time.
internal sealed class CoxSums
{
    private const int FewNumbers = 1 << 18;

    private readonly CoxProblem _problem;
    private IRiskSums _sums;

    public CoxSums(CoxProblem problem)
    {
        _problem = problem;
        _sums = CoxTable.Length(problem) <= Math.Max(FewNumbers, 2L * problem.Layout.Exit.Length) ? new CoxTable(problem) : new CoxStream(problem);
    }

    // What a visit gathers is begun afresh by the first argument, for a walk may have to be taken twice.
    public void Visit(ReadOnlySpan<double> beta, Action begin, RiskVisit visit, CancellationToken cancellation)
    {
        begin();
        if (_sums.Visit(beta, visit, cancellation))
        {
            return;
        }

        _sums = new CoxTable(_problem);
        begin();
        _sums.Visit(beta, visit, cancellation);
    }
}
