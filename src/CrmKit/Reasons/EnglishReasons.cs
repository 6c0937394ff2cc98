namespace CrmKit;

/// <summary>Renders reasons in English.</summary>
public static class EnglishReasons
{
    /// <summary>One sentence without a full stop; an unknown code is shown as it is, with its arguments.</summary>
    /// <param name="reason">The reason.</param>
    public static string Render(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Code switch
        {
            ReasonCodes.IntervalDue => IntervalDue(reason),
            ReasonCodes.IntervalNotDue => $"not due before {reason["due"]}: the last purchase or contact was on {reason["last"]} (every {reason["interval"]} days)",
            ReasonCodes.Birthday => $"birthday on {reason["day"]}",
            ReasonCodes.GatesOpen => "all gates are open",
            ReasonCodes.Suppressed => $"objected to all contact at this {Lower(reason["channel"])} contact point but service",
            ReasonCodes.Undeliverable => $"nothing gets through to this {Lower(reason["channel"])} contact point",
            ReasonCodes.Care => reason["until"] is { } until ? $"to be spared until {until} ({Lower(reason["kind"])}): a human decides" : $"to be spared ({Lower(reason["kind"])}): a human decides",
            ReasonCodes.Merged => "the same contact of a record that became one with this stands for it",
            ReasonCodes.ConsentRefused => $"refused {reason["purpose"]} by {Lower(reason["channel"])} on {reason["said"]} ({reason["source"]})",
            ReasonCodes.ConsentMissing => $"never agreed to {reason["purpose"]} by {Lower(reason["channel"])}",
            ReasonCodes.ConsentNotYet => $"agreed to {reason["purpose"]} by {Lower(reason["channel"])} on {reason["said"]}, which counts only from when it was recorded, {reason["recorded"]}",
            ReasonCodes.PointGone => $"this {Lower(reason["channel"])} contact point is not the person's any more",
            ReasonCodes.QuietHours => $"it is {reason["local"]} there ({reason["zone"]}), inside the quiet hours {reason["quiet"]}{(reason["source"] is { } source ? $" ({source})" : string.Empty)}",
            ReasonCodes.CapReached => CapReached(reason),
            ReasonCodes.ComplaintOpen => string.Equals(reason["open"], "1", StringComparison.Ordinal)
                ? $"a complaint is open since {reason["since"]}"
                : $"{reason["open"]} complaints are open, one since {reason["since"]}",
            ReasonCodes.ChannelNotOffered => $"the business does not use {Lower(reason["channel"])}",
            ReasonCodes.ChannelRefused => $"wants to hear nothing by {Lower(reason["channel"])}",
            ReasonCodes.Blackout => $"nobody is contacted by {Lower(reason["channel"])} on {reason["day"]} ({reason["name"]})",
            ReasonCodes.BlockedDay => $"wants to hear nothing by {Lower(reason["channel"])} on {reason["day"]}{(reason["until"] is { } last ? $", until {last}" : string.Empty)}",
            ReasonCodes.Moot => $"a purchase on {reason["purchase"]}, after {reason["after"]}, left nothing to say",
            ReasonCodes.RulesInForce => string.Join("; ", reason.Arguments.Select(rule => $"{rule.Name}: {rule.Invariant}")),
            ReasonCodes.FactsReliedOn => string.Join("; ", reason.Arguments.Select(fact => $"{fact.Name} {fact.Invariant}")),
            ReasonCodes.Expired => $"the occasion ended at {reason["expired"]}",
            ReasonCodes.NoContactPoint => $"no contact point for {Lower(reason["channels"])} is known",
            ReasonCodes.DayFull => $"the day's limit of {reason["limit"]} was reached by worthier contacts",
            ReasonCodes.LaterThanDay => $"the first allowed instant is {reason["first"]}, after the planned day",
            ReasonCodes.BetterDay => $"planned by {Lower(reason["channel"])} for {reason["day"]}, the better day",
            ReasonCodes.LeftOut => $"left out until {reason["until"]}: other contacts are worth more",
            ReasonCodes.Displaced => $"gives way to {reason["by"]}, under the cap of {reason["cap"]} in any {Days(reason["window"])} ({reason["group"]}){(reason["frees"] is { } frees ? $", which frees on {frees}" : string.Empty)}",
            ReasonCodes.Outpriced => $"its best day, {reason["day"]} by {Lower(reason["channel"])}, is worth more to others by {reason["short"]} (minor units)",
            ReasonCodes.ResourceFull => $"{reason["resource"]} has no room",
            ReasonCodes.HoursFull => $"every allowed hour of {reason["day"]} is full",
            ReasonCodes.MinimumOwed => $"at least {reason["count"]} caring in any {Days(reason["window"])} owed{(reason["due"] is { } due ? $" by {due}" : string.Empty)}",
            ReasonCodes.CapLeavesNoRoom => $"the cap of {reason["cap"]} in any {Days(reason["window"])} ({reason["group"]}) leaves too little room",
            ReasonCodes.OneCareADay => "no two caring contacts are placed on one day",
            ReasonCodes.MissingValue => $"held, because the message needs {reason["missing"]}, which is not known",
            ReasonCodes.MissingTemplate => $"held, because no template fits {reason["reason"]}",
            ReasonCodes.NoSender => $"held, because no sender serves {Lower(reason["channel"])}",
            ReasonCodes.RuleFailed => $"held, because a rule failed ({reason["error"]})",
            ReasonCodes.SenderRetry => $"the sender asked for another try ({reason["remedy"]})",
            ReasonCodes.SenderRefused => $"the sender refused for good ({reason["remedy"]})",
            ReasonCodes.SenderGaveUp => $"given up after {reason["attempts"]} attempts",
            ReasonCodes.OutcomeUncertain => "a worker stopped between sending and recording, so that it may or may not have left",
            RhythmReasons.Segment => "has bought once, so that the rhythm is that of customers like this one",
            RhythmReasons.OwnGaps => $"has bought again {Times(reason["gaps"])}, every {Days(Whole(reason["mean-gap"]))} on average",
            RhythmReasons.Silence => $"has not bought for {Days(reason["days"])}, since {reason["last"]}",
            RhythmReasons.ClosedDays => $"{Days(reason["days"])} on which the business was closed are left out",
            RhythmReasons.Stale => "a purchase came late or came back, so that the rhythm is to be told anew",
            ReasonCodes.Unreadable => "what the store holds here cannot be read",
            _ => WarningWords.Render(reason) ?? NextWords.Render(reason) ?? RelationshipWords.Render(reason) ?? ProfileWords.Render(reason)
                ?? OccasionWords.Render(reason) ?? FollowUpWords.Render(reason) ?? reason.ToString(),
        };
    }

    private static string CapReached(Reason reason)
    {
        var group = reason["group"] is { } named && !string.Equals(named, "all", StringComparison.Ordinal) ? $" for {named}" : string.Empty;
        var by = reason["by"] is { Length: > 0 } contacts ? $": {contacts}" : string.Empty;
        return $"the cap of {reason["cap"]} in any {Days(reason["window"])}{group} is used up ({reason["made"]} made or promised{by})";
    }

    private static string IntervalDue(Reason reason)
    {
        var due = $"no purchase or contact for {Days(reason["days"])} (every {reason["interval"]})";
        return reason["value"] is { } value
            ? $"{due}; {Percent(reason["alive"])} likely still a customer, expected value {value} in {Days(reason["horizon"])}"
            : due;
    }

    private static string Days(string? count) => string.Equals(count, "1", StringComparison.Ordinal) ? "1 day" : $"{count} days";

    private static string Times(string? count) => string.Equals(count, "1", StringComparison.Ordinal) ? "once" : $"{count} times";

    private static string Whole(string? invariant) =>
        double.TryParse(invariant, CultureInfo.InvariantCulture, out var number) ? number.ToString("F0", CultureInfo.InvariantCulture) : "?";

    private static string Percent(string? invariant) =>
        double.TryParse(invariant, CultureInfo.InvariantCulture, out var share) ? share.ToString("P0", CultureInfo.InvariantCulture) : "?";

    private static string? Lower(string? text) => text?.ToLowerInvariant();
}
