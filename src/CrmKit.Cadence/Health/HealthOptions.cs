namespace CrmKit.Cadence;

/// <summary>What each signal counts in the health of a relationship.</summary>
/// <remarks>The defaults are a starting point in points of a scale of about -100 to 100, and claim nothing: a business that knows what its own customers do sets its own.</remarks>
public sealed record HealthOptions
{
    /// <summary>The zone of the business, in which the days end by which promises are due. There is no default.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>The days that the trend looks back. 1 to 3,660, default 30.</summary>
    public int TrendDays { get; init; } = 30;

    /// <summary>Replies. Default 20 points, 90 days.</summary>
    public SignalWeight Replies { get; init; } = new(20, 90);

    /// <summary>Messages opened. Default 3 points, 30 days.</summary>
    public SignalWeight Opens { get; init; } = new(3, 30);

    /// <summary>Links followed. Default 6 points, 30 days.</summary>
    public SignalWeight Clicks { get; init; } = new(6, 30);

    /// <summary>Visits. Default 8 points, 60 days.</summary>
    public SignalWeight Visits { get; init; } = new(8, 60);

    /// <summary>Purchases. Default 25 points, 180 days.</summary>
    public SignalWeight Purchases { get; init; } = new(25, 180);

    /// <summary>Complaints. Default -25 points, 90 days.</summary>
    public SignalWeight Complaints { get; init; } = new(-25, 90);

    /// <summary>Complaints settled. Default 10 points, 90 days.</summary>
    public SignalWeight ComplaintsResolved { get; init; } = new(10, 90);

    /// <summary>Promises kept in time. Default 10 points, 180 days.</summary>
    public SignalWeight PromisesKept { get; init; } = new(10, 180);

    /// <summary>Promises kept late. Default -8 points, 180 days.</summary>
    public SignalWeight PromisesLate { get; init; } = new(-8, 180);

    /// <summary>Promises broken. Default -20 points, 180 days.</summary>
    public SignalWeight PromisesBroken { get; init; } = new(-20, 180);

    /// <summary>Answers in the upper half of their scales; the best one counts 1, the middle 0. Default 15 points, 180 days.</summary>
    public SignalWeight GoodFeedback { get; init; } = new(15, 180);

    /// <summary>Answers in the lower half of their scales; the worst one counts 1, the middle 0. Default -25 points, 180 days.</summary>
    public SignalWeight BadFeedback { get; init; } = new(-25, 180);

    /// <summary>Payments that failed. Default -10 points, 60 days.</summary>
    public SignalWeight FailedPayments { get; init; } = new(-10, 60);

    /// <summary>Silence, since the person was last heard of or else since the first event. Default -30 points, half of them after 180 days.</summary>
    public SignalWeight Silence { get; init; } = new(-30, 180);

    /// <summary>What a signal counts.</summary>
    /// <param name="signal">The signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">The signal is unknown.</exception>
    public SignalWeight Of(HealthSignal signal) => signal switch
    {
        HealthSignal.Replies => Replies,
        HealthSignal.Opens => Opens,
        HealthSignal.Clicks => Clicks,
        HealthSignal.Visits => Visits,
        HealthSignal.Purchases => Purchases,
        HealthSignal.Complaints => Complaints,
        HealthSignal.ComplaintsResolved => ComplaintsResolved,
        HealthSignal.PromisesKept => PromisesKept,
        HealthSignal.PromisesLate => PromisesLate,
        HealthSignal.PromisesBroken => PromisesBroken,
        HealthSignal.GoodFeedback => GoodFeedback,
        HealthSignal.BadFeedback => BadFeedback,
        HealthSignal.FailedPayments => FailedPayments,
        HealthSignal.Silence => Silence,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "Unknown signal."),
    };
}
