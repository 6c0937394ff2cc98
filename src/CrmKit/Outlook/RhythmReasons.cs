namespace CrmKit;

/// <summary>The codes of the reasons that a rhythm gives. They are stored, so that they never change their meaning.</summary>
public static class RhythmReasons
{
    /// <summary>The customer has no gap of its own: the figures are the segment's. No arguments.</summary>
    public const string Segment = "rhythm.segment";

    /// <summary>The customer's own gaps, shrunk to the segment. Arguments: gaps, mean-gap (days, of its own gaps alone).</summary>
    public const string OwnGaps = "rhythm.own-gaps";

    /// <summary>How long the customer has not bought. Arguments: days (open ones), last.</summary>
    public const string Silence = "rhythm.silence";

    /// <summary>Closed days were taken out of that. Arguments: days.</summary>
    public const string ClosedDays = "rhythm.closed-days";

    /// <summary>A late arrival or a return came since: to be rebuilt from the timeline. No arguments.</summary>
    public const string Stale = "rhythm.stale";
}
