using CrmKit.Calendars;

namespace CrmKit;

/// <summary>What the house's gates need to know.</summary>
public sealed record GateOptions
{
    /// <summary>Local time in which nobody is contacted. Default 20:00 to 08:00.</summary>
    public QuietHours QuietHours { get; init; } = QuietHours.Between(new LocalTime(20, 0), new LocalTime(8, 0));

    /// <summary>Hours that differ by region, channel or purpose; they stand in the place of <see cref="QuietHours"/>. Default <c>null</c>: the one stretch for everybody.</summary>
    public IContactHours? Hours { get; init; }

    /// <summary>How often one person is contacted at most. Default once in any 14 customer-local days, so that nobody is sold anything around a birthday greeting.</summary>
    public TouchCap Cap { get; init; } = TouchCap.AtMost(1, 14);

    /// <summary>Caps on the contacts of a channel, kind or reason, or more of them on all; each holds beside <see cref="Cap"/>. Default none.</summary>
    public ImmutableArray<GroupCap> MoreCaps
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The channels that the business uses. Default every one.</summary>
    public ImmutableArray<Channel> Channels
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [.. Enum.GetValues<Channel>()];

    /// <summary>Days on which nobody is contacted. Default none.</summary>
    public ImmutableArray<IBlackoutDays> Blackouts
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>All caps that are any: that on all contacts first.</summary>
    public ImmutableArray<GroupCap> Caps => [.. MoreCaps.Prepend(GroupCap.OnAll(Cap)).Where(cap => !cap.Cap.IsNone)];
}
