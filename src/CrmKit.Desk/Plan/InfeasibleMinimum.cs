using CrmKit.Scheduling;

namespace CrmKit.Desk;

/// <summary>A customer for whom no choice of days keeps the minimum of caring contact together with the other rules.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Conflicts">Rules that cannot all be kept, the minimum first.</param>
/// <param name="FirstPossible">The first day ahead, where the person is, on which a caring contact is allowed at all; <c>null</c> where none was found.</param>
public sealed record InfeasibleMinimum(CustomerId Customer, ImmutableArray<RuleConflict> Conflicts, LocalDate? FirstPossible);
