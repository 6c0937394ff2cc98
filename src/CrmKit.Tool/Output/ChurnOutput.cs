using CrmKit.Churn;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>What subscriptions say of churn: a section for each question. Names may be added, never changed.</summary>
/// <param name="AsOf">The last day looked at; not there for a file of months.</param>
/// <param name="LastMonth">The number of the last month.</param>
/// <param name="Currency">The currency; XXX where none was told.</param>
/// <param name="Customers">Customers at the end of any month.</param>
/// <param name="CustomersBetweenMonthEnds">Those who came and went between two month ends, and are in no account.</param>
/// <param name="Accounts">What came, what went and what is left.</param>
/// <param name="Tenure">How long customers stay, in months.</param>
/// <param name="Retention">The model of the renewals, a month each.</param>
/// <param name="Warning">How the chances below were found, and what they are worth.</param>
/// <param name="AtRisk">Who may leave within a month, the largest expected loss first.</param>
internal sealed record ChurnOutput(
    string? AsOf,
    int LastMonth,
    string Currency,
    int Customers,
    int CustomersBetweenMonthEnds,
    AccountsOutput Accounts,
    CurveOutput Tenure,
    RetentionOutput Retention,
    WarningOutput Warning,
    IReadOnlyList<AtRiskOutput> AtRisk)
{
    public static ChurnOutput From(SubscriptionLedger ledger, RetentionAccounts accounts, ContractOutlook outlook) => new(
        ledger.AsOf is { } day ? LocalDatePattern.Iso.Format(day) : null,
        ledger.LastMonth,
        ledger.Currency.Code,
        ledger.CustomerCount,
        ledger.CustomersBetweenMonthEnds,
        AccountsOutput.From(accounts),
        CurveOutput.From(outlook.Curve, 0.95),
        RetentionOutput.From(outlook),
        WarningOutput.From(outlook.Warning),
        [.. outlook.AtRisk.Select(AtRiskOutput.From)]);
}
