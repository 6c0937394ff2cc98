using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Turns the cards of one file into customers. Not thread-safe.</summary>
/// <remarks>No fault shows what stands in a property: everything here is personal.</remarks>
internal sealed class VCardPeople(VCardOptions options, string fileName, ContentTally tally)
{
    private readonly SeenRows<UInt128> _seen = new();

    // A property is asked for twice where it states two things; by reference, since equal ones are two.
    private readonly HashSet<ContentProperty> _counted = new(ReferenceEqualityComparer.Instance);

    /// <summary>The customer of a card, or <c>null</c> where the card repeats an earlier one.</summary>
    /// <exception cref="ImportFaultException">The card has a fault.</exception>
    public ImportedCustomer? Read(VCardCard card)
    {
        if (card.Fault is not null)
        {
            throw card.Fault;
        }

        if (!card.All("VERSION").Any())
        {
            throw new ImportFaultException(fileName, card.Line, "VERSION", "VERSION:4.0 or VERSION:3.0 in every card");
        }

        _counted.Clear();
        var content = Fingerprint(card);
        var points = new VCardPoints(card, Fault, tally);
        var records = points.Read();
        var id = Id(card, content, records);
        var customer = new Customer
        {
            Id = id,
            Kind = Kind(card) ?? PartyKind.Person,
            Name = FullName(card),
            GivenName = NamePart(card, 1),
            FamilyName = NamePart(card, 0),
            ContactPoints = records,
            Language = Language(card),
            Zone = Zone(card),
            Roles = new VCardRoles(card, options, Fault, tally).Read(id),
        };
        customer = WithDates(card, customer);
        if (First(card, "ORG") is { } organisation && Joined(organisation) is { Length: > 0 } name)
        {
            customer = customer with { Fields = customer.Fields.With(VCardReader.OrganisationField, FieldValue.Of(name)) };
        }

        return IsRepeated(card, customer.Id, content)
            ? null
            : new ImportedCustomer(customer, []) { StatesKind = Kind(card) is not null, StatesPreference = points.StatesPreference, ToldAt = ToldAt(card) };
    }

    private static UInt128 Fingerprint(VCardCard card)
    {
        var content = new StringBuilder();
        foreach (var property in card.Properties.Where(property => property.Name != "REV"))
        {
            // Names, parameters and values hold no line feed, so that no two cards run together into one content.
            content.Append(property.Name).Append('\n').AppendJoin('\n', property.Parameters).Append('\n').Append(property.Value).Append("\n\n");
        }

        return MemoryMarshal.Read<UInt128>(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())));
    }

    private bool IsRepeated(VCardCard card, CustomerId id, UInt128 content) => _seen.Note(Encoding.UTF8.GetBytes(id.Value), content, card.Line, out var first) switch
    {
        SeenRow.New => false,
        SeenRow.Same => true,
        _ => throw new ImportFaultException(fileName, card.Line, "UID", $"one card for each customer: the card at line {first} states this id with other content"),
    };

    private CustomerId Id(VCardCard card, UInt128 content, ImmutableArray<ContactPointRecord> points)
    {
        if (First(card, "UID") is { } uid && VCardRoles.IdText(uid) is { Length: > 0 } text)
        {
            return VCardRoles.TryId(options.IdPrefix + text, out var id) ? id : throw Fault(uid, $"an id of at most {CustomerId.MaxLength} characters without control characters");
        }

        var email = points.Where(point => point.Channel == Channel.Email).Select(point => point.Point.FoldedAddress).FirstOrDefault();
        return options.Ids switch
        {
            VCardIds.UidOrEmail when email is not null && VCardRoles.TryId(options.IdPrefix + email, out var id) => id,
            VCardIds.UidOrContent => new CustomerId(string.Create(CultureInfo.InvariantCulture, $"{options.IdPrefix}vcard:{content:x32}")),
            VCardIds.UidOrEmail => throw new ImportFaultException(fileName, card.Line, "UID", "a UID or an e-mail address in every card"),
            _ => throw new ImportFaultException(fileName, card.Line, "UID", "a UID in every card, which keeps a second import from making second customers; VCardOptions.Ids takes ids from elsewhere"),
        };
    }

    private PartyKind? Kind(VCardCard card)
    {
        var kind = card.All("KIND").Concat(card.All(VCardNames.AppleKind)).FirstOrDefault();
        return kind?.Value.Trim().ToUpperInvariant() switch
        {
            null => null,
            "INDIVIDUAL" => PartyKind.Person,
            "GROUP" => PartyKind.Household,
            "ORG" => PartyKind.Organisation,
            _ => throw Fault(kind, "individual, group or org"),
        };
    }

    private string? FullName(VCardCard card)
    {
        var name = First(card, "FN");
        return name is null || string.Equals(name.Parameter("DERIVED"), "TRUE", StringComparison.OrdinalIgnoreCase) ? null : CheckedName(name, Text(name));
    }

    private string? NamePart(VCardCard card, int index) => First(card, "N") is { } name
        ? CheckedName(name, ContentText.Component(ContentText.Split(name.Value, ';'), index, " ") ?? throw Fault(name, ContentText.ExpectedEscape))
        : null;

    // A line break in a name would end a header line of a message.
    private string? CheckedName(ContentProperty property, string text) =>
        string.IsNullOrWhiteSpace(text) ? null : !FieldChecks.HasControl(text) ? text : throw Fault(property, "a name without control characters");

    private string? Language(VCardCard card) => First(card, "LANG") is not { } language
        ? null
        : LanguageTag.HasShape(language.Value.Trim()) ? language.Value.Trim() : throw Fault(language, "a BCP 47 language tag such as de or pt-BR");

    private CustomerZone? Zone(VCardCard card)
    {
        if (First(card, "TZ") is not { } property || Text(property).Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone)
        {
            return new CustomerZone(zone, ZoneSource.Person);
        }

        // An offset holds for half a year in most places, so that it names no zone.
        var isOffset = text is "Z" or "z" || text.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ':');
        if (!isOffset && !property.IsOfType("uri"))
        {
            throw Fault(property, "an IANA time zone such as Europe/Berlin, or an offset, which is passed over");
        }

        tally.Count("TZ (no zone)");
        return null;
    }

    private Customer WithDates(VCardCard card, Customer customer)
    {
        if (First(card, "BDAY") is { } birthday)
        {
            customer = Date(birthday) is { } date
                ? customer with { Birthday = date }
                : AsTold(customer, birthday, VCardReader.BirthdayAsToldField);
        }

        if (First(card, "ANNIVERSARY") is { } anniversary)
        {
            customer = Date(anniversary) is { } date
                ? customer with { Dates = [new ImportantDate(VCardReader.AnniversaryDate, date)] }
                : AsTold(customer, anniversary, VCardReader.AnniversaryAsToldField);
        }

        return customer;
    }

    private PartialDate? Date(ContentProperty property) => VCardDate.Read(property, out var date) switch
    {
        VCardDate.Outcome.Date => date,
        VCardDate.Outcome.Partial => null,
        _ => throw Fault(property, VCardDate.Expected),
    };

    private Customer AsTold(Customer customer, ContentProperty property, string field) =>
        Text(property) is { Length: > 0 } told ? customer with { Fields = customer.Fields.With(field, FieldValue.Of(told)) } : customer;

    private Instant? ToldAt(VCardCard card) => First(card, "REV") is { } revision
        ? VCardDate.Instant(revision.Value) ?? throw Fault(revision, "an instant as 20010704T120000Z")
        : null;

    private string Joined(ContentProperty property)
    {
        var parts = ContentText.Split(property.Value, ';').ConvertAll(ContentText.Unescape);
        return parts.Contains(null) ? throw Fault(property, ContentText.ExpectedEscape) : string.Join(", ", parts.Where(part => part!.Length > 0));
    }

    /// <summary>The property that counts of those that a customer has one of: the most preferred; the others are counted.</summary>
    private ContentProperty? First(VCardCard card, string name)
    {
        using var all = card.All(name).GetEnumerator();
        if (!all.MoveNext())
        {
            return null;
        }

        var first = all.Current;
        if (_counted.Add(first) && all.MoveNext())
        {
            tally.Count($"{name} (further)");
        }

        return first;
    }

    private string Text(ContentProperty property) => ContentText.Unescape(property.Value) ?? throw Fault(property, ContentText.ExpectedEscape);

    private ImportFaultException Fault(ContentProperty property, string expected) => new(fileName, property.Line, property.Name, expected);
}
