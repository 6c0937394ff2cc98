namespace CrmKit;

/// <summary>Words for the reasons of sequences toward a first sale.</summary>
internal static class FollowUpWords
{
    public static string? Render(Reason reason) => reason.Code switch
    {
        FollowUpReasons.Step => $"{reason["sequence"]}: step {reason["step"]} of at most {reason["length"]} ({reason["length-by"]}), for a lead of {reason["start"]}{(reason["previous"] is { } previous ? $", last contacted on {previous}" : string.Empty)}",
        FollowUpReasons.NotStarted => reason["start"] is { } start ? $"{reason["sequence"]}: begins on {start}" : $"{reason["sequence"]}: no lead has come in",
        FollowUpReasons.Waiting => $"{reason["sequence"]}: step {reason["step"]} is not due before {reason["due"]}",
        FollowUpReasons.Reply => $"{reason["sequence"]}: stopped, the person answered on {reason["day"]}",
        FollowUpReasons.Refusal => $"{reason["sequence"]}: stopped, the person wants to hear nothing of it",
        FollowUpReasons.Purchase => $"{reason["sequence"]}: stopped, the person bought on {reason["day"]}",
        FollowUpReasons.Bounce => $"{reason["sequence"]}: stopped, nothing gets through to the person",
        FollowUpReasons.NoContactPoint => $"{reason["sequence"]}: stopped, no contact point of its channels is known",
        FollowUpReasons.Cap => $"{reason["sequence"]}: stopped after {reason["length"]}, its length",
        FollowUpReasons.Yield => $"{reason["sequence"]}: stopped after {reason["length"]}, since a further touch sells to at most {Percent(reason["upper"])} and must sell to {Percent(reason["worth"])}",
        FollowUpReasons.Lapsed => $"{reason["sequence"]}: stopped, step {reason["step"]} could not leave by {reason["until"]}",
        FollowUpReasons.StatedLength => $"at most {reason["length"]}, as stated: nobody measured what a further touch brings",
        FollowUpReasons.MeasuredLength => $"at most {reason["length"]}: a further touch sells to at most {Percent(reason["upper"])} (of {reason["made"]} made) and must sell to {Percent(reason["worth"])}",
        FollowUpReasons.WorthThroughout => $"at most {reason["length"]}, as stated: up to there no touch is known to sell to fewer than {Percent(reason["worth"])}",
        _ => null,
    };

    private static string Percent(string? invariant) =>
        double.TryParse(invariant, CultureInfo.InvariantCulture, out var share) ? (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %" : "?";
}
