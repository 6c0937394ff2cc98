using System.Text.Json;

namespace CrmKit;

/// <summary>A customer's record as a JSON object, without loss and without reflection.</summary>
/// <remarks>
/// What is empty or unknown is left out. Fields that this version does not know are passed over, so that a later one may add some; a later
/// <see cref="Schema"/> is refused. A time zone stands there by its id: one that this program's zone data does not know counts as no zone.
/// </remarks>
public static class CustomerJson
{
    /// <summary>The schema that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    private const string What = "a customer";

    /// <summary>The text of a record.</summary>
    /// <param name="customer">The record.</param>
    /// <exception cref="ArgumentException">A date of the record is of another calendar than the ISO one, or an enumeration holds no member.</exception>
    public static string ToText(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return DocumentText.Of(customer, Write);
    }

    /// <summary>Writes a record as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="customer">The record.</param>
    /// <exception cref="ArgumentException">A date of the record is of another calendar than the ISO one, or an enumeration holds no member.</exception>
    public static void Write(Utf8JsonWriter json, Customer customer)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(customer);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("id", customer.Id.Value);
        json.WriteString("kind", DocumentCodes.PartyKinds.CodeOf(customer.Kind));
        json.WriteOptional("name", customer.Name);
        json.WriteOptional("givenName", customer.GivenName);
        json.WriteOptional("familyName", customer.FamilyName);
        json.WriteList("contactPoints", customer.ContactPoints, CustomerParts.Write);
        json.WriteOptional("birthday", customer.Birthday?.ToString());
        json.WriteList("dates", customer.Dates, CustomerParts.Write);
        CustomerParts.Write(json, customer.Zone);
        json.WriteOptional("language", customer.Language);
        CustomerParts.Write(json, customer.PreferredHours);
        json.WriteList("roles", customer.Roles, CustomerParts.Write);
        json.WriteList("interests", customer.Interests, CustomerParts.Write);
        json.WriteList("careFlags", customer.CareFlags, CustomerParts.Write);
        json.WriteList("blocks", customer.Blocks, CustomerParts.Write);
        CustomerParts.Write(json, customer.Fields);
        json.WriteEndObject();
    }

    /// <summary>The record of a text.</summary>
    /// <param name="text">What <see cref="ToText"/> gave.</param>
    /// <exception cref="FormatException">The text is no customer; the message says what was expected, never what stood there.</exception>
    public static Customer FromText(string text) => DocumentText.Read(text, What, Read);

    /// <summary>The record of an object.</summary>
    /// <param name="element">The object.</param>
    /// <exception cref="FormatException">The object is no customer; the message says what was expected, never what stood there.</exception>
    public static Customer Read(JsonElement element) => DocumentText.Checked(element, What, Read);

    private static Customer Read(DocumentFields fields)
    {
        fields.CheckSchema(Schema);
        return new Customer
        {
            Id = fields.Customer("id"),
            Kind = fields.Code("kind", DocumentCodes.PartyKinds),
            Name = fields.TextOrNull("name"),
            GivenName = fields.TextOrNull("givenName"),
            FamilyName = fields.TextOrNull("familyName"),
            ContactPoints = fields.List("contactPoints", CustomerParts.ReadPoint),
            Birthday = fields.ValueOrNull("birthday", CustomerParts.ExpectedDate, CustomerParts.ReadPartialDate),
            Dates = fields.List("dates", CustomerParts.ReadDate),
            Zone = fields.Has("zone") ? CustomerParts.ReadZone(fields.Object("zone", "a time zone")) : null,
            Language = fields.TextOrNull("language"),
            PreferredHours = fields.Has("preferredHours") ? CustomerParts.ReadHours(fields.Object("preferredHours", "the preferred hours")) : null,
            Roles = fields.List("roles", CustomerParts.ReadRole),
            Interests = fields.List("interests", CustomerParts.ReadInterest),
            CareFlags = fields.List("careFlags", CustomerParts.ReadFlag),
            Blocks = fields.List("blocks", CustomerParts.ReadBlock),
            Fields = CustomerParts.ReadFields(fields.Members("fields")),
        };
    }
}
