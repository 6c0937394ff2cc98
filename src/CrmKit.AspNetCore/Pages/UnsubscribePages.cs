using Microsoft.AspNetCore.Http;

namespace CrmKit.AspNetCore;

/// <summary>One button that stops one purpose; the same by one click in a mail program (RFC 8058).</summary>
internal sealed class UnsubscribePages(LinkPageOptions options) : LinkPages(options)
{
    private const string Unsubscribe = "unsubscribe";

    protected override async Task AnswerAsync(HttpContext context, HtmlPage page)
    {
        if (Open(context) is not { } target)
        {
            await NotFoundAsync(context, page).ConfigureAwait(false);
            return;
        }

        if (!IsPost(context))
        {
            var texts = page.Texts;
            page.Paragraph(texts.With(texts.UnsubscribeText, target.Purpose)).Button(texts.UnsubscribeButton, (ActionField, Unsubscribe));
            await WithPreferencesLink(context, page).WriteAsync(context, StatusCodes.Status200OK, texts.UnsubscribeTitle).ConfigureAwait(false);
            return;
        }

        var (form, status) = await BoundedBody.ReadFormAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var isOneClick = form is not null && Asks(form, "List-Unsubscribe", "One-Click");
        if (form is null || !(isOneClick || Asks(form, ActionField, Unsubscribe)))
        {
            await BadRequestAsync(context, page, form is null ? status : StatusCodes.Status400BadRequest).ConfigureAwait(false);
            return;
        }

        // Whoever asked to stop and closes the window has asked to stop.
        var consents = await LinkedConsents.LoadAsync(StoreOf(context), target, CancellationToken.None).ConfigureAwait(false);
        await consents.WithdrawAsync([target.Purpose], isOneClick ? "one-click unsubscribe" : "unsubscribe page", CancellationToken.None).ConfigureAwait(false);
        page.Paragraph(page.Texts.With(page.Texts.UnsubscribedText, target.Purpose));
        await WithPreferencesLink(context, page).WriteAsync(context, StatusCodes.Status200OK, page.Texts.UnsubscribedTitle).ConfigureAwait(false);
    }
}
