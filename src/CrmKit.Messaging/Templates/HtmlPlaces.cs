namespace CrmKit.Messaging;

/// <summary>Where in HTML a name may stand: in the text of the page, and between the quotes of an attribute. There an encoded value stays a value.</summary>
/// <remarks>A scanner of one pass, no parser: where it and a browser differ, as in a tag that is not closed, it refuses.</remarks>
internal static class HtmlPlaces
{
    // What stands in them is not read as HTML, and an encoded value would stay encoded or run. In a title it is decoded as in the text of the page.
    private static readonly ImmutableArray<string> RawElements = ["script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];

    private enum Place
    {
        Text,
        Tag,
        DoubleQuoted,
        SingleQuoted,
    }

    /// <summary>The first name that may not stand where it does.</summary>
    public static (int Offset, string Reason)? Check(string html, IReadOnlyList<(int Start, int End)> names)
    {
        var place = Place.Text;
        var next = 0;
        for (var at = 0; at < html.Length;)
        {
            if (next < names.Count && names[next].Start == at)
            {
                if (place == Place.Tag)
                {
                    return (at, "a value stands in the text of the page or between the quotes of an attribute, not in a tag.");
                }

                at = names[next++].End;
                continue;
            }

            if (place == Place.Text && html[at] == '<')
            {
                var end = EndOfRaw(html, at);
                if (next < names.Count && names[next].Start < end)
                {
                    return (names[next].Start, "a value does not stand in a comment, a script, a style or another element of raw text.");
                }

                place = end > at ? Place.Text : Opens(html, at) ? Place.Tag : Place.Text;
                at = Math.Max(end, at + 1);
                continue;
            }

            place = (place, html[at]) switch
            {
                (Place.Tag, '>') or (Place.Text, _) => Place.Text,
                (Place.Tag, '"') => Place.DoubleQuoted,
                (Place.Tag, '\'') => Place.SingleQuoted,
                (Place.DoubleQuoted, '"') or (Place.SingleQuoted, '\'') => Place.Tag,
                _ => place,
            };
            at++;
        }

        return null;
    }

    private static bool Opens(string html, int at) => at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?' or '{');

    /// <summary>The end of a comment or an element of raw text that begins here, where the scan goes on; the beginning itself for anything else.</summary>
    private static int EndOfRaw(string html, int at)
    {
        var rest = html.AsSpan(at);
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            var close = rest.IndexOf("-->", StringComparison.Ordinal);
            return close < 0 ? html.Length : at + close + 3;
        }

        foreach (var element in RawElements)
        {
            if (rest[1..].StartsWith(element, StringComparison.OrdinalIgnoreCase) && (rest.Length == element.Length + 1 || !char.IsAsciiLetterOrDigit(rest[element.Length + 1])))
            {
                var close = rest.IndexOf($"</{element}", StringComparison.OrdinalIgnoreCase);
                return close < 0 ? html.Length : at + close;
            }
        }

        return at;
    }
}
