using CrmKit.Calendars;

namespace CrmKit.Scheduling;

/// <summary>One contact whose day is settled and whose instant is not.</summary>
public sealed record SlotRequest
{
    /// <summary>The effect.</summary>
    public required TouchKey Key { get; init; }

    /// <summary>The channel, whose hourly limit it uses.</summary>
    public required Channel Channel { get; init; }

    /// <summary>The person's zone.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The stretches in which it may leave, inside the business's day and the person's, ascending and apart from each other, each with an end.</summary>
    public required ImmutableArray<Interval> Allowed
    {
        get;
        init => field = value.IsDefault ? [] : value;
    }

    /// <summary>The chance of an answer by hour. Default the same at every hour.</summary>
    public HourlyResponse Response { get; init; } = HourlyResponse.Uniform;

    /// <summary>Hours that the person asked for: they go before any other that is allowed. <c>null</c>, the default, where none were named.</summary>
    public DailyHours? Preferred { get; init; }

    /// <summary>Whether it is owed: it gets its slot before any that is merely worth while.</summary>
    public bool IsCommitment { get; init; }
}
