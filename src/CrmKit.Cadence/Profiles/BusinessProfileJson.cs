using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrmKit.Cadence;

/// <summary>Profiles as JSON, to be read and changed by people, without loss and without reflection.</summary>
/// <remarks>A field that this version does not know is refused: in a text that people write it is a slip of the pen. So is a later <see cref="Schema"/>.</remarks>
public static class BusinessProfileJson
{
    /// <summary>The schema that is written, and the newest that is read.</summary>
    public const int Schema = 1;

    // People read it, so that it is indented, with the same line ends everywhere.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Lenient = new() { AllowDuplicateProperties = false, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The text of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ArgumentException">The profile breaks a rule; the message names the field.</exception>
    public static string ToText(BusinessProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (ProfileCheck.Fault(profile) is { } fault)
        {
            throw new ArgumentException(fault.ToString(), nameof(profile));
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            ProfileWriter.Write(json, profile);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Reads a profile. Comments and commas at the end of lists are passed over.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no JSON, or a field is missing, unknown or outside its range; the message names the field and what was expected.</exception>
    public static BusinessProfile FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            var profile = ProfileReader.Read(new ProfileNode(document.RootElement, string.Empty));
            return ProfileCheck.Fault(profile) is { } fault ? throw new FormatException(fault.ToString()) : profile;
        }
        catch (JsonException error)
        {
            // The parser's own message quotes the text, so that it is not passed on.
            throw Malformed((error.LineNumber ?? 0) + 1);
        }
    }

    private static FormatException Malformed(long line) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Expected the profile to be one JSON object in which no name stands twice; it is malformed in line {line}."));
}
