using CrmKit.Cadence;

namespace CrmKit.Engines.Tests;

/// <summary>The documented rules taken word for word and a step at a time: what the policy and the columns are compared with.</summary>
internal static class NaiveCadence
{
    public static (LocalDate Due, LocalDate Next, int Number)? Window(BusinessProfile profile, CadenceFacts facts, LocalDate today)
    {
        var due = facts.Anchor.PlusDays(Days(profile, facts, facts.Anchor));
        for (var number = 1; ; number++)
        {
            var next = due.PlusDays(Days(profile, facts, due));
            if (next > today)
            {
                return (due, next, number);
            }

            due = next;
        }
    }

    public static int Days(BusinessProfile profile, CadenceFacts facts, LocalDate from)
    {
        var band = profile.Bands.Of(facts.LastPurchase is { } bought ? Period.DaysBetween(bought, from) : null);
        var product = profile.IntervalDays * band.Factor * Value(profile, facts) * Risk(profile, facts);
        var plain = Math.Clamp(product, profile.ShortestDays, profile.LongestDays);
        if (profile.Rhythm is { } rhythm && facts.WindowStart is { } window)
        {
            var ahead = Period.DaysBetween(from, window.PlusDays(-rhythm.LeadDays));
            if (ahead > 0 && rhythm.Soonest * plain <= ahead && ahead <= rhythm.Latest * plain)
            {
                return Math.Clamp(ahead, profile.ShortestDays, profile.LongestDays);
            }
        }

        return (int)Math.Round(plain, MidpointRounding.AwayFromZero);
    }

    private static double Value(BusinessProfile profile, CadenceFacts facts)
    {
        if (profile.Value is not { } value || facts.YearlyValue is not { } worth || (facts.Currency is { } currency && currency != value.Currency))
        {
            return 1;
        }

        return (value.Tiers.LastOrDefault(tier => tier.From <= worth) ?? value.Tiers[0]).Factor;
    }

    private static double Risk(BusinessProfile profile, CadenceFacts facts)
    {
        if (profile.Risk is not { } risk || facts.ProbabilityLeft is not { } g)
        {
            return 1;
        }

        var l = facts.ProbabilityOfLeaving ?? Math.Min(1, g / risk.TurnsAt);
        var h = 1 + (l * (risk.Leaving - 1));
        return h + ((risk.Gone - h) * Math.Max(0, (g - risk.TurnsAt) / (1 - risk.TurnsAt)));
    }
}
