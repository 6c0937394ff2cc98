namespace CrmKit;

/// <summary>What one kind of signal adds to the health of a relationship.</summary>
/// <param name="Points">What it adds, below 0 where it takes away.</param>
/// <param name="Reason">What it rests on.</param>
public sealed record HealthTerm(double Points, Reason Reason);
