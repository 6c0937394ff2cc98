using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>The content lines of one customer's card.</summary>
internal static class VCardCardText
{
    public static IEnumerable<string> LinesOf(Customer customer)
    {
        yield return "BEGIN:VCARD";
        yield return "VERSION:4.0";
        yield return $"UID;VALUE=text:{ContentText.Escape(customer.Id.Value)}";
        yield return "KIND:" + customer.Kind switch { PartyKind.Household => "group", PartyKind.Organisation => "org", _ => "individual" };
        foreach (var line in Names(customer).Concat(Points(customer)).Concat(Facts(customer)).Concat(Roles(customer)))
        {
            yield return line;
        }

        yield return "END:VCARD";
    }

    private static IEnumerable<string> Names(Customer customer)
    {
        // Every card must have FN; RFC 9554 marks one that only repeats N.
        var derived = string.Join(' ', new[] { customer.GivenName, customer.FamilyName }.Where(part => part is not null));
        yield return customer.Name is { } name ? $"FN:{ContentText.Escape(name)}" : derived.Length > 0 ? $"FN;DERIVED=TRUE:{ContentText.Escape(derived)}" : "FN:";
        if (derived.Length > 0)
        {
            yield return $"N:{ContentText.Escape(customer.FamilyName ?? string.Empty)};{ContentText.Escape(customer.GivenName ?? string.Empty)};;;";
        }
    }

    private static IEnumerable<string> Points(Customer customer)
    {
        var points = customer.ContactPoints.Where(point => point.IsUsable).ToList();
        for (var i = 0; i < points.Count; i++)
        {
            var preference = points.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $";PREF={Math.Min(i + 1, 100)}") : string.Empty;
            var isUsual = points[i].Label is "home" or "work";
            var group = points[i].Label is null || isUsual ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"item{i + 1}.");
            yield return group + Point(points[i].Point, preference, isUsual ? points[i].Label : null);
            if (group.Length > 0)
            {
                yield return $"{group}X-ABLabel:{ContentText.Escape(points[i].Label!)}";
            }
        }
    }

    private static string Point(ContactPoint point, string preference, string? place)
    {
        var type = place is null ? string.Empty : $";TYPE={place}";
        return point.Channel switch
        {
            Channel.Email => $"EMAIL{type}{preference}:{ContentText.Escape(point.Address)}",
            Channel.Phone => $"TEL;VALUE=uri;TYPE=voice{(place is null ? string.Empty : $";TYPE={place}")}{preference}:tel:{point.Address}",
            Channel.Sms => $"TEL;VALUE=uri;TYPE=text{(place is null ? string.Empty : $";TYPE={place}")}{preference}:tel:{point.Address}",

            // The text goes where the street stands: the other parts of an address nobody knows apart.
            Channel.Post => $"ADR{type}{preference}:;;{ContentText.Escape(point.Address)};;;;",
            Channel.Messenger => $"IMPP{type}{preference}:{Uri(point.Address)}",
            _ => throw new ArgumentOutOfRangeException(nameof(point), point.Channel, "Unknown channel."),
        };
    }

    private static string Uri(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var name = System.Uri.EscapeDataString(address[(colon + 1)..])
            .Replace("%40", "@", StringComparison.Ordinal)
            .Replace("%2B", "+", StringComparison.Ordinal)
            .Replace("%3A", ":", StringComparison.Ordinal)
            .Replace("%2F", "/", StringComparison.Ordinal);
        return $"{address[..colon]}:{name}";
    }

    private static IEnumerable<string> Facts(Customer customer)
    {
        if (customer.Birthday is { } birthday)
        {
            yield return "BDAY" + Date(birthday);
        }
        else if (customer.Fields[VCardReader.BirthdayAsToldField]?.AsText() is { Length: > 0 } told)
        {
            yield return $"BDAY;VALUE=text:{ContentText.Escape(told)}";
        }

        if (customer.Dates.FirstOrDefault(date => date.Name == VCardReader.AnniversaryDate) is { } anniversary)
        {
            yield return "ANNIVERSARY" + Date(anniversary.Date);
        }
        else if (customer.Fields[VCardReader.AnniversaryAsToldField]?.AsText() is { Length: > 0 } told)
        {
            yield return $"ANNIVERSARY;VALUE=text:{ContentText.Escape(told)}";
        }

        if (customer.Language is { } language)
        {
            yield return $"LANG:{language}";
        }

        if (customer.Zone is { Source: ZoneSource.Person } zone)
        {
            yield return $"TZ:{ContentText.Escape(zone.Zone.Id)}";
        }

        if (customer.Fields[VCardReader.OrganisationField]?.AsText() is { Length: > 0 } organisation)
        {
            yield return $"ORG:{ContentText.Escape(organisation)}";
        }
    }

    private static string Date(PartialDate date)
    {
        // The standard has years of four digits alone; another one is told in words rather than as another year.
        if (date.Year is not { } year)
        {
            return string.Create(CultureInfo.InvariantCulture, $":--{date.Day.Month:00}{date.Day.Day:00}");
        }

        return year is >= 1 and <= 9999
            ? string.Create(CultureInfo.InvariantCulture, $":{year:0000}{date.Day.Month:00}{date.Day.Day:00}")
            : $";VALUE=text:{date}";
    }

    private static IEnumerable<string> Roles(Customer customer)
    {
        foreach (var role in customer.Roles.Where(role => role.Until is null))
        {
            var type = VCardRelations.TypeOf(role.Role) is { } standard ? $"TYPE={standard};" : string.Empty;
            yield return $"RELATED;{type}TYPE={VCardRelations.OwnRole}{role.Role};VALUE=text:{ContentText.Escape(role.Of.Value)}";
        }
    }
}
