namespace CrmKit;

/// <summary>The codes of the reasons that keeping in touch gives. They are stored, so that they never change their meaning.</summary>
public static class WarmthReasons
{
    /// <summary>It is time to get in touch. Arguments: tier, warmth, target, days (since), since, stability (days), unanswered, due.</summary>
    public const string Due = "cadence.keep-in-touch";

    /// <summary>It is not time yet. Arguments: tier, warmth, target, days (since), since, stability (days), unanswered, and due where it lies in the calendar.</summary>
    public const string NotDue = "cadence.keep-in-touch-not-due";

    /// <summary>Nothing has happened between the two sides yet, so that nothing can cool. Arguments: tier.</summary>
    public const string Unknown = "cadence.keep-in-touch-unknown";
}
