using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;

namespace CrmKit;

/// <summary>Documents to and from text, and the writing of what JSON has no type for.</summary>
internal static class DocumentText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Of two fields of one name nobody knows which was meant.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static string Of<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            write(json, value);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    public static T Read<T>(string text, string what, Func<JsonElement, T> read)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // The parser's own message quotes the text, so that it is not passed on.
            throw Expected($"{what} to be one JSON object in which no name stands twice");
        }
    }

    /// <summary>Reads an object, and tells of what its types refuse without telling what it was.</summary>
    public static T Checked<T>(JsonElement element, string what, Func<DocumentFields, T> read)
    {
        try
        {
            return read(new DocumentFields(element, what));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OverflowException)
        {
            throw Expected($"{what} within the limits of its fields");
        }
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    public static void WriteInstant(this Utf8JsonWriter json, string name, Instant? instant)
    {
        if (instant is { } known)
        {
            json.WriteString(name, InstantPattern.ExtendedIso.Format(known));
        }
    }

    /// <exception cref="ArgumentException">A date of another calendar, which its text would lose.</exception>
    public static void WriteDate(this Utf8JsonWriter json, string name, LocalDate? date)
    {
        if (date is { } known)
        {
            json.WriteString(name, known.Calendar == CalendarSystem.Iso ? LocalDatePattern.Iso.Format(known) : throw new ArgumentException("A document holds dates of the ISO calendar alone.", nameof(date)));
        }
    }

    public static void WriteMoney(this Utf8JsonWriter json, Money money)
    {
        // As text: a JSON number loses the zeros at its end, and more, in most programs.
        json.WriteString("amount", money.Amount.ToString(CultureInfo.InvariantCulture));
        json.WriteString("currency", money.Currency.Code);
    }

    public static void WriteList<T>(this Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.IsDefaultOrEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static FormatException Expected(string what) => new($"Expected {what}.");
}
