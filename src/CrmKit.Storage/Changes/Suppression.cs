namespace CrmKit.Storage;

/// <summary>A contact point that must not be used. Stores keep its keyed hash alone.</summary>
/// <remarks>It is never taken back. A fresh opt-in at that point, given later, opens it to the person who gave it, for what it agrees to: <see cref="SuppressedPoint"/>.</remarks>
/// <param name="Customer">The customer at whom it was learned.</param>
/// <param name="Point">The contact point.</param>
/// <param name="Kind">Why. Default <see cref="SuppressionKind.Undeliverable"/>: nothing leaves at all.</param>
public sealed record Suppression(CustomerId Customer, ContactPoint Point, SuppressionKind Kind = SuppressionKind.Undeliverable);
