namespace CrmKit.Import;

/// <summary>The contact points of one card.</summary>
internal sealed class VCardPoints(VCardCard card, Func<ContentProperty, string, ImportFaultException> fault, ContentTally tally)
{
    private const int MaxLabel = 50;

    // Types of numbers that nobody is to be called at, unless another type says so too.
    private static readonly string[] NotToCall = ["fax", "pager", "modem", "bbs", "textphone"];
    private static readonly string[] ToCall = ["voice", "cell", "video", "car", "pcs"];

    /// <summary>Whether the card states an order that spans channels: points of two or more have a preference.</summary>
    public bool StatesPreference { get; private set; }

    /// <summary>The points, most preferred first, else in the card's order; each address once.</summary>
    public ImmutableArray<ContactPointRecord> Read()
    {
        var found = card.Properties.SelectMany(property => Of(property).Select(point => (property.Preference, Record: point))).OrderBy(point => point.Preference).ToList();
        StatesPreference = found.Where(point => point.Preference != ContentProperty.NoPreference).Select(point => point.Record.Channel).Distinct().Count() > 1;
        return [.. found.Select(point => point.Record).DistinctBy(point => (point.Channel, point.Point.FoldedAddress))];
    }

    private IEnumerable<ContactPointRecord> Of(ContentProperty property) => property.Name switch
    {
        "EMAIL" => [Point(property, Channel.Email, Text(property))],
        "TEL" => Telephone(property),
        "ADR" => Address(property) is { Length: > 0 } address ? [Point(property, Channel.Post, address)] : [],
        "IMPP" => [Point(property, Channel.Messenger, Messenger(property))],
        _ => [],
    };

    private IEnumerable<ContactPointRecord> Telephone(ContentProperty property)
    {
        var types = property.Types.ToHashSet(StringComparer.Ordinal);
        var isText = types.Contains("text");
        var isCall = types.Overlaps(ToCall) || (!isText && !types.Overlaps(NotToCall));
        if (!isText && !isCall)
        {
            tally.Count("TEL (no number to call)");
            yield break;
        }

        var number = Text(property).Trim();
        if (number.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
        {
            number = number[4..];
        }

        if (isCall)
        {
            yield return Point(property, Channel.Phone, number);
        }

        if (isText)
        {
            yield return Point(property, Channel.Sms, number);
        }
    }

    /// <summary>The label where there is one; else the lines of the address: street, extension, post office box, postal code and place, region, country.</summary>
    private string Address(ContentProperty property)
    {
        if (property.Parameter("LABEL") is { } label && !string.IsNullOrWhiteSpace(label))
        {
            return label.Trim();
        }

        var components = ContentText.Split(property.Value, ';');
        var parts = Enumerable.Range(0, 7).Select(index => ContentText.Component(components, index, ", ")?.Trim() ?? throw fault(property, ContentText.ExpectedEscape)).ToList();
        string[] lines = [parts[2], parts[1], parts[0], $"{parts[5]} {parts[3]}".Trim(), parts[4], parts[6]];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    private static string Messenger(ContentProperty property)
    {
        var uri = property.Value.Trim();
        var colon = uri.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return uri;
        }

        // Apple's address book writes one scheme for all services and names the service beside it.
        var service = uri[..colon];
        var stated = property.Parameter("X-SERVICE-TYPE") ?? property.Parameter("SERVICE-TYPE");
        service = stated is not null && string.Equals(service, "x-apple", StringComparison.OrdinalIgnoreCase) ? stated : service;
        return $"{service}:{Uri.UnescapeDataString(uri[(colon + 1)..])}";
    }

    private ContactPointRecord Point(ContentProperty property, Channel channel, string address) => ContactPoint.TryParse(channel, address, out var point)
        ? new ContactPointRecord(point) { Label = Label(property) }
        : throw fault(property, ContactPoint.Expected(channel));

    private string? Label(ContentProperty property)
    {
        if (property.Group.Length > 0 && card.Properties.FirstOrDefault(other => other.Name == VCardNames.Label && other.Group == property.Group) is { } named)
        {
            return OwnLabel(named);
        }

        var usual = property.Types.Where(type => type is "home" or "work").Distinct(StringComparer.Ordinal).ToList();
        return usual.Count == 1 ? usual[0] : null;
    }

    private string? OwnLabel(ContentProperty named)
    {
        var text = Text(named);

        // How Apple's address book writes the labels that it translates for display.
        if (text.StartsWith("_$!<", StringComparison.Ordinal) && text.EndsWith(">!$_", StringComparison.Ordinal) && text.Length > 8)
        {
            text = text[4..^4].ToLowerInvariant();
        }

        return text.Length switch
        {
            0 => null,
            <= MaxLabel => text,
            _ => throw fault(named, $"a label of at most {MaxLabel} characters"),
        };
    }

    private string Text(ContentProperty property) => ContentText.Unescape(property.Value) ?? throw fault(property, ContentText.ExpectedEscape);
}
