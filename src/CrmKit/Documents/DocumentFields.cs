using System.Text.Json;
using NodaTime.Text;

namespace CrmKit;

/// <summary>The fields of one object of a document. What is amiss is told by the name of the field and what was expected there, never by what stood there.</summary>
internal readonly struct DocumentFields
{
    private readonly JsonElement _object;
    private readonly string _what;

    public DocumentFields(JsonElement element, string what)
    {
        _object = element.ValueKind == JsonValueKind.Object ? element : throw new FormatException($"Expected {what} to be an object.");
        _what = what;
    }

    /// <summary>Refuses documents of a later schema: what they mean is not known here.</summary>
    public void CheckSchema(int newest)
    {
        if (!TryField("schema", out var field) || field.ValueKind != JsonValueKind.Number || !field.TryGetInt32(out var schema) || schema < 1 || schema > newest)
        {
            throw Expected("schema", newest == 1 ? "1" : string.Create(CultureInfo.InvariantCulture, $"1 to {newest}"));
        }
    }

    public string Text(string name) => TextOrNull(name) ?? throw Expected(name, "a text");

    public string? TextOrNull(string name)
    {
        if (!TryField(name, out var field))
        {
            return null;
        }

        try
        {
            return field.ValueKind == JsonValueKind.String ? field.GetString() : throw Expected(name, "a text");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape: no text holds it.
            throw Expected(name, "a text without halves of surrogate pairs");
        }
    }

    public T Text<T>(string name, string expected, Func<string, T> read)
    {
        var text = Text(name);
        try
        {
            return read(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            throw Expected(name, expected);
        }
    }

    public T? ValueOrNull<T>(string name, string expected, Func<string, T> read)
        where T : struct => Has(name) ? Text(name, expected, read) : null;

    public T Code<T>(string name, CodeTable<T> codes)
        where T : struct, Enum => codes.Find(Text(name)) ?? throw Expected(name, $"one of {codes.Codes}");

    public Instant Instant(string name) => Text(name, "an instant such as 2026-03-29T01:00:00Z", ReadInstant);

    public Instant? InstantOrNull(string name) => ValueOrNull(name, "an instant such as 2026-03-29T01:00:00Z", ReadInstant);

    public LocalDate Date(string name) => Text(name, "a date such as 2026-03-29", ReadDate);

    public LocalDate? DateOrNull(string name) => ValueOrNull(name, "a date such as 2026-03-29", ReadDate);

    public LocalTime Time(string name) => Text(name, "a time such as 09:30:00", static text => LocalTimePattern.ExtendedIso.Parse(text).GetValueOrThrow());

    public EventKey Key(string name) => Text(name, "the key of an event", static text => new EventKey(text));

    public EventKey? KeyOrNull(string name) => ValueOrNull(name, "the key of an event", static text => new EventKey(text));

    public CustomerId Customer(string name) => Text(name, "the id of a customer", static text => new CustomerId(text));

    public Money Money() => new(
        Text("amount", "a decimal number such as 12.30, as text", ReadDecimal),
        Text("currency", "a currency code such as EUR", static text => new Currency(text)));

    public int Whole(string name) =>
        TryField(name, out var field) && field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var number) ? number : throw Expected(name, "a whole number");

    public bool Flag(string name) => FlagOrNull(name) ?? throw Expected(name, "true or false");

    public bool? FlagOrNull(string name) => TryField(name, out var field)
        ? field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean() : throw Expected(name, "true or false")
        : null;

    public bool Has(string name) => TryField(name, out _);

    public JsonElement Element(string name) => TryField(name, out var field) ? field : throw Expected(name, "an object");

    public DocumentFields Object(string name, string what) => new(Element(name), what);

    /// <summary>The items of a list; a list that is not there is empty.</summary>
    public ImmutableArray<T> List<T>(string name, Func<JsonElement, T> read)
    {
        if (!TryField(name, out var field))
        {
            return [];
        }

        return field.ValueKind == JsonValueKind.Array ? [.. field.EnumerateArray().Select(read)] : throw Expected(name, "a list");
    }

    public IEnumerable<JsonProperty> Members(string name)
    {
        if (!TryField(name, out var field))
        {
            return [];
        }

        return field.ValueKind == JsonValueKind.Object ? field.EnumerateObject() : throw Expected(name, "an object");
    }

    // A null says as much as a field that is not there.
    private bool TryField(string name, out JsonElement field) => _object.TryGetProperty(name, out field) && field.ValueKind != JsonValueKind.Null;

    private FormatException Expected(string name, string expected) => new($"Expected '{name}' of {_what} to be {expected}.");

    private static Instant ReadInstant(string text) => Parsed(InstantPattern.ExtendedIso.Parse(text));

    private static LocalDate ReadDate(string text) => Parsed(LocalDatePattern.Iso.Parse(text));

    // The parsers' own exceptions quote the text, which may be anything that stands where a date should.
    private static T Parsed<T>(ParseResult<T> result) => result.TryGetValue(default!, out var value) ? value : throw new FormatException();

    private static decimal ReadDecimal(string text)
    {
        // More digits than a decimal holds would be rounded unseen.
        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && string.Equals(number.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal) ? number : throw new FormatException();
    }
}
