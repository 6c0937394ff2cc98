namespace CrmKit;

/// <summary>Words for the reasons of occasions and of surveys.</summary>
internal static class OccasionWords
{
    public static string? Render(Reason reason) => reason.Code switch
    {
        OccasionReasons.Anniversary => $"{reason["day"]} is {Years(reason["years"])} after the first purchase on {reason["since"]}",
        OccasionReasons.ThankYou => $"thanks for the purchase on {reason["bought"]}{(reason["amount"] is { } amount ? $" of {amount}" : string.Empty)}",
        OccasionReasons.ServiceCheckBack => $"how does it hold: {reason["item"]} on {reason["bought"]}",
        OccasionReasons.ComplaintCheckBack => $"a complaint was settled on {reason["settled"]}: does it stay so",
        OccasionReasons.Replenishment => $"bought on {reason["bought"]} and likely to need more from {reason["window-start"]}{(reason["window-end"] is { } end ? $" to {end}" : " on")}",
        OccasionReasons.SeasonalOffer => $"an early offer before {reason["season"]}, which starts on {reason["starts"]}{(reason["bought"] is { } bought ? $"; bought in such a season on {bought}" : string.Empty)}",
        OccasionReasons.HolidayCard => $"a card for {reason["holiday"]} on {reason["day"]} ({reason["known"]})",
        SurveyReasons.NetPromoter => Survey("whether the person would recommend us", reason),
        SurveyReasons.Satisfaction => Survey("how satisfied the person is", reason),
        SurveyReasons.Effort => Survey("how easy it was", reason),
        _ => null,
    };

    private static string Survey(string question, Reason reason) =>
        $"asks {question} after {reason["after"]} ({reason["since"]}), as {Share(reason["share"])} are asked";

    private static string Share(string? invariant) =>
        double.TryParse(invariant, CultureInfo.InvariantCulture, out var share) ? (100 * share).ToString("0.###", CultureInfo.InvariantCulture) + " %" : "?";

    private static string Years(string? count) => string.Equals(count, "1", StringComparison.Ordinal) ? "1 year" : $"{count} years";
}
