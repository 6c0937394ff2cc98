namespace CrmKit.Cadence;

/// <summary>What somebody must own, or must not own, to be told something.</summary>
public sealed record OwnershipCondition
{
    private OwnershipCondition(Topic item, bool isOwned, int atLeastDays, int? atMostDays)
    {
        Item = item;
        IsOwned = isOwned;
        AtLeastDays = atLeastDays;
        AtMostDays = atMostDays;
    }

    /// <summary>The item.</summary>
    public Topic Item { get; }

    /// <summary>Whether it must be owned; otherwise it must not be.</summary>
    public bool IsOwned { get; }

    /// <summary>Days for which it must have been owned at least, 0 or more.</summary>
    public int AtLeastDays { get; }

    /// <summary>Days for which it may have been owned at most; <c>null</c> for any number.</summary>
    public int? AtMostDays { get; }

    /// <summary>The item is owned, as its last purchase that did not come back tells.</summary>
    /// <param name="item">The item.</param>
    /// <param name="atLeastDays">Days since then, at least; 0 or more.</param>
    /// <param name="atMostDays">Days since then, at most; not below <paramref name="atLeastDays"/>; <c>null</c> for any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of days is outside its range.</exception>
    public static OwnershipCondition Owned(Topic item, int atLeastDays = 0, int? atMostDays = null)
    {
        if (atLeastDays < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(atLeastDays), atLeastDays, "An item has been owned for 0 days or more.");
        }

        return atMostDays < atLeastDays
            ? throw new ArgumentOutOfRangeException(nameof(atMostDays), atMostDays, "The most days are no fewer than the least.")
            : new OwnershipCondition(item, isOwned: true, atLeastDays, atMostDays);
    }

    /// <summary>The item is not owned.</summary>
    /// <param name="item">The item.</param>
    public static OwnershipCondition NotOwned(Topic item) => new(item, isOwned: false, atLeastDays: 0, atMostDays: null);

    /// <summary>Whether it holds on a day.</summary>
    /// <param name="ownedSince">Day of the last purchase of the item that did not come back; <c>null</c> where none is owned.</param>
    /// <param name="day">The day.</param>
    public bool Holds(LocalDate? ownedSince, LocalDate day)
    {
        if (ownedSince is not { } since)
        {
            return !IsOwned;
        }

        var days = Period.DaysBetween(since, day);
        return IsOwned && days >= AtLeastDays && !(days > AtMostDays);
    }
}
