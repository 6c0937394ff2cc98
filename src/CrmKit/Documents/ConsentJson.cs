using System.Text.Json;

namespace CrmKit;

/// <summary>Statements about contact as JSON objects, without loss and without reflection.</summary>
/// <remarks>Fields that this version does not know are passed over, so that a later one may add some; a later <see cref="Schema"/> is refused.</remarks>
public static class ConsentJson
{
    /// <summary>The schema that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    private const string Statement = "a statement about contact";
    private const string Recorded = "a recorded statement";

    /// <summary>The text of a statement.</summary>
    /// <param name="entry">The statement.</param>
    public static string ToText(ConsentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return DocumentText.Of(entry, Write);
    }

    /// <summary>The text of a statement and when it was recorded.</summary>
    /// <param name="recorded">The recorded statement.</param>
    public static string ToText(RecordedConsent recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return DocumentText.Of(recorded, Write);
    }

    /// <summary>Writes a statement as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="entry">The statement.</param>
    public static void Write(Utf8JsonWriter json, ConsentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(entry);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("customer", entry.Customer.Value);
        json.WriteStartObject("point");
        CustomerParts.WriteAddress(json, entry.Point);
        json.WriteEndObject();
        json.WriteString("purpose", entry.Purpose.Code);
        json.WriteOptional("topic", entry.Topic?.Code);
        json.WriteString("state", DocumentCodes.ConsentStates.CodeOf(entry.State));
        json.WriteInstant("occurredAt", entry.OccurredAt);
        json.WriteString("source", entry.Source);
        json.WriteString("basis", DocumentCodes.LegalBases.CodeOf(entry.Basis));
        json.WriteOptional("wording", entry.Wording);
        json.WriteStartObject("evidence");
        json.WriteString("kind", DocumentCodes.EvidenceKinds.CodeOf(entry.Evidence.Kind));
        json.WriteOptional("reference", entry.Evidence.Reference);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a statement and when it was recorded as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="recorded">The recorded statement.</param>
    public static void Write(Utf8JsonWriter json, RecordedConsent recorded)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(recorded);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteInstant("recordedAt", recorded.RecordedAt);
        json.WriteInstant("voidFrom", recorded.VoidFrom);
        if (recorded.Concluded is { } terms)
        {
            json.WriteInstant("knownSince", terms.KnownSince);
            json.WriteInstant("until", terms.Until);
            json.WriteBoolean("forItsPurposeAlone", terms.IsForItsPurposeAlone);
        }

        json.WritePropertyName("entry");
        Write(json, recorded.Entry);
        json.WriteEndObject();
    }

    /// <summary>The statement of a text.</summary>
    /// <param name="text">What <see cref="ToText(ConsentEntry)"/> gave.</param>
    /// <exception cref="FormatException">The text is no statement; the message says what was expected, never what stood there.</exception>
    public static ConsentEntry FromText(string text) => DocumentText.Read(text, Statement, Read);

    /// <summary>The recorded statement of a text.</summary>
    /// <param name="text">What <see cref="ToText(RecordedConsent)"/> gave.</param>
    /// <exception cref="FormatException">The text is no recorded statement; the message says what was expected, never what stood there.</exception>
    public static RecordedConsent RecordedFromText(string text) => DocumentText.Read(text, Recorded, ReadRecorded);

    /// <summary>The statement of an object.</summary>
    /// <param name="element">The object.</param>
    /// <exception cref="FormatException">The object is no statement; the message says what was expected, never what stood there.</exception>
    public static ConsentEntry Read(JsonElement element) => DocumentText.Checked(element, Statement, Read);

    /// <summary>The recorded statement of an object.</summary>
    /// <param name="element">The object.</param>
    /// <exception cref="FormatException">The object is no recorded statement; the message says what was expected, never what stood there.</exception>
    public static RecordedConsent ReadRecorded(JsonElement element) => DocumentText.Checked(element, Recorded, static fields =>
    {
        fields.CheckSchema(Schema);
        return new RecordedConsent(Read(fields.Element("entry")), fields.Instant("recordedAt")) 
        {
            VoidFrom = fields.InstantOrNull("voidFrom"),
            Concluded = fields.InstantOrNull("knownSince") is { } known ? new ConclusionTerms(known, fields.InstantOrNull("until"), fields.FlagOrNull("forItsPurposeAlone") ?? false) : null,
        };
    });

    private static ConsentEntry Read(DocumentFields fields)
    {
        fields.CheckSchema(Schema);
        var evidence = fields.Object("evidence", "the evidence");
        return new ConsentEntry(
            fields.Customer("customer"),
            CustomerParts.ReadAddress(fields.Object("point", "a contact point")),
            fields.Text("purpose", "the code of a purpose", static text => new Purpose(text)),
            fields.Code("state", DocumentCodes.ConsentStates),
            fields.Instant("occurredAt"),
            fields.Text("source"))
        {
            Topic = CustomerParts.ReadTopic(fields, "topic"),
            Basis = fields.Code("basis", DocumentCodes.LegalBases),
            Wording = fields.TextOrNull("wording"),
            Evidence = new ConsentEvidence(evidence.Code("kind", DocumentCodes.EvidenceKinds), evidence.TextOrNull("reference")),
        };
    }
}
