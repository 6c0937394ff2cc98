using NodaTime;

namespace CrmKit.Calendars;

/// <summary>When people may be contacted, by region, channel and purpose; every row says by what authority.</summary>
/// <remarks>
/// The most specific row decides alone: a subdivision goes before its country and a country before any region, a named channel or purpose before any. Where
/// neither of two rows is the more specific one and no third row settles what both cover, the table is refused: nobody should learn at night which law won.
/// Immutable and thread-safe; an answer looks at twelve keys at most. CrmKit ships one row (<see cref="ContactHoursRule.UnitedStatesTelephone"/>); the rest is
/// data that the user supplies and answers for.
/// </remarks>
public sealed class ContactHoursTable
{
    private readonly Dictionary<(string? Region, string? Channel, string? Purpose), ContactHoursRule> _rules = [];

    /// <summary>Creates a table.</summary>
    /// <param name="rules">Its rows, in any order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">Two rows cover the same case and neither is the more specific one; the message names both.</exception>
    public ContactHoursTable(params IEnumerable<ContactHoursRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
        {
            ArgumentNullException.ThrowIfNull(rule, nameof(rules));
            if (!_rules.TryAdd(Key(rule), rule))
            {
                throw new ArgumentException($"Two rows are for {rule}.", nameof(rules));
            }
        }

        RefuseTies(nameof(rules));
    }

    /// <summary>Its rows, in no particular order.</summary>
    public IReadOnlyCollection<ContactHoursRule> Rules => _rules.Values;

    /// <summary>The row that decides; <c>null</c> where the table has none.</summary>
    /// <param name="region">ISO 3166 code of where the person is; <c>null</c> where that is not known, so that only rows for any region apply.</param>
    /// <param name="channel">Channel.</param>
    /// <param name="purpose">Purpose.</param>
    /// <exception cref="ArgumentNullException"><paramref name="channel"/> or <paramref name="purpose"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="region"/> is not of the form of ISO 3166.</exception>
    public ContactHoursRule? Find(string? region, string channel, string purpose)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(purpose);
        ReadOnlySpan<string?> regions = region is null ? [null] : RegionCode.CountryOf(RegionCode.Required(region)) is { } country ? [region, country, null] : [region, null];
        ReadOnlySpan<string?> channels = [channel, null];
        ReadOnlySpan<string?> purposes = [purpose, null];

        // From special to general; since there are no ties, the first row met is more specific than every other that applies.
        foreach (var itsRegion in regions)
        {
            foreach (var itsChannel in channels)
            {
                foreach (var itsPurpose in purposes)
                {
                    if (_rules.TryGetValue((itsRegion, itsChannel, itsPurpose), out var rule))
                    {
                        return rule;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Whether somebody may be contacted at an instant, when next, and by which row.</summary>
    /// <param name="region">ISO 3166 code of where the person is; <c>null</c> where that is not known.</param>
    /// <param name="channel">Channel.</param>
    /// <param name="purpose">Purpose.</param>
    /// <param name="at">The instant, year 1 to 9999.</param>
    /// <param name="zone">The zone whose wall clock the person reads.</param>
    /// <exception cref="ArgumentNullException"><paramref name="channel"/>, <paramref name="purpose"/> or <paramref name="zone"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="region"/> is not of the form of ISO 3166.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The instant is outside the years 1 to 9999.</exception>
    public ContactHoursAnswer Ask(string? region, string channel, string purpose, Instant at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        CivilYears.Require(at);
        var rule = Find(region, channel, purpose);
        return new ContactHoursAnswer(at, rule is null ? OpeningSearch.Found(at) : rule.Allowed.FirstOpen(at, zone), rule);
    }

    private static (string? Region, string? Channel, string? Purpose) Key(ContactHoursRule rule) => (rule.Region, rule.Channel, rule.Purpose);

    private void RefuseTies(string name)
    {
        ContactHoursRule[] rules = [.. _rules.Values];
        for (var i = 0; i < rules.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                // What both cover has a row of its own: one of the two where it is the more specific one, or a third.
                if (Common(rules[i], rules[j]) is { } common && !_rules.ContainsKey(common))
                {
                    throw new ArgumentException(
                        $"The rows for {rules[j]} and for {rules[i]} both cover {common.Region ?? "*"} {common.Channel ?? "*"} {common.Purpose ?? "*"}: add a row for that.", name);
                }
            }
        }
    }

    /// <summary>The key of all that two rows both cover; <c>null</c> where that is nothing.</summary>
    private static (string? Region, string? Channel, string? Purpose)? Common(ContactHoursRule left, ContactHoursRule right)
    {
        static bool Meet(string? left, string? right, out string? common)
        {
            common = left ?? right;
            return left is null || right is null || left == right;
        }

        static bool MeetRegion(string? left, string? right, out string? common)
        {
            if (left is not null && right is not null && left != right)
            {
                common = RegionCode.CountryOf(left) == right ? left : right;
                return RegionCode.CountryOf(left) == right || RegionCode.CountryOf(right) == left;
            }

            return Meet(left, right, out common);
        }

        return MeetRegion(left.Region, right.Region, out var region) && Meet(left.Channel, right.Channel, out var channel) && Meet(left.Purpose, right.Purpose, out var purpose)
            ? (region, channel, purpose)
            : null;
    }
}
