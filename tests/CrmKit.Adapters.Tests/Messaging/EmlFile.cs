using System.Text;
using System.Text.RegularExpressions;

namespace CrmKit.Adapters.Tests.Messaging;

/// <summary>A reader of its own for what the sender wrote: RFC 5322 headers, RFC 2047 encoded words, quoted-printable and base64 bodies.</summary>
internal sealed partial class EmlFile
{
    private EmlFile(IReadOnlyList<(string Name, string Value)> headers, IReadOnlyList<string> lines, string text)
    {
        Headers = headers;
        Lines = lines;
        Text = text;
    }

    /// <summary>Unfolded, not decoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; }

    /// <summary>Every line of the file as it stands.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The decoded body with LF line ends.</summary>
    public string Text { get; }

    public string this[string name] => Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public string Decoded(string name) => DecodeWords(this[name]);

    public static EmlFile Read(string path)
    {
        var raw = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.DoesNotContain(raw, c => c > 126);
        Assert.DoesNotContain('\n', raw.Replace("\r\n", string.Empty, StringComparison.Ordinal));
        var split = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = Regex.Replace(raw[..split], "\r\n(?=[ \t])", string.Empty).Split("\r\n").Select(line =>
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0, $"no header: {line}");
            return (line[..colon], line[(colon + 1)..].Trim());
        }).ToList();

        // A multipart has no encoding of its own (RFC 2045, 6.4).
        var encoding = headers.SingleOrDefault(header => header.Item1.Equals("Content-Transfer-Encoding", StringComparison.OrdinalIgnoreCase)).Item2;
        var body = raw[(split + 4)..];
        var text = encoding switch
        {
            "quoted-printable" => QuotedPrintable(Regex.Replace(body, "=[ \t]*\r\n", string.Empty)),
            "base64" => Convert.FromBase64String(body),
            _ => Encoding.Latin1.GetBytes(body),
        };
        return new EmlFile(headers, raw.Split("\r\n"), new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text).ReplaceLineEndings("\n"));
    }

    /// <summary>The display name and the address of a header with one mailbox.</summary>
    public (string Name, string Address) Mailbox(string header)
    {
        var value = this[header];
        if (!value.EndsWith('>'))
        {
            return (string.Empty, value);
        }

        var open = value.LastIndexOf('<');
        var phrase = value[..open].Trim();
        if (phrase.StartsWith('"'))
        {
            // A quoted string, whole: a quote inside it is escaped, or it would have ended there.
            Assert.Matches("^\"(?:[^\"\\\\]|\\\\.)*\"$", phrase);
            return (Regex.Replace(phrase[1..^1], @"\\(.)", "$1"), value[(open + 1)..^1]);
        }

        Assert.Matches("^(?:=\\?[!-~]+\\?=|[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -])*$", phrase);
        return (DecodeWords(phrase), value[(open + 1)..^1]);
    }

    private static string DecodeWords(string value)
    {
        // Blanks between two encoded words are no text; a character never spans two words (RFC 2047, 5 and 6.2).
        var joined = Regex.Replace(value, @"(?<=\?=)\s+(?==\?)", string.Empty);
        return EncodedWord().Replace(joined, word =>
        {
            Assert.True(word.Length <= 75, $"encoded word of {word.Length} characters");
            var payload = word.Groups[2].Value;
            var bytes = word.Groups[1].Value is "B" or "b" ? Convert.FromBase64String(payload) : QuotedPrintable(payload.Replace('_', ' '));
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        });
    }

    private static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == '=';
            bytes.Add(isEscape ? Convert.ToByte(text.Substring(i + 1, 2), 16) : (byte)text[i]);
            i += isEscape ? 2 : 0;
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"=\?utf-8\?([BbQq])\?([^?\s]*)\?=")]
    private static partial Regex EncodedWord();
}
