using CrmKit.Messaging;
using CrmKit.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrmKit.AspNetCore;

/// <summary>What the pages behind links have in common: opening the token, reading the form, and saying that something did not work.</summary>
internal abstract class LinkPages(LinkPageOptions options)
{
    // What the buttons say to the server.
    protected const string ActionField = "action";

    protected const string PurposeField = "purpose";

    protected LinkPageOptions Options => options;

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context, new HtmlPage(options, options.TextsFor(context.Request))).ConfigureAwait(false);
        }
        catch (CrmStoreException error) when (!context.Response.HasStarted)
        {
            EndpointLog.StoreFailed(context, error);
            var page = new HtmlPage(options, options.TextsFor(context.Request));
            context.Response.Headers.RetryAfter = "120";
            await page.Paragraph(page.Texts.UnavailableText).WriteAsync(context, StatusCodes.Status503ServiceUnavailable, page.Texts.UnavailableTitle).ConfigureAwait(false);
        }
    }

    protected abstract Task AnswerAsync(HttpContext context, HtmlPage page);

    protected static string? TokenOf(HttpContext context) => context.Request.RouteValues["token"] as string;

    protected static ICrmStore StoreOf(HttpContext context) => context.RequestServices.GetRequiredService<ICrmStore>();

    protected static IKeyRing KeysOf(HttpContext context) => context.RequestServices.GetRequiredService<IKeyRing>();

    protected static LinkTarget? Open(HttpContext context) =>
        new LinkTokens(KeysOf(context)).TryOpen(TokenOf(context), out var target) ? target : null;

    protected static bool IsPost(HttpContext context) => HttpMethods.IsPost(context.Request.Method);

    protected static bool Asks(IFormCollection form, string field, string value) => string.Equals(form[field], value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Which of the reasons it is, nobody is told.</summary>
    protected static Task NotFoundAsync(HttpContext context, HtmlPage page) =>
        page.Paragraph(page.Texts.NotFoundText).WriteAsync(context, StatusCodes.Status404NotFound, page.Texts.NotFoundTitle);

    protected static Task BadRequestAsync(HttpContext context, HtmlPage page, int status) =>
        page.Paragraph(page.Texts.BadRequestText).WriteAsync(context, status, page.Texts.BadRequestTitle);

    protected HtmlPage WithPreferencesLink(HttpContext context, HtmlPage page) => options.PreferencesPath is { } path
        ? page.Link($"{context.Request.PathBase}{path.TrimEnd('/')}/{TokenOf(context)}", page.Texts.PreferencesLink)
        : page;
}
