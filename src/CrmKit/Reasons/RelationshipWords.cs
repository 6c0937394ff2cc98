namespace CrmKit;

/// <summary>Words for the reasons of keeping in touch, of health, of silence, of balance and of dialogue.</summary>
internal static class RelationshipWords
{
    public static string? Render(Reason reason) => reason.Code switch
    {
        WarmthReasons.Due => $"{Warmth(reason)}: due since {reason["due"]}",
        WarmthReasons.NotDue => $"{Warmth(reason)}: not due{(reason["due"] is { } due ? $" before {due}" : " within the calendar")}",
        WarmthReasons.Unknown => $"{reason["tier"]}: nothing has happened between the two sides yet",
        SilenceReasons.Overdue => $"the last contact ({reason["measure"]}) was on {reason["since"]}, {Days(reason["days"])} ago, longer than {Days(reason["bound"])}",
        SilenceReasons.OverdueNever => $"no contact ({reason["measure"]}) in the {Days(reason["days"])} since {reason["since"]}, longer than {Days(reason["bound"])}",
        BalanceReasons.Kept => $"{reason["pitches"]} of {reason["contacts"]} contacts sell, within the bound of {reason["bound"]}",
        BalanceReasons.TooManyPitches => $"{reason["pitches"]} of {reason["contacts"]} contacts would sell, above the bound of {reason["bound"]}",
        BalanceReasons.GiftOwed => $"{Count(reason["gifts"], "thing")} of use given since the last offer, and {reason["needed"]} needed before another",
        BalanceReasons.Stale => "an event came late, so that what was given since the last offer is to be counted anew",
        DialogueReasons.OneWay => $"a one-way street: {Dialogue(reason)}, at least {reason["at-least"]} to 1 where {reason["bound"]} to 1 is borne",
        DialogueReasons.TwoWay => $"{Dialogue(reason)}, at least {reason["at-least"]} to 1, which is borne up to {reason["bound"]} to 1",
        DialogueReasons.TooFew => $"{Dialogue(reason)}: too few to say, {reason["least"]} are needed",
        _ => Health(reason),
    };

    private static string? Health(Reason reason)
    {
        var seen = reason.Code switch
        {
            HealthReasons.Replies => Count(reason["count"], "reply", "replies"),
            HealthReasons.Opens => Count(reason["count"], "message") + " opened",
            HealthReasons.Clicks => Count(reason["count"], "link") + " followed",
            HealthReasons.Visits => Count(reason["count"], "visit"),
            HealthReasons.Purchases => Count(reason["count"], "purchase"),
            HealthReasons.Complaints => Count(reason["count"], "complaint"),
            HealthReasons.ComplaintsResolved => Count(reason["count"], "complaint") + " settled",
            HealthReasons.PromisesKept => Count(reason["count"], "promise") + " kept",
            HealthReasons.PromisesLate => Count(reason["count"], "promise") + " kept late",
            HealthReasons.PromisesBroken => Count(reason["count"], "promise") + " broken",
            HealthReasons.GoodFeedback => Count(reason["count"], "good answer"),
            HealthReasons.BadFeedback => Count(reason["count"], "bad answer"),
            HealthReasons.FailedPayments => Count(reason["count"], "payment") + " failed",
            HealthReasons.Silence => $"not heard of for {Days(reason["days"])}",
            _ => null,
        };
        return seen is null ? null : $"{seen} ({Points(reason["points"])} points)";
    }

    private static string Warmth(Reason reason)
    {
        var unanswered = string.Equals(reason["unanswered"], "0", StringComparison.Ordinal) ? string.Empty : $", {Count(reason["unanswered"], "contact")} unanswered since";
        return $"{reason["tier"]}: {Days(reason["days"])} since {reason["since"]}{unanswered}, warmth {reason["warmth"]} of 1 against {reason["target"]}, stable for {Days(reason["stability"])}";
    }

    private static string Dialogue(Reason reason) => $"{reason["outbound"]} contacts against {Count(reason["inbound"], "answer")} in {Days(reason["window"])}";

    private static string Days(string? count) => Count(count, "day");

    private static string Count(string? count, string one, string? more = null) =>
        string.Equals(count, "1", StringComparison.Ordinal) ? $"1 {one}" : $"{count} {more ?? one + "s"}";

    private static string Points(string? invariant) =>
        double.TryParse(invariant, CultureInfo.InvariantCulture, out var points) ? points.ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture) : "no";
}
