namespace CrmKit.Cadence;

/// <summary>The terms of an interval with their reasons.</summary>
internal static class IntervalTerms
{
    /// <summary>What the customer is worth in the profile's currency; NaN where that is not known.</summary>
    public static double Worth(BusinessProfile profile, CadenceFacts facts) => IsOtherCurrency(profile, facts) ? double.NaN : facts.YearlyValue ?? double.NaN;

    public static IEnumerable<CadenceTerm> Of(BusinessProfile profile, IntervalTable table, CadenceFacts facts, int band, LocalDate day, double rhythm)
    {
        yield return new(profile.IntervalDays, new Reason(ProfileReasons.Base, ReasonArgument.Of("profile", profile.Name), Factor(profile.IntervalDays)));
        yield return Recency(profile, facts, band, day);
        yield return Value(profile, table, facts);
        yield return Risk(profile, table, facts);
        yield return Rhythm(profile, facts, rhythm);
    }

    public static Reason Bounds(BusinessProfile profile, double product) => new(
        ProfileReasons.Bounds, ReasonArgument.Of("product", product), ReasonArgument.Of("shortest", profile.ShortestDays), ReasonArgument.Of("longest", profile.LongestDays));

    private static CadenceTerm Recency(BusinessProfile profile, CadenceFacts facts, int at, LocalDate day)
    {
        if (facts.LastPurchase is not { } bought)
        {
            var never = profile.Bands.NeverBought;
            return new(never.Factor, new Reason(ProfileReasons.NeverBought, ReasonArgument.Of("band", never.Name), Factor(never.Factor)));
        }

        var band = profile.Bands.Bought[at];
        return new(band.Factor, new Reason(
            ProfileReasons.Band, ReasonArgument.Of("band", band.Name), ReasonArgument.Of("days", Period.DaysBetween(bought, day)), Factor(band.Factor)));
    }

    private static CadenceTerm Value(BusinessProfile profile, IntervalTable table, CadenceFacts facts)
    {
        if (profile.Value is not { } value)
        {
            return Neutral(ProfileReasons.Unheeded, "value");
        }

        if (IsOtherCurrency(profile, facts))
        {
            return new(1, new Reason(
                ProfileReasons.OtherCurrency, ReasonArgument.Of("currency", facts.Currency!.Value.Code), ReasonArgument.Of("expected", value.Currency.Code), Factor(1)));
        }

        var worth = Worth(profile, facts);
        if (table.TierOf(worth) is not (>= 0 and var at))
        {
            return Neutral(ProfileReasons.Unknown, "value");
        }

        var tier = value.Tiers[at];
        return new(tier.Factor, new Reason(
            ProfileReasons.Tier, ReasonArgument.Of("tier", tier.Name), ReasonArgument.Of("worth", worth), ReasonArgument.Of("currency", value.Currency.Code), Factor(tier.Factor)));
    }

    private static CadenceTerm Risk(BusinessProfile profile, IntervalTable table, CadenceFacts facts)
    {
        if (profile.Risk is null)
        {
            return Neutral(ProfileReasons.Unheeded, "risk");
        }

        if (facts.ProbabilityLeft is not { } left || double.IsNaN(left))
        {
            return Neutral(ProfileReasons.Unknown, "risk");
        }

        var leaving = facts.ProbabilityOfLeaving is { } chance && !double.IsNaN(chance) ? chance : double.NaN;
        var factor = table.RiskFactor(left, leaving);
        return new(factor, double.IsNaN(leaving)
            ? new Reason(ProfileReasons.Left, ReasonArgument.Of("left", left), Factor(factor))
            : new Reason(ProfileReasons.Leaving, ReasonArgument.Of("left", left), ReasonArgument.Of("leaving", leaving), Factor(factor)));
    }

    private static CadenceTerm Rhythm(BusinessProfile profile, CadenceFacts facts, double factor)
    {
        if (profile.Rhythm is not { } rhythm)
        {
            return Neutral(ProfileReasons.Unheeded, "rhythm");
        }

        if (facts.WindowStart is not { } window)
        {
            return Neutral(ProfileReasons.Unknown, "rhythm");
        }

        return factor == 1
            ? new(1, new Reason(ProfileReasons.WindowElsewhere, ReasonArgument.Of("window", window), Factor(1)))
            : new(factor, new Reason(ProfileReasons.Window, ReasonArgument.Of("window", window), ReasonArgument.Of("lead", rhythm.LeadDays), Factor(factor)));
    }

    private static CadenceTerm Neutral(string code, string part) => new(1, new Reason(code, ReasonArgument.Of("part", part), Factor(1)));

    private static ReasonArgument Factor(double factor) => ReasonArgument.Of("factor", factor);

    private static bool IsOtherCurrency(BusinessProfile profile, CadenceFacts facts) =>
        profile.Value is { } value && facts is { YearlyValue: not null, Currency: { } currency } && currency != value.Currency;
}
