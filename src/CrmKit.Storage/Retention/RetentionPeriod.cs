namespace CrmKit.Storage;

/// <summary>How long something is kept: for ever, or a period of civil days.</summary>
/// <remarks>What happened on the day that lies the period before today is kept, and what happened on an earlier day is not. The default is <see cref="Forever"/>.</remarks>
public readonly record struct RetentionPeriod
{
    private const int MostDays = 366_000;

    private readonly Period? _period;

    private RetentionPeriod(Period period) => _period = period;

    /// <summary>It is never purged.</summary>
    public static RetentionPeriod Forever { get; }

    /// <summary>Whether it is never purged.</summary>
    public bool IsForever => _period is null;

    /// <summary>Keeps for a period.</summary>
    /// <param name="period">Years, months, weeks and days, none below zero, together at least a day and at most a thousand years.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period has a part below zero, hours or less, or lies outside its range.</exception>
    public static RetentionPeriod Of(Period period)
    {
        ArgumentNullException.ThrowIfNull(period);
        var days = (366L * period.Years) + (31L * period.Months) + (7L * period.Weeks) + period.Days;
        return !period.HasTimeComponent && period is { Years: >= 0, Months: >= 0, Weeks: >= 0, Days: >= 0 } && days is >= 1 and <= MostDays
            ? new RetentionPeriod(period)
            : throw new ArgumentOutOfRangeException(nameof(period), period, "A retention period is years, months, weeks and days, none below zero, from a day to a thousand years.");
    }

    /// <summary>The first day whose events are kept; <c>null</c> where all are.</summary>
    /// <param name="today">Today.</param>
    public LocalDate? FirstKeptDay(LocalDate today) => _period is null ? null : today - _period;

    /// <summary>For example <c>P2Y</c>, or <c>forever</c>.</summary>
    public override string ToString() => _period?.ToString() ?? "forever";
}
