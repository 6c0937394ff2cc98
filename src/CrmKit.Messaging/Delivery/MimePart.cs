using System.Text;

namespace CrmKit.Messaging;

/// <summary>One part of a mail: its fields and the range of its body in the whole text.</summary>
internal sealed record MimePart(MimeFields Fields, ReadOnlyMemory<char> Body)
{
    private const int MaxParts = 100;

    public string Type => Fields.Value("Content-Type") is { Length: > 0 } type ? type : "text/plain";

    public static MimePart Read(ReadOnlyMemory<char> text)
    {
        var fields = MimeFields.Read(text.Span, out var length);
        return new MimePart(fields, text[length..]);
    }

    /// <summary>The parts of a multipart body; none where it is none, or its boundary is missing.</summary>
    public ImmutableArray<MimePart> Parts()
    {
        var boundary = Fields.Parameter("Content-Type", "boundary");
        if (!Type.StartsWith("multipart/", StringComparison.Ordinal) || boundary is not { Length: > 0 and <= 200 })
        {
            return [];
        }

        var parts = ImmutableArray.CreateBuilder<MimePart>();
        var delimiter = "--" + boundary;
        var body = Body.Span;
        var start = -1;
        for (var at = 0; at < body.Length && parts.Count < MaxParts;)
        {
            var lineStart = at;
            var line = MimeFields.NextLine(body, ref at).TrimEnd();
            if (!line.StartsWith(delimiter, StringComparison.Ordinal))
            {
                continue;
            }

            var rest = line[delimiter.Length..];
            if (rest is not ("" or "--"))
            {
                continue;
            }

            if (start >= 0)
            {
                parts.Add(Read(Body[start..lineStart]));
            }

            start = at;
            if (rest is "--")
            {
                return parts.ToImmutable();
            }
        }

        // What was cut off has no last delimiter.
        if (start >= 0 && parts.Count < MaxParts)
        {
            parts.Add(Read(Body[start..]));
        }

        return parts.ToImmutable();
    }

    /// <summary>The body with its transfer encoding undone; as it is where that cannot be.</summary>
    public ReadOnlyMemory<char> Decoded() => Fields.Value("Content-Transfer-Encoding") switch
    {
        "base64" => Base64(Body.Span) is { } octets ? Encoding.Latin1.GetString(octets).AsMemory() : Body,
        "quoted-printable" => QuotedPrintable(Body.Span).AsMemory(),
        _ => Body,
    };

    private static byte[]? Base64(ReadOnlySpan<char> text)
    {
        var octets = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(text, octets, out var written) ? octets[..written] : null;
    }

    private static string QuotedPrintable(ReadOnlySpan<char> text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                decoded.Append(text[i]);
            }
            else if (text[(i + 1)..] is ['\n', ..] or ['\r', '\n', ..])
            {
                i += text[i + 1] == '\n' ? 1 : 2;
            }
            else if (i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                decoded.Append((char)int.Parse(text.Slice(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                decoded.Append('=');
            }
        }

        return decoded.ToString();
    }
}
