namespace CrmKit.Desk;

/// <summary>How the minimum of caring contact stands for one customer.</summary>
/// <param name="Due">The last day of the first window that lacks a contact, where the person is.</param>
/// <param name="Candidate">The contact, where it must be proposed now.</param>
/// <param name="IsLate">Whether that window is over.</param>
/// <param name="Infeasible">The rules that cannot all be kept; <c>null</c> where they can.</param>
internal sealed record OwedContact(LocalDate Due, TouchCandidate? Candidate, bool IsLate, InfeasibleMinimum? Infeasible);
