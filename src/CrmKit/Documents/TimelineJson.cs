using System.Text.Json;

namespace CrmKit;

/// <summary>Events of a timeline as JSON objects, without loss and without reflection.</summary>
/// <remarks>
/// The type of an event stands in its field <c>type</c>. Fields that this version does not know are passed over, so that a later one may add some;
/// an unknown type and a later <see cref="Schema"/> are refused. Amounts stand there as text, so that no program rounds them.
/// </remarks>
public static class TimelineJson
{
    /// <summary>The schema that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    private const string What = "an event";
    private const string Recorded = "a recorded event";

    /// <summary>The text of an event.</summary>
    /// <param name="item">The event.</param>
    /// <exception cref="ArgumentException">The event is of a type that this library does not know.</exception>
    public static string ToText(TimelineEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return DocumentText.Of(item, Write);
    }

    /// <summary>The text of an event and when it was recorded.</summary>
    /// <param name="recorded">The recorded event.</param>
    /// <exception cref="ArgumentException">The event is of a type that this library does not know.</exception>
    public static string ToText(RecordedEvent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return DocumentText.Of(recorded, Write);
    }

    /// <summary>Writes an event as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="item">The event.</param>
    /// <exception cref="ArgumentException">The event is of a type that this library does not know.</exception>
    public static void Write(Utf8JsonWriter json, TimelineEvent item)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(item);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("type", EventContent.TypeOf(item));
        json.WriteString("key", item.Key.Value);
        json.WriteString("customer", item.Customer.Value);
        json.WriteInstant("occurredAt", item.OccurredAt);
        EventContent.Write(json, item);
        json.WriteEndObject();
    }

    /// <summary>Writes an event and when it was recorded as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="recorded">The recorded event.</param>
    /// <exception cref="ArgumentException">The event is of a type that this library does not know.</exception>
    public static void Write(Utf8JsonWriter json, RecordedEvent recorded)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(recorded);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteInstant("recordedAt", recorded.RecordedAt);
        json.WriteInstant("supersededAt", recorded.SupersededAt);
        if (recorded.IsRetraction)
        {
            json.WriteBoolean("retraction", value: true);
        }

        json.WritePropertyName("event");
        Write(json, recorded.Event);
        json.WriteEndObject();
    }

    /// <summary>The event of a text.</summary>
    /// <param name="text">What <see cref="ToText(TimelineEvent)"/> gave.</param>
    /// <exception cref="FormatException">The text is no event; the message says what was expected, never what stood there.</exception>
    public static TimelineEvent FromText(string text) => DocumentText.Read(text, What, Read);

    /// <summary>The recorded event of a text.</summary>
    /// <param name="text">What <see cref="ToText(RecordedEvent)"/> gave.</param>
    /// <exception cref="FormatException">The text is no recorded event; the message says what was expected, never what stood there.</exception>
    public static RecordedEvent RecordedFromText(string text) => DocumentText.Read(text, Recorded, ReadRecorded);

    /// <summary>The event of an object.</summary>
    /// <param name="element">The object.</param>
    /// <exception cref="FormatException">The object is no event; the message says what was expected, never what stood there.</exception>
    public static TimelineEvent Read(JsonElement element) => DocumentText.Checked(element, What, static fields =>
    {
        fields.CheckSchema(Schema);
        return EventContent.Read(fields);
    });

    /// <summary>The recorded event of an object.</summary>
    /// <param name="element">The object.</param>
    /// <exception cref="FormatException">The object is no recorded event; the message says what was expected, never what stood there.</exception>
    public static RecordedEvent ReadRecorded(JsonElement element) => DocumentText.Checked(element, Recorded, static fields =>
    {
        fields.CheckSchema(Schema);
        return new RecordedEvent(Read(fields.Element("event")), fields.Instant("recordedAt"))
        {
            SupersededAt = fields.InstantOrNull("supersededAt"),
            IsRetraction = fields.FlagOrNull("retraction") ?? false,
        };
    });
}
