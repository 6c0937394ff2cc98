namespace CrmKit.Cadence;

/// <summary>What a profile must keep; the first fault is told by the path of its field in the text form.</summary>
internal static class ProfileCheck
{
    private const int MostTiers = 50;

    public static ProfileFault? Fault(BusinessProfile profile) =>
        ProfileFault.Code("name", profile.Name)
        ?? ProfileFault.Range("intervalDays", profile.IntervalDays, 1, BusinessProfile.MostDays)
        ?? ProfileFault.Range("shortestDays", profile.ShortestDays, 1, BusinessProfile.MostDays)
        ?? ProfileFault.Range("longestDays", profile.LongestDays, profile.ShortestDays, BusinessProfile.MostDays)
        ?? (profile.Most is { IsNone: false, Max: 0 } ? new ProfileFault("most.contacts", "1 or more") : null)
        ?? ProfileFault.Channels("channels", profile.Channels, mayBeEmpty: false)
        ?? Items(profile.Items)
        ?? (profile.Bands is null ? new ProfileFault("bands", "a list") : ContentCheck.Fault(profile))
        ?? Value(profile.Value)
        ?? Risk(profile.Risk)
        ?? Rhythm(profile.Rhythm);

    private static ProfileFault? Items(ImmutableArray<ProfileItem> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is null || items[i].Item == default)
            {
                return new($"items[{i}].item", "the code of an item");
            }

            if (ProfileFault.Range($"items[{i}].restDays", items[i].RestDays, 0, 36_600) is { } fault)
            {
                return fault;
            }
        }

        return items.DistinctBy(item => item.Item).Count() == items.Length ? null : new("items", "each named once");
    }

    private static ProfileFault? Value(ValueResponse? value)
    {
        if (value is null)
        {
            return null;
        }

        if (value.Currency == default)
        {
            return new("value.currency", "a currency code such as EUR");
        }

        if (value.Tiers.IsDefault || value.Tiers.Length is < 1 or > MostTiers || value.Tiers.Any(tier => tier is null))
        {
            return new("value.tiers", $"a list of 1 to {MostTiers}");
        }

        for (var i = 0; i < value.Tiers.Length; i++)
        {
            if (Tier(value.Tiers, i) is { } fault)
            {
                return fault;
            }
        }

        return value.Tiers.DistinctBy(tier => tier.Name, StringComparer.Ordinal).Count() == value.Tiers.Length ? null : new("value.tiers", "of names that differ");
    }

    private static ProfileFault? Tier(ImmutableArray<ValueTier> tiers, int i)
    {
        var (field, tier) = ($"value.tiers[{i}]", tiers[i]);
        if ((ProfileFault.Code($"{field}.name", tier.Name) ?? ProfileFault.Range($"{field}.factor", tier.Factor, 0.01, 100)) is { } fault)
        {
            return fault;
        }

        if (i == 0)
        {
            return tier.From == 0 ? null : new($"{field}.from", "0: the first tier holds whoever is in no other");
        }

        if (!(tier.From > tiers[i - 1].From && double.IsFinite(tier.From)))
        {
            return new($"{field}.from", "above that of the tier before");
        }

        return tier.Factor > tiers[i - 1].Factor ? new($"{field}.factor", "no larger than that of the tier before: nobody waits longer for being worth more") : null;
    }

    private static ProfileFault? Risk(RiskResponse? risk) => risk is null
        ? null
        : ProfileFault.Range("risk.leaving", risk.Leaving, 0.01, 1)
            ?? ProfileFault.Range("risk.gone", risk.Gone, 1, 100)
            ?? ProfileFault.Range("risk.turnsAt", risk.TurnsAt, 0.01, 0.99);

    private static ProfileFault? Rhythm(RhythmResponse? rhythm) => rhythm is null
        ? null
        : ProfileFault.Range("rhythm.leadDays", rhythm.LeadDays, 0, 365)
            ?? ProfileFault.Range("rhythm.soonest", rhythm.Soonest, 0.01, 1)
            ?? ProfileFault.Range("rhythm.latest", rhythm.Latest, 1, 100);
}
