using System.Text;

namespace CrmKit.Import;

/// <content>One line at a time.</content>
internal sealed partial class CalendarComponents
{
    // Strict: bytes that are no UTF-8 would otherwise become another text unseen.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private string? Begun() => Marked("BEGIN:"u8);

    /// <summary>What a BEGIN or END names; <c>null</c> where the line is none.</summary>
    private string? Marked(ReadOnlySpan<byte> mark)
    {
        var bytes = lines.Bytes;
        if (bytes.Length < mark.Length || !Ascii.EqualsIgnoreCase(bytes[..mark.Length], mark))
        {
            return null;
        }

        var name = bytes.Length > 100 ? string.Empty : Encoding.Latin1.GetString(bytes[mark.Length..]).Trim().ToUpperInvariant();
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? name : throw lines.Fault(mark[0] == (byte)'B' ? "BEGIN" : "END", "the name of a component, for example VEVENT");
    }

    private void Count(string? name) => tally.Count(name ?? throw lines.Fault(null, "a property as NAME:value, or a line that begins with a space and continues the one before"));

    private string? NameOf() => ContentProperty.NameOf(Encoding.Latin1.GetString(lines.Bytes[..Math.Min(lines.Bytes.Length, 200)]));

    private ContentProperty Property(string? name)
    {
        string text;
        try
        {
            text = Utf8.GetString(lines.Bytes);
        }
        catch (DecoderFallbackException)
        {
            throw lines.Fault(name, "UTF-8 text; the line holds bytes that are none");
        }

        if (ContentProperty.Read(text, lines.Line, out var property) is { } expected)
        {
            throw lines.Fault(name, expected);
        }

        if (property.Group.Length > 0)
        {
            throw lines.Fault(name, "a property as NAME:value; calendars have no groups");
        }

        var isPlain = property.Parameter("ENCODING") is null && property.Parameter("CHARSET") is null or "UTF-8" or "utf-8";
        return isPlain ? property : throw lines.Fault(name, "text in UTF-8 as it is, without ENCODING and CHARSET");
    }
}
