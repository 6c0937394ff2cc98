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
        accounts.Months.IsEmpty ? null : AccountPeriodOutput.From(accounts.Period(PeriodFrom(accounts), accounts.Ledger.LastMonth)),
        AccountAveragesOutput.From(accounts.Averages),
        [.. accounts.Cohorts.Select(AccountCohortOutput.From)]);

    /// <summary>Where the period of the tables begins: the opening where there was somebody, else a year back.</summary>
    public static int PeriodFrom(RetentionAccounts accounts) => accounts.Months[0].Movements.OpeningCustomers > 0
        ? accounts.Ledger.OpeningMonth
        : Math.Max(accounts.Ledger.OpeningMonth, accounts.Ledger.LastMonth - 12);

    public static string? Text(YearMonth? month) => month is { } known ? YearMonthPattern.Iso.Format(known) : null;
}
