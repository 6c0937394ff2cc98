namespace CrmKit.LifetimeValue;

/// <summary>What one cohort did in one span.</summary>
/// <param name="Customers">Customers of the cohort who bought in the span.</param>
/// <param name="Purchases">Their purchase days in the span.</param>
/// <param name="Revenue">Their money in the span, net of returns.</param>
/// <param name="IsComplete">Whether the span was observed to its end.</param>
public readonly record struct CohortCell(int Customers, int Purchases, Money Revenue, bool IsComplete);
