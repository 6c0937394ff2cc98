namespace CrmKit;

/// <summary>The codes of the reasons that CrmKit itself gives. They are stored, so that they never change their meaning.</summary>
public static class ReasonCodes
{
    /// <summary>A customer's regular contact is due. Arguments: due, days, interval, and value, horizon, alive where a value is known.</summary>
    public const string IntervalDue = "cadence.interval-due";

    /// <summary>A customer's regular contact is not due yet. Arguments: due, last, interval.</summary>
    public const string IntervalNotDue = "cadence.interval-not-due";

    /// <summary>A customer's birthday. Arguments: day.</summary>
    public const string Birthday = "occasion.birthday";

    /// <summary>All gates are open. No arguments.</summary>
    public const string GatesOpen = "gates.open";

    /// <summary>The owner of the contact point objected to all contact there that is not service. Arguments: channel.</summary>
    public const string Suppressed = "gate.suppressed";

    /// <summary>Nothing gets through to the contact point. Arguments: channel.</summary>
    public const string Undeliverable = "gate.undeliverable";

    /// <summary>The person is to be spared; a human decides. Arguments: kind, and until where an end is known.</summary>
    public const string Care = "gate.care";

    /// <summary>Another effect of the same reason and occurrence stands for it, since two records became one. No arguments.</summary>
    public const string Merged = "outbox.merged";

    /// <summary>The person has refused. Arguments: purpose, channel, said, source.</summary>
    public const string ConsentRefused = "gate.consent-refused";

    /// <summary>The person has said nothing. Arguments: purpose, channel.</summary>
    public const string ConsentMissing = "gate.consent-missing";

    /// <summary>The person agreed, but that counts only from a later instant. Arguments: purpose, channel, said, recorded.</summary>
    public const string ConsentNotYet = "gate.consent-not-yet";

    /// <summary>The contact point is not among the person's any more. Arguments: channel.</summary>
    public const string PointGone = "gate.point-gone";

    /// <summary>A complaint of the person is open. Arguments: complaint, since, open.</summary>
    public const string ComplaintOpen = "gate.complaint-open";

    /// <summary>The business does not use the channel. Arguments: channel.</summary>
    public const string ChannelNotOffered = "gate.channel-not-offered";

    /// <summary>The person wants nothing over the channel. Arguments: channel.</summary>
    public const string ChannelRefused = "gate.channel-refused";

    /// <summary>The business contacts nobody on the day. Arguments: name, day, channel.</summary>
    public const string Blackout = "gate.blackout";

    /// <summary>The person wants nothing on the day. Arguments: day, channel, and until where an end is known.</summary>
    public const string BlockedDay = "gate.blocked-day";

    /// <summary>Something happened that makes the contact pointless. Arguments: purchase, after.</summary>
    public const string Moot = "gate.moot";

    /// <summary>The rules that a decision was taken under. Arguments: one a rule, with what it was set to.</summary>
    public const string RulesInForce = "plan.rules-in-force";

    /// <summary>The facts that a decision was taken on. Arguments: those of <see cref="DecisionFacts"/>.</summary>
    public const string FactsReliedOn = "plan.facts-relied-on";

    /// <summary>It is quiet where the person is. Arguments: local, zone, zone-source, quiet, and source where the rule has one.</summary>
    public const string QuietHours = "gate.quiet-hours";

    /// <summary>The person has been contacted often enough. Arguments: group, made, cap, window, by; those stored before there were groups lack group and by.</summary>
    public const string CapReached = "gate.cap-reached";

    /// <summary>The occasion is over. Arguments: expired.</summary>
    public const string Expired = "gate.expired";

    /// <summary>No contact point of an admissible channel is known. Arguments: channels.</summary>
    public const string NoContactPoint = "plan.no-contact-point";

    /// <summary>The day's limit was reached by worthier contacts. Arguments: limit.</summary>
    public const string DayFull = "plan.day-full";

    /// <summary>The first allowed instant lies after the planned day. Arguments: first.</summary>
    public const string LaterThanDay = "plan.later-than-day";

    /// <summary>Planned for a better day. Arguments: day (of the business), channel, worth (in minor units).</summary>
    public const string BetterDay = "plan.better-day";

    /// <summary>Left out of the days planned. Arguments: until, worth (in minor units).</summary>
    public const string LeftOut = "plan.left-out";

    /// <summary>Left out, since other contacts of the person are worth more under a cap. Arguments: by (their reasons and occurrences), group, cap, window, frees (where a day is known).</summary>
    public const string Displaced = "plan.displaced";

    /// <summary>Left out, since what it takes is worth more to others. Arguments: day, channel, short (in minor units).</summary>
    public const string Outpriced = "plan.outpriced";

    /// <summary>Left out, since a channel's day or the budget has no room. Arguments: resource.</summary>
    public const string ResourceFull = "plan.resource-full";

    /// <summary>No hour of the day that is allowed has room for it. Arguments: day.</summary>
    public const string HoursFull = "plan.hours-full";

    /// <summary>A minimum of caring contact is owed. Arguments: count, window.</summary>
    public const string MinimumOwed = "minimum.owed";

    /// <summary>A cap leaves too little room for a minimum of caring contact. Arguments: group, cap, window.</summary>
    public const string CapLeavesNoRoom = "minimum.cap-leaves-no-room";

    /// <summary>No two caring contacts are placed on one day. No arguments.</summary>
    public const string OneCareADay = "minimum.one-a-day";

    /// <summary>The message lacks a value. Arguments: missing.</summary>
    public const string MissingValue = "message.missing-value";

    /// <summary>No template fits the reason. Arguments: reason.</summary>
    public const string MissingTemplate = "message.missing-template";

    /// <summary>No sender serves the channel. Arguments: channel.</summary>
    public const string NoSender = "message.no-sender";

    /// <summary>A gate or renderer of the program's own failed. Arguments: error.</summary>
    public const string RuleFailed = "message.rule-failed";

    /// <summary>The sender refused for good. Arguments: remedy.</summary>
    public const string SenderRefused = "sender.refused";

    /// <summary>The sender asked for another try. Arguments: remedy.</summary>
    public const string SenderRetry = "sender.retry";

    /// <summary>The sender failed too often. Arguments: attempts.</summary>
    public const string SenderGaveUp = "sender.gave-up";

    /// <summary>A worker stopped between sending and recording. No arguments.</summary>
    public const string OutcomeUncertain = "sender.outcome-uncertain";

    /// <summary>The store holds something here that it cannot read. No arguments.</summary>
    public const string Unreadable = "store.unreadable";
}
