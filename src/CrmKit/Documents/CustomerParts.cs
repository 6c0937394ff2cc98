using System.Text.Json;
using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit;

/// <summary>The parts of a customer's record as JSON.</summary>
internal static class CustomerParts
{
    public const string ExpectedDate = "a date such as 1996-02-29, or --02-29 without a year";

    public static void Write(Utf8JsonWriter json, ContactPointRecord point)
    {
        json.WriteStartObject();
        WriteAddress(json, point.Point);
        json.WriteString("status", DocumentCodes.PointStatuses.CodeOf(point.Status));
        json.WriteOptional("label", point.Label);
        json.WriteEndObject();
    }

    public static ContactPointRecord ReadPoint(JsonElement element)
    {
        var fields = new DocumentFields(element, "a contact point");
        return new ContactPointRecord(ReadAddress(fields), fields.Code("status", DocumentCodes.PointStatuses)) { Label = fields.TextOrNull("label") };
    }

    public static void WriteAddress(Utf8JsonWriter json, ContactPoint point)
    {
        json.WriteString("channel", DocumentCodes.Channels.CodeOf(point.Channel));
        json.WriteString("address", point.Address);
    }

    public static ContactPoint ReadAddress(DocumentFields fields)
    {
        var channel = fields.Code("channel", DocumentCodes.Channels);
        return fields.Text("address", ContactPoint.Expected(channel), text => Exactly(ContactPoint.Parse(channel, text), text));
    }

    public static void Write(Utf8JsonWriter json, ImportantDate date)
    {
        json.WriteStartObject();
        json.WriteString("name", date.Name);
        json.WriteString("date", date.Date.ToString());
        json.WriteEndObject();
    }

    public static ImportantDate ReadDate(JsonElement element)
    {
        var fields = new DocumentFields(element, "an important date");
        return new ImportantDate(fields.Text("name"), fields.Text("date", ExpectedDate, ReadPartialDate));
    }

    public static PartialDate ReadPartialDate(string text) => PartialDate.TryParse(text, out var date) ? date : throw new FormatException();

    public static void Write(Utf8JsonWriter json, CustomerZone? zone)
    {
        if (zone is { } known)
        {
            json.WriteStartObject("zone");
            json.WriteString("id", known.Zone?.Id ?? throw new ArgumentException("The zone is default(CustomerZone): it holds no zone.", nameof(zone)));
            json.WriteString("source", DocumentCodes.ZoneSources.CodeOf(known.Source));
            json.WriteEndObject();
        }
    }

    public static CustomerZone? ReadZone(DocumentFields fields)
    {
        var source = fields.Code("source", DocumentCodes.ZoneSources);

        // The document may have been written with later zone data than this program has.
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(fields.Text("id")) is { } zone ? new CustomerZone(zone, source) : null;
    }

    public static void Write(Utf8JsonWriter json, DailyHours? hours)
    {
        if (hours is { } known)
        {
            // Throws on default(DailyHours), which no document could give back.
            _ = known.Contains(known.From);
            json.WriteStartObject("preferredHours");
            json.WriteString("from", LocalTimePattern.ExtendedIso.Format(known.From));
            json.WriteString("until", LocalTimePattern.ExtendedIso.Format(known.Until));
            json.WriteEndObject();
        }
    }

    public static DailyHours ReadHours(DocumentFields fields) => new(fields.Time("from"), fields.Time("until"));

    public static void Write(Utf8JsonWriter json, PartyRole role)
    {
        json.WriteStartObject();
        json.WriteString("role", role.Role);
        json.WriteString("of", role.Of.Value);
        json.WriteDate("from", role.From);
        json.WriteDate("until", role.Until);
        json.WriteEndObject();
    }

    public static PartyRole ReadRole(JsonElement element)
    {
        var fields = new DocumentFields(element, "a role");
        return new PartyRole(fields.Text("role"), fields.Customer("of"), fields.DateOrNull("from"), fields.DateOrNull("until"));
    }

    public static void Write(Utf8JsonWriter json, Interest interest)
    {
        json.WriteStartObject();
        json.WriteString("topic", interest.Topic.Code);
        json.WriteString("origin", DocumentCodes.InterestOrigins.CodeOf(interest.Origin));
        json.WriteBoolean("welcome", interest.IsWelcome);
        json.WriteInstant("notedAt", interest.NotedAt);
        json.WriteEndObject();
    }

    public static Interest ReadInterest(JsonElement element)
    {
        var fields = new DocumentFields(element, "an interest");
        return new Interest(ReadTopic(fields, "topic")!.Value, fields.Code("origin", DocumentCodes.InterestOrigins), fields.Flag("welcome"), fields.Instant("notedAt"));
    }

    public static Topic? ReadTopic(DocumentFields fields, string name) => fields.ValueOrNull(name, "the code of a topic", static text => new Topic(text));

    public static void Write(Utf8JsonWriter json, CareFlag flag)
    {
        json.WriteStartObject();
        json.WriteString("kind", DocumentCodes.CareKinds.CodeOf(flag.Kind));
        json.WriteDate("until", flag.Until);
        json.WriteEndObject();
    }

    public static CareFlag ReadFlag(JsonElement element)
    {
        var fields = new DocumentFields(element, "a care flag");
        return new CareFlag(fields.Code("kind", DocumentCodes.CareKinds), fields.DateOrNull("until"));
    }

    public static void Write(Utf8JsonWriter json, ContactBlock block)
    {
        json.WriteStartObject();
        json.WriteOptional("channel", block.Channel is { } channel ? DocumentCodes.Channels.CodeOf(channel) : null);
        json.WriteDate("from", block.From);
        json.WriteDate("until", block.Until);
        json.WriteEndObject();
    }

    public static ContactBlock ReadBlock(JsonElement element)
    {
        var fields = new DocumentFields(element, "a contact block");
        return new ContactBlock(fields.Has("channel") ? fields.Code("channel", DocumentCodes.Channels) : null, fields.DateOrNull("from"), fields.DateOrNull("until"));
    }

    public static void Write(Utf8JsonWriter json, CustomFields fields)
    {
        if (fields.Count == 0)
        {
            return;
        }

        json.WriteStartObject("fields");
        foreach (var (name, value) in fields)
        {
            json.WriteStartObject(name);
            json.WriteString("type", DocumentCodes.FieldKinds.CodeOf(value.Kind));
            json.WriteString("value", value.Invariant);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static CustomFields ReadFields(IEnumerable<JsonProperty> members)
    {
        var all = CustomFields.None;
        foreach (var member in members)
        {
            var fields = new DocumentFields(member.Value, "a custom field");
            var kind = fields.Code("type", DocumentCodes.FieldKinds);
            all = all.With(member.Name, fields.Text("value", $"a value of type {kind} in invariant form", text => FieldValue.Restore(kind, text)));
        }

        return all;
    }

    // An address that would be normalised to another one was not written by this program: it is refused rather than changed unseen.
    private static ContactPoint Exactly(ContactPoint point, string text) =>
        string.Equals(point.Address, text, StringComparison.Ordinal) ? point : throw new FormatException();
}
