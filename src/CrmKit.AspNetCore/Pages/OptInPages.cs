using CrmKit.Storage;
using Microsoft.AspNetCore.Http;

namespace CrmKit.AspNetCore;

/// <summary>One button that confirms a double opt-in.</summary>
internal sealed class OptInPages(LinkPageOptions options) : LinkPages(options)
{
    private const string Confirm = "confirm";

    protected override async Task AnswerAsync(HttpContext context, HtmlPage page)
    {
        if (!OptInToken.TryParse(TokenOf(context), out var token)
            || await StoreOf(context).FindOptInAsync(token.Fingerprint, context.RequestAborted).ConfigureAwait(false) is not { } view)
        {
            await NotFoundAsync(context, page).ConfigureAwait(false);
            return;
        }

        if (IsPost(context))
        {
            var (form, status) = await BoundedBody.ReadFormAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            if (form is null || !Asks(form, ActionField, Confirm))
            {
                await BadRequestAsync(context, page, form is null ? status : StatusCodes.Status400BadRequest).ConfigureAwait(false);
                return;
            }

            view = await StoreOf(context).ConfirmOptInAsync(token.Fingerprint, CancellationToken.None).ConfigureAwait(false) ?? view;
        }

        await ShowAsync(context, page, view).ConfigureAwait(false);
    }

    private static Task ShowAsync(HttpContext context, HtmlPage page, OptInView view)
    {
        var (texts, purpose) = (page.Texts, view.Request.Purpose);
        var title = view.State switch
        {
            OptInState.Requested => texts.ConfirmTitle,
            OptInState.Confirmed => texts.ConfirmedTitle,
            _ => texts.ConfirmEndedTitle,
        };
        _ = view.State switch
        {
            OptInState.Requested => page.Paragraph(texts.With(texts.ConfirmText, purpose)).Button(texts.ConfirmButton, (ActionField, Confirm)),
            OptInState.Confirmed => page.Paragraph(texts.With(texts.ConfirmedText, purpose)),
            _ => page.Paragraph(texts.ConfirmEndedText),
        };
        return page.WriteAsync(context, StatusCodes.Status200OK, title);
    }
}
