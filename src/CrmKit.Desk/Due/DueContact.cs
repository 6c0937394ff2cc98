namespace CrmKit.Desk;

/// <summary>What could be said to a customer today, and what the gates say to it now.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Candidate">The contact, with its terms in <see cref="TouchCandidate.Reason"/>.</param>
/// <param name="Point">Where it would go: the first contact point that the gates let pass, else the first admissible one; <c>null</c> where none is known.</param>
/// <param name="Verdict">What the gates say now.</param>
/// <param name="IsDecided">Whether it stands in the outbox already, whatever became of it.</param>
public sealed record DueContact(Customer Customer, TouchCandidate Candidate, ContactPoint? Point, GateVerdict Verdict, bool IsDecided);
