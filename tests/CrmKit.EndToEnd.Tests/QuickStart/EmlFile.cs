namespace CrmKit.EndToEnd.Tests.QuickStart;

/// <summary>A message as any mail program would take it apart: headers, unfolded, and what follows the empty line (RFC 5322).</summary>
internal sealed record EmlFile(IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static EmlFile Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Assert.True(end > 0, "no empty line between headers and body");
        Assert.DoesNotContain('\n', text.Replace("\r\n", string.Empty, StringComparison.Ordinal));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var unfolded = text[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        foreach (var line in unfolded.Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0 && line.AsSpan(0, colon).IndexOf(' ') < 0, line);
            headers.Add(line[..colon], line[(colon + 1)..].Trim());
        }

        return new EmlFile(headers, text[(end + 4)..]);
    }
}
