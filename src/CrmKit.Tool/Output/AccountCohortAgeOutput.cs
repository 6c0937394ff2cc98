using CrmKit.Churn;

namespace CrmKit.Tool;

/// <summary>They after some months.</summary>
internal sealed record AccountCohortAgeOutput(int Age, long Active, long NeverLeft, decimal Mrr, AccountRatio ActiveShare, AccountRatio NeverLeftShare, AccountRatio MrrShare);
