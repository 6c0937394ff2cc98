using CrmKit.Churn;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>The accounts. A rate is a number, or the text infinite or undefined.</summary>
internal sealed record AccountsOutput(
    string Pause,
    IReadOnlyList<AccountMonthOutput> Months,
    AccountPeriodOutput? Period,
    AccountAveragesOutput Averages,
    IReadOnlyList<AccountCohortOutput> Cohorts)
{
    public static AccountsOutput From(RetentionAccounts accounts) => new(
        accounts.Policy == PausePolicy.PauseIsChurn ? "churn" : "contraction",
        [.. accounts.Months.Select(AccountMonthOutput.From)],
        accounts.Months.IsEmpty ? null : AccountPeriodOutput.From(accounts.Period(accounts.Ledger.OpeningMonth, accounts.Ledger.LastMonth)),
        AccountAveragesOutput.From(accounts.Averages),
        [.. accounts.Cohorts.Select(AccountCohortOutput.From)]);

    public static string? Text(YearMonth? month) => month is { } known ? YearMonthPattern.Iso.Format(known) : null;
}
