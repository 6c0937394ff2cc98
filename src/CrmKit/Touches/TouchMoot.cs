using NodaTime.Text;

namespace CrmKit;

/// <summary>What makes a contact pointless after it was proposed: <c>it has been a while</c> is not said to somebody who bought yesterday.</summary>
/// <remarks>
/// States what the proposal was based on, so that the gates can see that it holds no longer, whenever and in whatever order the facts came in.
/// Thread-safe value; <c>default</c> is <see cref="Never"/>.
/// </remarks>
public readonly record struct TouchMoot
{
    private TouchMoot(LocalDate day) => PurchaseAfter = day;

    /// <summary>Nothing does.</summary>
    public static TouchMoot Never => default;

    /// <summary>A purchase on a later civil day than this makes the contact pointless; <c>null</c> where none does.</summary>
    public LocalDate? PurchaseAfter { get; }

    /// <summary>Whether nothing makes the contact pointless.</summary>
    public bool IsNever => PurchaseAfter is null;

    /// <summary>A purchase after the day that the proposal was based on.</summary>
    /// <param name="day">The last day that the proposal took into account, for example that of the last purchase known to it.</param>
    /// <exception cref="ArgumentException">The day is of another calendar than the ISO one.</exception>
    public static TouchMoot OnPurchaseAfter(LocalDate day) =>
        day.Calendar == CalendarSystem.Iso ? new(day) : throw new ArgumentException("The day is of the ISO calendar.", nameof(day));

    /// <summary>The same, once a purchase is known that the proposal took into account, and that may have come back since.</summary>
    /// <param name="lastPurchase">Day of the last purchase known when the contact is planned; <c>null</c> without one.</param>
    public TouchMoot Knowing(LocalDate? lastPurchase) => PurchaseAfter is { } day && lastPurchase > day ? new TouchMoot(lastPurchase.Value) : this;

    /// <summary>For example <c>purchase after 2026-03-01</c>, or <c>never</c>.</summary>
    public override string ToString() => PurchaseAfter is { } day ? $"purchase after {LocalDatePattern.Iso.Format(day)}" : "never";
}
