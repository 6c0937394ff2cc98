using System.Net;
using System.Text.RegularExpressions;

namespace CrmKit.Adapters.Tests.AspNetCore;

/// <summary>An answer of a page, and what must hold of every one of them.</summary>
internal sealed partial record WebAnswer(HttpStatusCode Status, ImmutableDictionary<string, string> Headers, string Html)
{
    public IReadOnlyList<string> Buttons => [.. Button().Matches(Html).Select(found => WebUtility.HtmlDecode(found.Groups["text"].Value))];

    public string Heading => WebUtility.HtmlDecode(Assert.Single(HeadingOne().Matches(Html)).Groups["text"].Value);

    public static async Task<WebAnswer> OfAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var headers = response.Headers.Concat(response.Content.Headers).ToImmutableDictionary(
                header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
            return new WebAnswer(response.StatusCode, headers, await response.Content.ReadAsStringAsync());
        }
    }

    /// <summary>No trace is left behind, nothing runs, and a screen reader finds its way.</summary>
    public WebAnswer IsPlainPage()
    {
        Assert.Equal("text/html; charset=utf-8", Headers["Content-Type"]);
        Assert.Equal("no-store", Headers["Cache-Control"]);
        Assert.Equal("no-referrer", Headers["Referrer-Policy"]);
        Assert.Equal("noindex, nofollow", Headers["X-Robots-Tag"]);
        Assert.Equal("nosniff", Headers["X-Content-Type-Options"]);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains("form-action 'self'; frame-ancestors 'none'", Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.False(Headers.ContainsKey("Set-Cookie"));
        Assert.False(Headers.ContainsKey("Location"));

        Assert.StartsWith("<!DOCTYPE html>", Html, StringComparison.Ordinal);
        Assert.Matches("<html lang=\"[a-z-]+\" dir=\"(ltr|rtl)\">", Html);
        Assert.Matches("<title>[^<]+</title>", Html);
        Assert.NotEmpty(Heading);
        Assert.Single(Regex.Matches(Html, "<main>", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain("<script", Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(" on[a-z]+=", Html);

        // Every button says by itself what it does, and no two say the same.
        Assert.Equal(Buttons.Count, Buttons.Distinct(StringComparer.Ordinal).Count());
        Assert.All(Buttons, text => Assert.NotEmpty(text.Trim()));
        foreach (Match label in Labelled().Matches(Html))
        {
            Assert.Contains($" id=\"{label.Groups["text"].Value}\"", Html, StringComparison.Ordinal);
        }

        return this;
    }

    [GeneratedRegex("<button type=\"submit\">(?<text>[^<]*)</button>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Button();

    [GeneratedRegex("<h1>(?<text>[^<]*)</h1>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeadingOne();

    [GeneratedRegex("aria-labelledby=\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Labelled();
}
