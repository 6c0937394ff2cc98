using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>What the models say of a ledger: how long customers stay, and who is at risk.</summary>
internal sealed record ContractOutlook(SurvivalFit Tenure, int WithoutStart, RetentionCounts Renewals, RetentionFit Retention, string RetentionName, EarlyWarningFit Warning, ImmutableArray<ContractAtRisk> AtRisk)
{
    private const int MostAtRisk = 20;
    private const int MostReasons = 3;

    /// <summary>The one curve of all customers.</summary>
    public SurvivalCurve Curve => Tenure.Curves[0];

    public static ContractOutlook Of(SubscriptionLedger ledger, PausePolicy policy, CancellationToken cancellationToken)
    {
        var tenures = ledger.Tenures(policy);
        var tenure = new KaplanMeierEstimator().Fit(tenures.Records, cancellationToken: cancellationToken);
        var renewals = CountRenewals(tenures);
        var (name, retention) = FitRetention(renewals, cancellationToken);
        var warning = new EarlyWarningEstimator().Fit(ContractFeatures.History(ledger, policy), cancellationToken: cancellationToken);
        var now = ContractFeatures.Now(ledger, policy);
        var scores = warning.Model.Score(now);
        var chances = scores.Chances.ToArray();
        var mrr = ledger.CurrentContracts().ToDictionary(contract => contract.Customer, contract => contract.Mrr);
        var atRisk = Enumerable.Range(0, now.Count)
            .Select(row => (Row: row, Loss: chances[row] * (double)mrr[now.Customer(row)].Amount))
            .OrderByDescending(one => one.Loss).ThenByDescending(one => chances[one.Row]).ThenBy(one => now.Customer(one.Row))
            .Take(MostAtRisk)
            .Select(one => new ContractAtRisk(now.Customer(one.Row), chances[one.Row], mrr[now.Customer(one.Row)], scores.Reasons(one.Row, MostReasons)));
        return new ContractOutlook(tenure, tenures.WithoutStart, renewals, retention, name, warning, [.. atRisk]);
    }

    // Months stayed are renewals taken.
    private static RetentionCounts CountRenewals(LedgerTenures tenures)
    {
        var time = tenures.Records.Time.Span;
        var left = tenures.Records.IsEvent.Span;
        var renewals = new int[time.Length];
        var active = new bool[time.Length];
        for (var i = 0; i < renewals.Length; i++)
        {
            (renewals[i], active[i]) = ((int)time[i] - (left[i] ? 1 : 0), !left[i]);
        }

        return RetentionCounts.OfCustomers(renewals, active);
    }

    // The model of three parameters only where it earns its third (Akaike 1973).
    private static (string Name, RetentionFit Fit) FitRetention(RetentionCounts counts, CancellationToken cancellationToken)
    {
        var two = new ShiftedBetaGeometricEstimator().Fit(counts, cancellationToken: cancellationToken);
        var three = new BetaDiscreteWeibullEstimator().Fit(counts, cancellationToken: cancellationToken);
        return three.LogLikelihood - two.LogLikelihood > 1 && three.Convergence.Status == ConvergenceStatus.Converged ? ("bdw", three) : ("sbg", two);
    }
}
