using CrmKit.Churn;
using CrmKit.Reports;

namespace CrmKit.Tool;

/// <summary>The page of <c>crmkit churn</c>.</summary>
internal static class ContractPage
{
    public static ContractReport Of(RetentionAccounts accounts, ContractOutlook outlook)
    {
        var (ledger, trial) = (accounts.Ledger, outlook.Warning.Trial);
        var last = accounts.Months.IsEmpty ? null : accounts.Months[^1];
        return new ContractReport
        {
            Title = "Contracts",
            AsOf = ledger.AsOf,
            Notes = [.. outlook.Warning.Model.Reasons.Select(reason => EnglishReasons.Render(reason) + ".")],
            Figures = last is null ? [] :
            [
                new("customers", last.Movements.ClosingCustomers.ToString("N0", CultureInfo.InvariantCulture)),
                new("revenue a month", last.Movements.ClosingMrr.Round().Amount.ToString("N0", CultureInfo.InvariantCulture)),
                new("left in the last month", last.Movements.ChurnedCustomers.ToString("N0", CultureInfo.InvariantCulture)),
                new("leave in a month, pooled", accounts.Averages.PooledMonthlyLogoChurn.Value is { } churn ? churn.ToString("P1", CultureInfo.InvariantCulture) : "unknown"),
            ],
            Accounts = accounts,
            Movements = accounts.Months.IsEmpty ? null : accounts.Period(AccountsOutput.PeriodFrom(accounts), ledger.LastMonth).Summed,
            Tenure = outlook.Curve.Status == SurvivalCurveStatus.NobodyAtRisk ? null : outlook.Tenure,
            Renewals = outlook.Renewals,
            Retention = outlook.Retention.Model,
            Quality = trial.Foretold.IsEmpty ? null : PredictionQuality.Of(trial.Foretold.Span, trial.Left.Span),
            AtRisk = [.. outlook.AtRisk.Select(one => new ReportRiskRow(one.Customer, one.Probability, one.Mrr, one.Reasons))],
        };
    }
}
