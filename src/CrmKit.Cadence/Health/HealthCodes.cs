namespace CrmKit.Cadence;

/// <summary>The code of each signal.</summary>
internal static class HealthCodes
{
    /// <summary>Signals that are sums over events; silence is none.</summary>
    public const int Sums = (int)HealthSignal.Silence - 1;

    public static string Of(HealthSignal signal) => signal switch
    {
        HealthSignal.Replies => HealthReasons.Replies,
        HealthSignal.Opens => HealthReasons.Opens,
        HealthSignal.Clicks => HealthReasons.Clicks,
        HealthSignal.Visits => HealthReasons.Visits,
        HealthSignal.Purchases => HealthReasons.Purchases,
        HealthSignal.Complaints => HealthReasons.Complaints,
        HealthSignal.ComplaintsResolved => HealthReasons.ComplaintsResolved,
        HealthSignal.PromisesKept => HealthReasons.PromisesKept,
        HealthSignal.PromisesLate => HealthReasons.PromisesLate,
        HealthSignal.PromisesBroken => HealthReasons.PromisesBroken,
        HealthSignal.GoodFeedback => HealthReasons.GoodFeedback,
        HealthSignal.BadFeedback => HealthReasons.BadFeedback,
        HealthSignal.FailedPayments => HealthReasons.FailedPayments,
        _ => HealthReasons.Silence,
    };

    /// <summary>What an event by itself is a signal of, and how much it counts, above 0; promises and settlements are told by several events and are not read here.</summary>
    public static (HealthSignal Signal, double Amount)? Read(TimelineEvent happened) => happened switch
    {
        Reply => (HealthSignal.Replies, 1),
        Engagement { Kind: EngagementKind.Opened } => (HealthSignal.Opens, 1),
        Engagement { Kind: EngagementKind.Clicked } => (HealthSignal.Clicks, 1),
        Engagement => (HealthSignal.Visits, 1),
        Purchase => (HealthSignal.Purchases, 1),
        Complaint => (HealthSignal.Complaints, 1),
        PaymentFailed => (HealthSignal.FailedPayments, 1),
        Feedback feedback => Answer((2 * Signs.Share(feedback)) - 1),
        _ => null,
    };

    private static (HealthSignal Signal, double Amount)? Answer(double balance) => balance switch
    {
        > 0 => (HealthSignal.GoodFeedback, balance),
        < 0 => (HealthSignal.BadFeedback, -balance),
        _ => null,
    };
}
