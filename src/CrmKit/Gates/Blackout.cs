namespace CrmKit;

/// <summary>A stretch of days on which the business contacts nobody, over one channel or over any.</summary>
/// <param name="Name">What it is called, for example <c>stocktaking</c>; it stands in reasons.</param>
/// <param name="From">First day, where the person is.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Channel">The channel; <c>null</c> for every one.</param>
/// <exception cref="ArgumentException">The name is empty, it ends before it begins, or a day is of another calendar than the ISO one.</exception>
public sealed record Blackout(string Name, LocalDate From, LocalDate Until, Channel? Channel = null) : IBlackoutDays
{
    /// <summary>What it is called.</summary>
    public string Name { get; } = string.IsNullOrWhiteSpace(Name) ? throw new ArgumentException("A blackout has a name.", nameof(Name)) : Name;

    /// <summary>First day, where the person is.</summary>
    public LocalDate From { get; } = Checked(From, nameof(From));

    /// <summary>Last day, included.</summary>
    public LocalDate Until { get; } = Checked(Until, nameof(Until)) < Checked(From, nameof(From)) ? throw new ArgumentException("A blackout ends on the day on which it begins, or later.", nameof(Until)) : Until;

    /// <summary>The channel; <c>null</c> for every one.</summary>
    public Channel? Channel { get; } = Channel;

    /// <inheritdoc/>
    public string? NameOn(LocalDate day, Channel channel) => day >= From && day <= Until && (Channel is null || Channel == channel) ? Name : null;

    /// <summary>For example <c>stocktaking 2026-01-02 to 2026-01-05 (Phone)</c>.</summary>
    public override string ToString()
    {
        var days = $"{Name} {IsoText.Of(From)} to {IsoText.Of(Until)}";
        return Channel is { } channel ? $"{days} ({channel})" : days;
    }

    private static LocalDate Checked(LocalDate day, string name) =>
        day.Calendar == CalendarSystem.Iso ? day : throw new ArgumentException("The days of a blackout are of the ISO calendar.", name);
}
