namespace CrmKit.LifetimeValue;

/// <summary>Recency, frequency and money of one customer as scores, 1 the lowest.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Recency">Score of the last purchase: the later, the higher.</param>
/// <param name="Frequency">Score of the number of purchase days.</param>
/// <param name="Money">Score of the money spent in all.</param>
public readonly record struct RfmScore(CustomerId Customer, int Recency, int Frequency, int Money)
{
    /// <summary>The three scores side by side, for example <c>5-4-4</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Recency}-{Frequency}-{Money}");
}
