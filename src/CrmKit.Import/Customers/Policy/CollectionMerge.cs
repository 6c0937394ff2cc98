using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Puts together, one by one, what a customer has several of.</summary>
internal static class CollectionMerge
{
    public static Customer Apply(Customer known, Customer told, FieldChoice choice) => known with
    {
        Dates = Dates(known, told, choice),
        Roles = Roles(known, told, choice),
        Interests = Interests(known, told, choice),
        CareFlags = CareFlags(known, told, choice),
        Fields = Fields(known, told, choice),
    };

    private static ImmutableArray<ImportantDate> Dates(Customer known, Customer told, FieldChoice choice)
    {
        var dates = known.Dates.ToList();
        foreach (var date in told.Dates)
        {
            var at = dates.FindIndex(other => other.Name == date.Name);
            if (choice.Date($"date:{date.Name}", at < 0 ? null : dates[at].Date, date.Date) is not { } counts)
            {
                continue;
            }

            if (at < 0)
            {
                dates.Add(date);
            }
            else
            {
                dates[at] = dates[at] with { Date = counts };
            }
        }

        return [.. dates];
    }

    private static ImmutableArray<PartyRole> Roles(Customer known, Customer told, FieldChoice choice)
    {
        var roles = known.Roles.ToList();
        foreach (var role in told.Roles)
        {
            var field = $"role:{role.Role}";
            var same = known.Roles.Where(other => other.Role == role.Role && other.Of == role.Of).ToList();

            // A role that ended and one that began anew are two; without days, nobody says that they are others.
            if (roles.Contains(role) || (same.Count > 0 && role is { From: null, Until: null }))
            {
                continue;
            }

            if (same.Find(other => !told.Roles.Contains(other) && roles.Contains(other) && Completes(other, role)) is not { } other)
            {
                _ = choice.Between(field, null, Words(role));
                roles.Add(role);
            }
            else if (choice.Between(field, Words(other), Words(role)))
            {
                roles[roles.IndexOf(other)] = role with { From = role.From ?? other.From, Until = role.Until ?? other.Until };
            }
        }

        return [.. roles];

        static string Words(PartyRole role) => $"{role.Of} {Day(role.From)}..{Day(role.Until)}";
        static bool Completes(PartyRole other, PartyRole role) => (other.From == role.From || other.From is null || role.From is null) && !((role.Until ?? other.Until) < (role.From ?? other.From));
        static string Day(LocalDate? day) => day is { } date ? LocalDatePattern.Iso.Format(date) : string.Empty;
    }

    private static ImmutableArray<Interest> Interests(Customer known, Customer told, FieldChoice choice)
    {
        var interests = known.Interests;
        foreach (var interest in told.Interests)
        {
            var noted = Interest.Note(interests, interest);
            var before = interests.FirstOrDefault(other => other.Topic == interest.Topic && other.Origin == interest.Origin);
            var after = noted.First(other => other.Topic == interest.Topic && other.Origin == interest.Origin);
            if (after != before && choice.Between($"{(interest.Origin == InterestOrigin.Stated ? "interest" : "inferred")}:{interest.Topic}", before is null ? null : Words(before), Words(after)))
            {
                interests = noted;
            }
        }

        return interests;

        static string Words(Interest interest) => $"{FileCodes.YesNo.Word(interest.IsWelcome)} {InstantPattern.ExtendedIso.Format(interest.NotedAt)}";
    }

    private static ImmutableArray<CareFlag> CareFlags(Customer known, Customer told, FieldChoice choice)
    {
        var flags = known.CareFlags.ToList();
        foreach (var flag in told.CareFlags.Where(flag => !known.CareFlags.Contains(flag)).Distinct())
        {
            // Whatever the policy: to spare somebody more does no harm that asking would prevent.
            choice.Note($"care:{FileCodes.Cares.Word(flag.Kind)}", FieldChange.Added, null, flag.Until is { } until ? LocalDatePattern.Iso.Format(until) : "yes");
            flags.Add(flag);
        }

        return [.. flags];
    }

    private static CustomFields Fields(Customer known, Customer told, FieldChoice choice)
    {
        var fields = known.Fields;
        foreach (var (name, value) in told.Fields)
        {
            if (fields[name] != value && choice.Between($"field:{name}", fields[name]?.Invariant, value.Invariant))
            {
                fields = fields.With(name, value);
            }
        }

        return fields;
    }
}
