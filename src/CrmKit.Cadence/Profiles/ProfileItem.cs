namespace CrmKit.Cadence;

/// <summary>Something that the business sells, and how long nobody who bought it hears of it.</summary>
/// <param name="Item">The item, in the business's own categories: those of <see cref="Purchase.Items"/>.</param>
/// <param name="RestDays">Days from its purchase on which it is no topic for that person, the day of the purchase being the first. 0 to 36,600.</param>
public sealed record ProfileItem(Topic Item, int RestDays);
