using System.Text;
using System.Text.Json;

namespace CrmKit.Storage;

/// <summary>A reason as columns hold it: <c>{"code":"cadence.interval-due","arguments":[["days","whole","40"]]}</c>. For those who write a store.</summary>
/// <remarks>Fields that this version does not know are passed over, so that a later version may add some.</remarks>
public static class ReasonJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a reason.</summary>
    /// <param name="reason">The reason.</param>
    public static string Write(Reason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("code", reason.Code);
            json.WriteStartArray("arguments");
            foreach (var argument in reason.Arguments)
            {
                json.WriteStartArray();
                json.WriteStringValue(argument.Name);
                json.WriteStringValue(NameOf(argument.Kind));
                json.WriteStringValue(argument.Invariant);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>The reason of a text.</summary>
    /// <param name="text">What <see cref="Write"/> gave.</param>
    /// <exception cref="FormatException">The text is no reason.</exception>
    public static Reason Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(text);
            var arguments = document.RootElement.GetProperty("arguments").EnumerateArray().Select(ReadArgument);
            return new Reason(document.RootElement.GetProperty("code").GetString()!, [.. arguments]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            throw new FormatException("A stored reason is an object with a code and an array of arguments; this text is none.", error);
        }
    }

    private static ReasonArgument ReadArgument(JsonElement element) =>
        ReasonArgument.Restore(element[0].GetString()!, KindOf(element[1].GetString()), element[2].GetString()!);

    private static string NameOf(ReasonValueKind kind) => kind switch
    {
        ReasonValueKind.Text => "text",
        ReasonValueKind.Whole => "whole",
        ReasonValueKind.Real => "real",
        ReasonValueKind.Date => "date",
        ReasonValueKind.Instant => "instant",
        ReasonValueKind.Money => "money",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown type of argument."),
    };

    private static ReasonValueKind KindOf(string? name) => name switch
    {
        "text" => ReasonValueKind.Text,
        "whole" => ReasonValueKind.Whole,
        "real" => ReasonValueKind.Real,
        "date" => ReasonValueKind.Date,
        "instant" => ReasonValueKind.Instant,
        "money" => ReasonValueKind.Money,
        _ => throw new FormatException("A stored reason holds an argument of an unknown type."),
    };
}
