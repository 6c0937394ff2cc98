using System.Text.Json;

namespace CrmKit;

/// <summary>Everything that is kept of one person, as one JSON document: what a person may ask to see, and to take elsewhere.</summary>
/// <remarks>
/// Fields that this version does not know are passed over, so that a later one may add some; a later <see cref="Schema"/> is refused. Equal when every part is,
/// lists compared in order. <see cref="ToString"/> shows the id alone.
/// </remarks>
public sealed record PersonDocument
{
    /// <summary>The schema that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    private const string What = "a person's document";

    /// <summary>The person as known today.</summary>
    public required Customer Customer { get; init; }

    /// <summary>The records that were found to be of this person, each as it stands under its own id.</summary>
    public ImmutableArray<Customer> MergedFrom
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What the person said about contact.</summary>
    public ImmutableArray<RecordedConsent> Consents
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>What happened, corrected and retracted versions included.</summary>
    public ImmutableArray<RecordedEvent> Events
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>The document of a text.</summary>
    /// <param name="text">What <see cref="ToText"/> gave.</param>
    /// <exception cref="FormatException">The text is no such document; the message says what was expected, never what stood there.</exception>
    public static PersonDocument FromText(string text) => DocumentText.Read(text, What, Read);

    /// <summary>The document of an object.</summary>
    /// <param name="element">The object.</param>
    /// <exception cref="FormatException">The object is no such document; the message says what was expected, never what stood there.</exception>
    public static PersonDocument Read(JsonElement element) => DocumentText.Checked(element, What, static fields =>
    {
        fields.CheckSchema(Schema);
        return new PersonDocument
        {
            Customer = CustomerJson.Read(fields.Element("customer")),
            MergedFrom = fields.List("mergedFrom", CustomerJson.Read),
            Consents = fields.List("consents", ConsentJson.ReadRecorded),
            Events = fields.List("events", TimelineJson.ReadRecorded),
        };
    });

    /// <summary>The document as text.</summary>
    public string ToText() => DocumentText.Of(this, static (json, document) => document.WriteTo(json));

    /// <summary>Writes the document as an object.</summary>
    /// <param name="json">Where to.</param>
    public void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WritePropertyName("customer");
        CustomerJson.Write(json, Customer);
        json.WriteList("mergedFrom", MergedFrom, CustomerJson.Write);
        json.WriteList("consents", Consents, ConsentJson.Write);
        json.WriteList("events", Events, TimelineJson.Write);
        json.WriteEndObject();
    }

    /// <summary>Value equality, lists compared in order.</summary>
    /// <param name="other">The other document.</param>
    public bool Equals(PersonDocument? other) =>
        other is not null
        && Customer.Equals(other.Customer)
        && MergedFrom.SequenceEqual(other.MergedFrom)
        && Consents.SequenceEqual(other.Consents)
        && Events.SequenceEqual(other.Events);

    /// <summary>Hash of the customer.</summary>
    public override int GetHashCode() => Customer.GetHashCode();

    /// <summary>The id alone: the rest is personal data.</summary>
    public override string ToString() => $"Document of {Customer.Id}";
}
