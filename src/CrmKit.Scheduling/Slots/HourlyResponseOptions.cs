namespace CrmKit.Scheduling;

/// <summary>How the best hour is learned.</summary>
public sealed record HourlyResponseOptions
{
    /// <summary>Days after which an observation counts half. Above 0, default 90.</summary>
    public double HalfLifeDays { get; init; } = 90;

    /// <summary>How many observations the belief of an hour is worth. Above 0, default 5.</summary>
    public double PriorWeight { get; init; } = 5;

    /// <summary>The belief before any observation, for example of all customers together; <c>null</c>, the default, for <see cref="HourlyResponse.Uniform"/>.</summary>
    public HourlyResponse? Prior { get; init; }
}
