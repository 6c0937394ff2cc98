namespace CrmKit;

/// <summary>The codes of the terms of a relationship's health. They are stored, so that they never change their meaning.</summary>
/// <remarks>Each has the arguments count (of events) and points, what they add to the score; <see cref="Silence"/> has days in the place of count.</remarks>
public static class HealthReasons
{
    /// <summary>How every code of the health of a relationship begins.</summary>
    public const string Prefix = "health.";

    /// <summary>Replies. Arguments: count, points.</summary>
    public const string Replies = Prefix + "replies";

    /// <summary>Messages opened. Arguments: count, points.</summary>
    public const string Opens = Prefix + "opens";

    /// <summary>Links followed. Arguments: count, points.</summary>
    public const string Clicks = Prefix + "clicks";

    /// <summary>Visits. Arguments: count, points.</summary>
    public const string Visits = Prefix + "visits";

    /// <summary>Purchases. Arguments: count, points.</summary>
    public const string Purchases = Prefix + "purchases";

    /// <summary>Complaints. Arguments: count, points.</summary>
    public const string Complaints = Prefix + "complaints";

    /// <summary>Complaints that were settled. Arguments: count, points.</summary>
    public const string ComplaintsResolved = Prefix + "complaints-resolved";

    /// <summary>Promises kept in time. Arguments: count, points.</summary>
    public const string PromisesKept = Prefix + "promises-kept";

    /// <summary>Promises kept late. Arguments: count, points.</summary>
    public const string PromisesLate = Prefix + "promises-late";

    /// <summary>Promises broken. Arguments: count, points.</summary>
    public const string PromisesBroken = Prefix + "promises-broken";

    /// <summary>Answers in the upper half of their scales. Arguments: count, points.</summary>
    public const string GoodFeedback = Prefix + "good-feedback";

    /// <summary>Answers in the lower half of their scales. Arguments: count, points.</summary>
    public const string BadFeedback = Prefix + "bad-feedback";

    /// <summary>Payments that failed. Arguments: count, points.</summary>
    public const string FailedPayments = Prefix + "failed-payments";

    /// <summary>How long the person has not been heard of. Arguments: days (whole), points.</summary>
    public const string Silence = Prefix + "silence";
}
