namespace CrmKit.Storage;

/// <summary>The timeline's record of an effect that left. For those who write a store.</summary>
public static class SentTouch
{
    /// <summary>The event that a sent row becomes.</summary>
    /// <param name="intent">The contact that left, under the id of the record that its row was recorded under.</param>
    /// <param name="sentAt">When, on the store's clock.</param>
    public static Touch Of(TouchIntent intent, Instant sentAt)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return new Touch(KeyOf(intent.Key), intent.Key.Customer, ColumnInstant.Truncate(sentAt), intent.Key, intent.Class, intent.Point.Channel) { Kind = intent.Kind };
    }

    /// <summary>The key of that event, for example <c>touch:2:17:42/occasion.birthday/1997-10-01</c>.</summary>
    /// <remarks>The lengths of customer and reason stand in front, since either may hold a slash: two effects never share a key.</remarks>
    /// <param name="effect">The effect.</param>
    public static EventKey KeyOf(TouchKey effect) =>
        new(string.Create(CultureInfo.InvariantCulture, $"touch:{effect.Customer.Value.Length}:{effect.Reason.Length}:{effect}"));
}
