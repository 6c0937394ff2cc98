using System.Text;

namespace CrmKit.Testing.Conformance;

/// <summary>A reader of what arrived, that knows nothing of how it was written: headers, mailboxes, parts of one level (RFC 5322, 2045, 2046).</summary>
internal sealed class ReceivedMail
{
    private readonly List<KeyValuePair<string, string>> _headers;

    private ReceivedMail(List<KeyValuePair<string, string>> headers, ImmutableArray<(string Type, string Text)> bodies)
    {
        _headers = headers;
        Bodies = bodies;
    }

    /// <summary>The names of the headers, in ordinal order.</summary>
    public IEnumerable<string> Names => _headers.Select(header => header.Key).Order(StringComparer.Ordinal);

    /// <summary>The parts, decoded, with LF line ends.</summary>
    public ImmutableArray<(string Type, string Text)> Bodies { get; }

    public string this[string name] => _headers.Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToList() switch
    {
        [var one] => one,
        var others => throw new ConformanceException($"The mail has {others.Count} headers {name}, and one was expected."),
    };

    /// <summary>Lines end in CR LF and are at most 998 long; no NUL, no octet beyond ASCII.</summary>
    public static void CheckOctets(ReadOnlySpan<byte> octets)
    {
        Expect.True(!octets.Contains((byte)0), "No NUL on the wire");
        Expect.True(octets.IndexOfAnyInRange((byte)128, (byte)255) < 0, "No octet beyond ASCII on the wire");
        var text = Encoding.ASCII.GetString(octets).Replace("\r\n", "\u0001", StringComparison.Ordinal);
        Expect.True(!text.Contains('\r', StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal), "No CR or LF alone on the wire");
        Expect.True(text.Split('\u0001').All(line => line.Length <= 998), "No line beyond 998 characters (RFC 5322, 2.1.1)");
    }

    public static ReceivedMail Read(ReadOnlySpan<byte> octets)
    {
        var text = Encoding.Latin1.GetString(octets);
        var headers = Headers(text, out var body);
        var mail = new ReceivedMail(headers, []);
        var type = mail["Content-Type"];
        if (!type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
        {
            return new ReceivedMail(headers, [Body(mail, body)]);
        }

        var boundary = type[(type.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase) + "boundary=".Length)..].Trim('"');
        var parts = ("\r\n" + body).Split("\r\n--" + boundary);
        Expect.True(parts.Length >= 3 && parts[^1].StartsWith("--", StringComparison.Ordinal), "The last part is closed");
        return new ReceivedMail(headers, [.. parts[1..^1].Select(part =>
        {
            Expect.True(part.StartsWith("\r\n", StringComparison.Ordinal), "A boundary ends its line");
            return Body(new ReceivedMail(Headers(part[2..], out var rest), []), rest);
        })]);
    }

    /// <summary>The addresses of a list of mailboxes: outside quoted strings, between angle brackets, or the whole item.</summary>
    public static ImmutableArray<string> Addresses(string list)
    {
        var addresses = ImmutableArray.CreateBuilder<string>();
        var item = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < list.Length; at++)
        {
            if (quoted && list[at] == '\\')
            {
                at++;
                continue;
            }

            quoted ^= list[at] == '"';
            if (quoted || list[at] == '"')
            {
                continue;
            }

            if (list[at] == ',')
            {
                addresses.Add(Address(item.ToString()));
                item.Clear();
                continue;
            }

            item.Append(list[at]);
        }

        Expect.True(!quoted, "Every quoted string is closed");
        addresses.Add(Address(item.ToString()));
        return addresses.ToImmutable();
    }

    private static string Address(string item)
    {
        var open = item.IndexOf('<', StringComparison.Ordinal);
        return open < 0 ? item.Trim() : item[(open + 1)..item.LastIndexOf('>')].Trim();
    }

    private static List<KeyValuePair<string, string>> Headers(string text, out string body)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Expect.True(end >= 0, "An empty line ends the headers");
        body = text[(end + 4)..];
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in text[..end].Split("\r\n"))
        {
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                headers[^1] = new(headers[^1].Key, headers[^1].Value + line);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Expect.True(colon > 0, "Every line of the headers is one");
            headers.Add(new(line[..colon], line[(colon + 1)..].Trim()));
        }

        return headers;
    }

    private static (string Type, string Text) Body(ReceivedMail part, string body)
    {
        var octets = part["Content-Transfer-Encoding"] switch
        {
            "base64" => Convert.FromBase64String(body),
            "quoted-printable" => QuotedPrintable(body.Replace("=\r\n", string.Empty, StringComparison.Ordinal)),
            _ => Encoding.Latin1.GetBytes(body),
        };
        return (part["Content-Type"].Split(';')[0].Trim(), Encoding.UTF8.GetString(octets).Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    private static byte[] QuotedPrintable(string text)
    {
        var octets = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var isEscape = text[at] == '=';
            octets.Add(isEscape ? Convert.ToByte(text.Substring(at + 1, 2), 16) : (byte)text[at]);
            at += isEscape ? 2 : 0;
        }

        return [.. octets];
    }
}
