namespace CrmKit.Churn;

/// <summary>A cohort at an age.</summary>
/// <param name="Age">Months since the first.</param>
/// <param name="Active">Customers of the cohort who are customers then, those who came back included.</param>
/// <param name="NeverLeft">Customers of the cohort who were customers in every month up to then.</param>
/// <param name="Mrr">What the cohort pays a month then.</param>
public readonly record struct CohortAge(int Age, long Active, long NeverLeft, Money Mrr);
