using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace CrmKit.AspNetCore;

/// <summary>Writes plain pages: one heading, text, forms; no script, no picture, nothing from elsewhere.</summary>
internal sealed class HtmlPage(LinkPageOptions options, LinkPageTexts texts)
{
    // Contrast 4.5:1 or more in both schemes, buttons of 44 pixels, a focus that shows (WCAG 2.2: 1.4.3, 2.4.7, 2.5.8).
    private const string Style =
        """
        :root{color-scheme:light dark}
        body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}
        header,main{max-width:36rem;margin:0 auto;padding:0 1.5rem}
        header{padding-top:1.5rem}
        main{padding-bottom:1.5rem}
        h1{font-size:1.5rem;line-height:1.25}
        h2{font-size:1.125rem;margin:0 0 .25rem}
        section{border-top:1px solid #767676;padding:1rem 0}
        p{margin:.5rem 0 1rem}
        section p{margin:.25rem 0 .5rem}
        form{margin:.5rem 0}
        .status{border-inline-start:.25rem solid #0b4f9e;padding-inline-start:.75rem}
        button{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border:2px solid #0b4f9e;border-radius:.375rem;background:#0b4f9e;color:#fff;cursor:pointer}
        a{color:#0b4f9e}
        button:focus-visible,a:focus-visible{outline:3px solid #b35c00;outline-offset:3px}
        @media (prefers-color-scheme:dark){body{color:#f2f2f2;background:#121212}a{color:#9cc9ff}.status{border-color:#9cc9ff}button{background:#9cc9ff;border-color:#9cc9ff;color:#121212}button:focus-visible,a:focus-visible{outline-color:#ffb454}}
        """;

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _body = new();

    public LinkPageTexts Texts => texts;

    public HtmlPage Paragraph(string text)
    {
        _body.Append("<p>").Append(Encoded(text)).Append("</p>\n");
        return this;
    }

    /// <summary>What a button has done; a screen reader says it without being asked.</summary>
    public HtmlPage Status(string text)
    {
        _body.Append("<p class=\"status\" role=\"status\">").Append(Encoded(text)).Append("</p>\n");
        return this;
    }

    public HtmlPage Link(string address, string text)
    {
        _body.Append("<p><a href=\"").Append(Encoded(address)).Append("\">").Append(Encoded(text)).Append("</a></p>\n");
        return this;
    }

    /// <summary>A button that posts to the page's own address.</summary>
    public HtmlPage Button(string text, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        _body.Append("<form method=\"post\">");
        foreach (var (name, value) in fields)
        {
            _body.Append("<input type=\"hidden\" name=\"").Append(Encoded(name)).Append("\" value=\"").Append(Encoded(value)).Append("\">");
        }

        _body.Append("<button type=\"submit\">").Append(Encoded(text)).Append("</button></form>\n");
        return this;
    }

    public HtmlPage BeginSection(string id, string title)
    {
        _body.Append("<section aria-labelledby=\"").Append(Encoded(id)).Append("\">\n<h2 id=\"").Append(Encoded(id)).Append("\">").Append(Encoded(title)).Append("</h2>\n");
        return this;
    }

    public HtmlPage EndSection()
    {
        _body.Append("</section>\n");
        return this;
    }

    public Task WriteAsync(HttpContext context, int status, string title)
    {
        var response = context.Response;
        response.StatusCode = status;
        ForbidTraces(response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.Vary = "Accept-Language";
        response.ContentType = "text/html; charset=utf-8";
        var octets = Encoding.UTF8.GetBytes(Document(title));
        response.ContentLength = octets.Length;

        // A HEAD has the headers of the page, and the server leaves the rest out.
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(octets, context.RequestAborted).AsTask();
    }

    /// <summary>Whoever has the link may use it: neither caches nor other sites nor search engines learn of it.</summary>
    private static void ForbidTraces(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
    }

    private static string Encoded(string text) => Encoder.Encode(text);

    private string Document(string title)
    {
        var whole = options.BusinessName is { } name ? $"{title} – {name}" : title;
        var top = options.BusinessName is { } business ? $"<header><p>{Encoded(business)}</p></header>\n" : string.Empty;
        return $"""
            <!DOCTYPE html>
            <html lang="{Encoded(texts.Language)}" dir="{(texts.IsRightToLeft ? "rtl" : "ltr")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex, nofollow">
            <title>{Encoded(whole)}</title>
            <style>{Style}</style>
            </head>
            <body>
            {top}<main>
            <h1>{Encoded(title)}</h1>
            {_body}</main>
            </body>
            </html>

            """;
    }
}
