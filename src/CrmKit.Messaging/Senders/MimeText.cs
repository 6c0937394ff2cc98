using System.Buffers;
using System.Text;

namespace CrmKit.Messaging;

/// <summary>Words in the seven-bit lines of a mail message. A value becomes text and nothing else: never a header, an address or a second message.</summary>
internal static class MimeText
{
    // RFC 2045, 6.7: lines of at most 76 characters. RFC 2047, 2: encoded words of at most 75, here 60, so that the header's name fits before the first.
    private const int MaxLine = 76;
    private const int MaxWordOctets = 36;
    private const int MaxPlain = 50;

    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)]);

    // atext of RFC 5322, 3.2.3, and the blank between atoms.
    private static readonly SearchValues<char> Atoms = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/^`{|}~ ");

    /// <summary>A subject: as it is where it is short and plain, else in encoded words.</summary>
    public static string Subject(string text) => OneLine(text) is var line && IsPlain(line) ? line : EncodedWords(line);

    /// <summary>A mailbox: the name as atoms, quoted string or encoded words, and the address on the next line where the name is long.</summary>
    public static string Mailbox(string? name, string address)
    {
        var line = OneLine(name ?? string.Empty);
        if (line.Length == 0)
        {
            return address;
        }

        if (!IsPlain(line))
        {
            return $"{EncodedWords(line)}\r\n <{address}>";
        }

        var isAtoms = !line.AsSpan().ContainsAnyExcept(Atoms) && !line.Contains("  ", StringComparison.Ordinal);
        var phrase = isAtoms ? line : $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
        return phrase.Length + address.Length < MaxLine - "From:  <>".Length ? $"{phrase} <{address}>" : $"{phrase}\r\n <{address}>";
    }

    /// <summary>A text in quoted-printable with CR LF line ends.</summary>
    public static string QuotedPrintable(string text)
    {
        var encoded = new StringBuilder(text.Length + 64);
        var separator = string.Empty;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            encoded.Append(separator);
            AppendLine(encoded, Encoding.UTF8.GetBytes(line));
            separator = "\r\n";
        }

        return encoded.ToString();
    }

    /// <summary>The headers and lines of a body: the text alone, or text and HTML, of which a mail program shows what it can (RFC 2046, 5.1.4).</summary>
    /// <param name="text">The words.</param>
    /// <param name="id">The message's id, which makes the boundary the same in every attempt.</param>
    public static IEnumerable<string> Body(MessageText text, string id)
    {
        if (text.Html is not { } html)
        {
            return Part("plain", text.Text);
        }

        // "=_" stands in no line of quoted-printable, so that no text ends the part.
        var boundary = "=_" + id;
        return
        [
            $"Content-Type: multipart/alternative;\r\n boundary=\"{boundary}\"", string.Empty,
            "--" + boundary, .. Part("plain", text.Text),
            "--" + boundary, .. Part("html", html),
            $"--{boundary}--", string.Empty,
        ];
    }

    private static IEnumerable<string> Part(string kind, string text) =>
        [$"Content-Type: text/{kind}; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", string.Empty, QuotedPrintable(text)];

    private static void AppendLine(StringBuilder encoded, byte[] octets)
    {
        var column = 0;
        for (var i = 0; i < octets.Length; i++)
        {
            // A blank at the end of a line gets lost on the way.
            var isBlank = octets[i] is 32 or 9 && i < octets.Length - 1;
            var isPlain = isBlank || octets[i] is > 32 and < 127 and not (byte)'=';
            if (column + (isPlain ? 1 : 3) > MaxLine - 1)
            {
                encoded.Append("=\r\n");
                column = 0;
            }

            // A line that begins with a dot is changed by transports that forget to double it (RFC 5321, 4.5.2).
            isPlain &= column > 0 || octets[i] != '.';
            _ = isPlain ? encoded.Append((char)octets[i]) : encoded.Append(CultureInfo.InvariantCulture, $"={octets[i]:X2}");
            column += isPlain ? 1 : 3;
        }
    }

    private static bool IsPlain(string line) =>
        line.Length <= MaxPlain && !line.AsSpan().ContainsAnyExcept(Printable) && !line.Contains("=?", StringComparison.Ordinal);

    /// <summary>Line breaks and other controls become blanks: a value never breaks out of its header.</summary>
    public static string OneLine(string text) =>
        WellFormed(string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim());

    /// <summary>Half a surrogate pair has no form in UTF-8.</summary>
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

    private static string EncodedWords(string line) =>
        string.Join("\r\n ", Chunks(line).Select(chunk => $"=?utf-8?B?{Convert.ToBase64String(chunk)}?="));

    /// <summary>Pieces of at most so many octets that never cut a character (RFC 2047, 5).</summary>
    private static IEnumerable<byte[]> Chunks(string text)
    {
        var chunk = new List<byte>(MaxWordOctets);
        var octets = new byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var count = rune.EncodeToUtf8(octets);
            if (chunk.Count + count > MaxWordOctets)
            {
                yield return [.. chunk];
                chunk.Clear();
            }

            chunk.AddRange(octets.AsSpan(0, count));
        }

        yield return [.. chunk];
    }
}
