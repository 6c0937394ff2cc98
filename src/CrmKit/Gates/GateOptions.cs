using CrmKit.Calendars;

namespace CrmKit;

/// <summary>What the house's gates need to know.</summary>
public sealed record GateOptions
{
    /// <summary>Local time in which nobody is contacted. Default 20:00 to 08:00.</summary>
    public QuietHours QuietHours { get; init; } = QuietHours.Between(new LocalTime(20, 0), new LocalTime(8, 0));

    /// <summary>How often one person is contacted at most. Default once in any 14 customer-local days, so that nobody is sold anything around a birthday greeting.</summary>
    public TouchCap Cap { get; init; } = TouchCap.AtMost(1, 14);
}
