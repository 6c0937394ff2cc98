namespace CrmKit.Churn;

/// <summary>The chance of something in the time ahead, with what it is worth.</summary>
/// <param name="Value">0 to 1; 0 when <see cref="LifetimeStatus.NotIdentified"/>.</param>
/// <param name="Status">
/// <see cref="LifetimeStatus.Restricted"/> where the data end inside the time asked about, so that more may leave and fewer stay than the figure says;
/// <see cref="LifetimeStatus.NotIdentified"/> where the customer is already beyond the data, or beyond the time at which everybody has left.
/// </param>
public readonly record struct RemainingChance(double Value, LifetimeStatus Status);
