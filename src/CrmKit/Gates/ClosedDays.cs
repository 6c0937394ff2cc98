using CrmKit.Calendars;

namespace CrmKit;

/// <summary>The closed days of a business calendar as days on which nobody is contacted, over one channel or over any.</summary>
/// <param name="Calendar">The calendar.</param>
/// <param name="Name">What such a day is called, for example <c>closed</c>; it stands in reasons.</param>
/// <param name="Channel">The channel, for example the telephone that staff answer; <c>null</c> for every one.</param>
/// <exception cref="ArgumentException">The name is empty.</exception>
public sealed record ClosedDays(IBusinessDays Calendar, string Name, Channel? Channel = null) : IBlackoutDays
{
    /// <summary>The calendar.</summary>
    public IBusinessDays Calendar { get; } = Calendar ?? throw new ArgumentNullException(nameof(Calendar));

    /// <summary>What such a day is called.</summary>
    public string Name { get; } = string.IsNullOrWhiteSpace(Name) ? throw new ArgumentException("Closed days have a name.", nameof(Name)) : Name;

    /// <inheritdoc/>
    public string? NameOn(LocalDate day, Channel channel) => (Channel is null || Channel == channel) && !Calendar.IsBusinessDay(day) ? Name : null;

    /// <summary>For example <c>closed (Phone)</c>.</summary>
    public override string ToString() => Channel is { } channel ? $"{Name} ({channel})" : Name;
}
