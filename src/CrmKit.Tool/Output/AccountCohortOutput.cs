using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>Those who came in one month.</summary>
internal sealed record AccountCohortOutput(int Month, string? CalendarMonth, long Customers, decimal FirstMrr, IReadOnlyList<AccountCohortAgeOutput> Ages)
{
    public static AccountCohortOutput From(RetentionCohort cohort) => new(
        cohort.Month,
        AccountsOutput.Text(cohort.CalendarMonth),
        cohort.Customers,
        cohort.FirstMrr.Amount,
        [.. cohort.Ages.Select(age => new AccountCohortAgeOutput(age.Age, age.Active, age.NeverLeft, age.Mrr.Amount, cohort.ActiveShare(age.Age), cohort.NeverLeftShare(age.Age), cohort.MrrShare(age.Age)))]);
}
