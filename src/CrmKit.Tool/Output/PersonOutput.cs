using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>What is known of one person.</summary>
internal sealed record PersonOutput(
    string Id,
    string Kind,
    string? Name,
    string? GivenName,
    string? FamilyName,
    string? Birthday,
    string? Zone,
    string? ZoneFrom,
    string? Language,
    string? PreferredChannel,
    string? PreferredHours,
    IReadOnlyList<PointOutput> Points,
    IReadOnlyDictionary<string, string> Dates,
    IReadOnlyList<RoleOutput> Roles,
    IReadOnlyList<InterestOutput> Interests,
    IReadOnlyList<CareOutput> Care,
    IReadOnlyList<FieldOutput> Fields,
    IReadOnlyList<string> MergedWith)
{
    public static PersonOutput From(Customer person, IReadOnlyList<string> mergedWith, LocalDate today) => new(
        person.Id.Value,
        Lower(person.Kind),
        person.Name,
        person.GivenName,
        person.FamilyName,
        person.Birthday?.ToString(),
        person.Zone?.Zone.Id,
        person.Zone is { } zone ? Lower(zone.Source) : null,
        person.Language,
        person.PreferredChannel is { } channel ? Lower(channel) : null,
        person.PreferredHours?.ToString(),
        [.. person.ContactPoints.Select(point => new PointOutput(Lower(point.Channel), point.Point.Address, Lower(point.Status), point.Label))],
        person.Dates.GroupBy(date => date.Name, StringComparer.Ordinal).ToDictionary(same => same.Key, same => string.Join(", ", same.Select(date => date.Date)), StringComparer.Ordinal),
        [.. person.Roles.Select(role => new RoleOutput(role.Role, role.Of.Value, Iso(role.From), Iso(role.Until), role.HoldsOn(today)))],
        [.. person.Interests.Select(interest => new InterestOutput(interest.Topic.Code, Lower(interest.Origin), interest.IsWelcome))],
        [.. person.CareFlags.Select(flag => new CareOutput(Lower(flag.Kind), Iso(flag.Until), flag.HoldsOn(today)))],
        [.. person.Fields.Select(field => new FieldOutput(field.Key, Lower(field.Value.Kind), field.Value.Invariant))],
        mergedWith);

    /// <summary>What is known, a line for each thing; what is not known has none.</summary>
    public IEnumerable<(string Name, string Value)> Lines()
    {
        (string Name, string? Value)[] single =
        [
            ("id", Id), ("kind", Kind), ("name", Name), ("given name", GivenName), ("family name", FamilyName), ("birthday", Birthday),
            ("zone", Zone is null ? null : $"{Zone} ({ZoneFrom})"), ("language", Language), ("likes", PreferredChannel), ("hours", PreferredHours),
        ];
        return single.Where(line => line.Value is not null).Select(line => (line.Name, line.Value!))
            .Concat(Points.Select(point => (point.Channel, $"{point.Address.ReplaceLineEndings(", ")} ({point.Status}{(point.Label is null ? string.Empty : ", " + point.Label)})")))
            .Concat(Dates.Select(date => (date.Key, date.Value)))
            .Concat(Roles.Select(role => (role.Role, $"of {role.Of}{Span(role.From, role.Until)}")))
            .Concat(Interests.Select(interest => ("interest", $"{interest.Topic}: {(interest.Welcome ? "yes" : "no")} ({interest.Origin})")))
            .Concat(Care.Select(flag => ("spare", $"{flag.Kind}{(flag.Until is null ? string.Empty : $" until {flag.Until}")}{(flag.Holds ? string.Empty : " (over)")}")))
            .Concat(Fields.Select(field => (field.Name, field.Value)))
            .Concat(MergedWith.Select(id => ("merged with", id)));
    }

    private static string Span(string? from, string? until) =>
        (from is null ? string.Empty : $" from {from}") + (until is null ? string.Empty : $" until {until}");

    private static string? Iso(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;

    private static string Lower<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();
}
