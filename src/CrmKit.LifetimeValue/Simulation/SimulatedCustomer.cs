namespace CrmKit.LifetimeValue;

/// <summary>A customer that a model has drawn.</summary>
/// <param name="FirstDay">Day of the first purchase, counted from the first day of the simulation, day 0.</param>
/// <param name="RepeatDays">Days with a later purchase, rising, without repetition.</param>
public readonly record struct SimulatedCustomer(int FirstDay, ImmutableArray<int> RepeatDays);
