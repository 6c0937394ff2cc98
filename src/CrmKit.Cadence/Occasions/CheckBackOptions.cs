namespace CrmKit.Cadence;

/// <summary>When the business asks back, after a service or after a complaint was settled.</summary>
public sealed record CheckBackOptions
{
    /// <summary>The items that count as a service, such as <c>repair</c>; needed after a service, not used after a complaint.</summary>
    public ImmutableArray<Topic> Items { get; init; } = [];

    /// <summary>Days from the service or settlement to the first day on which the question makes sense. 0 to 365, default 7.</summary>
    public int AfterDays { get; init; } = 7;

    /// <summary>Days to the last such day. <see cref="AfterDays"/> to 400, default 21.</summary>
    public int WithinDays { get; init; } = 21;

    /// <summary>Admissible channels. Default telephone and e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Phone, Channel.Email];

    /// <summary>The purpose that consent is needed for. Default greetings.</summary>
    public Purpose Purpose { get; init; } = Purpose.Greetings;

    internal void Check(string parameter)
    {
        OccasionCheck.Days(AfterDays, 0, 365, "The time to the question", parameter);
        OccasionCheck.Days(WithinDays, AfterDays, 400, "The time within which the question makes sense", parameter);
        OccasionCheck.Reach(Channels, Purpose, parameter);
    }
}
