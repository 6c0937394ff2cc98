namespace CrmKit;

/// <summary>A customer showed an interest without saying anything: opened a message, followed a link, came by.</summary>
/// <param name="Key">The source's own key.</param>
/// <param name="Customer">The customer.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Kind">How.</param>
/// <param name="To">The key of the touch that it followed; <c>null</c> where it followed none.</param>
/// <exception cref="ArgumentOutOfRangeException">The kind is unknown.</exception>
public sealed record Engagement(EventKey Key, CustomerId Customer, Instant OccurredAt, EngagementKind Kind, EventKey? To = null)
    : TimelineEvent(Key, Customer, OccurredAt)
{
    private readonly EngagementKind _kind = Known(Kind);

    /// <summary>How.</summary>
    public EngagementKind Kind
    {
        get => _kind;
        init => _kind = Known(value);
    }

    private static EngagementKind Known(EngagementKind kind) =>
        Enum.IsDefined(kind) ? kind : throw new ArgumentOutOfRangeException(nameof(kind), kind, "An engagement is Opened, Clicked or Visited.");
}
