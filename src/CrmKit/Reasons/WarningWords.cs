namespace CrmKit;

/// <summary>Words for the reasons of attrition and of early warnings.</summary>
internal static class WarningWords
{
    public static string? Render(Reason reason) => reason.Code switch
    {
        AttritionReasons.ByValue => $"{Percent(reason["alive"])} likely still a customer, by the purchases so far",
        AttritionReasons.ByRhythm => $"{Percent(reason["alive"])} likely still a customer, by the own rhythm ({Percent(reason["overdue"])} of such customers would have bought by now)",
        AttritionReasons.Window => $"has not bought for {Days(reason["days"])}, {(Number(reason["days"]) < Number(reason["window"]) ? "within" : Number(reason["days"]) == Number(reason["window"]) ? "as long as" : "longer than")} the window of {Days(reason["window"])}",
        AttritionReasons.Overdue => $"{Percent(reason["overdue"])} of such customers would have bought by now; from {Percent(reason["level"])} on a customer counts as lost",
        WarningReasons.Base => $"a customer of whom nothing speaks for or against leaves with a chance of {Percent(reason["rate"])}",
        WarningReasons.Beliefs => "too few customers have told yet who leaves, so that the weights are beliefs",
        WarningReasons.Naive => $"a plain rule foretold the past no worse than the model (Brier score {Real(reason["rule-brier"])} against {Real(reason["model-brier"])}), so that the rule is used",
        WarningReasons.Unknown => $"{reason["feature"]} is not known, which {Effect(reason)}",
        _ => Seen(reason) is { } seen ? $"{seen}, which {Effect(reason)}" : null,
    };

    private static string? Seen(Reason reason)
    {
        var value = Number(reason["value"]);
        return reason.Code switch
        {
            WarningReasons.Overdue => $"{Percent(reason["value"])} of such customers would have bought by now",
            WarningReasons.SpendTrend => $"spent {Change(Math.Exp(value))} the time before",
            WarningReasons.OpenComplaint => value > 0 ? "has an open complaint" : "has no open complaint",
            WarningReasons.SatisfactionFall => value == 0 ? "is as satisfied as before" : $"satisfaction {(value > 0 ? "fell" : "rose")} by {Percent(Math.Abs(value))} of the scale",
            WarningReasons.Silence => $"has been silent for {Real(Math.Exp(value))} times the usual gap",
            WarningReasons.FailedPayments => value == 0 ? "no payment failed" : $"{Count(value, "payment")} failed",
            WarningReasons.Unanswered => value == 0 ? "has left no contact unanswered" : $"has left {Count(value, "contact")} unanswered",
            WarningReasons.Alive => $"{Percent(1 / (1 + Math.Exp(-value)))} likely still a customer, by the purchases so far",
            ContractReasons.Tenure => $"has been a customer for {Count(Math.Round(Math.Exp(value) - 1), "month")}",
            ContractReasons.Revenue => $"pays {Math.Exp(value).ToString("N2", CultureInfo.InvariantCulture)} a month",
            ContractReasons.Shrunk => value > 0 ? "pays less than three months ago" : "pays no less than three months ago",
            ContractReasons.Grown => value > 0 ? "pays more than three months ago" : "pays no more than three months ago",
            ContractReasons.Returned => value > 0 ? "has left before and come back" : "has never left",
            ContractReasons.Paused => value > 0 ? "has paused the contract" : "has no pause now",
            WarningReasons.Own => $"{reason["feature"]} is {Real(value)}",
            _ => null,
        };
    }

    // Odds, since terms add up there: a term of 0.7 doubles them.
    private static string Effect(Reason reason)
    {
        var term = Number(reason["term"]);
        return term == 0 ? "leaves the odds of leaving as they are"
            : term > 0 ? $"raises the odds of leaving {Real(Math.Exp(term))} times"
            : $"lowers the odds of leaving {Real(Math.Exp(-term))} times";
    }

    private static string Change(double ratio) => Math.Round(ratio, 2) switch
    {
        1 => "about as much as in",
        < 1 => $"{Percent(1 - ratio)} less than in",
        < 2 => $"{Percent(ratio - 1)} more than in",
        _ => $"{Real(ratio)} times as much as in",
    };

    private static string Count(double count, string what) => count == 1 ? $"1 {what}" : $"{Real(count)} {what}s";

    private static string Days(string? count) => string.Equals(count, "1", StringComparison.Ordinal) ? "1 day" : $"{count} days";

    private static double Number(string? invariant) => double.TryParse(invariant, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Percent(string? invariant) => Percent(Number(invariant));

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    private static string Real(string? invariant) => Real(Number(invariant));

    private static string Real(double number) => number.ToString(Math.Abs(number) is >= 1e6 or (> 0 and < 1e-3) ? "G3" : "0.###", CultureInfo.InvariantCulture);
}
