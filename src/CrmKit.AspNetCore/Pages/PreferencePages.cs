using CrmKit.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrmKit.AspNetCore;

/// <summary>All purposes with their state at one address; each may be stopped, and asked for again where the program can confirm it.</summary>
internal sealed class PreferencePages(LinkPageOptions options) : LinkPages(options)
{
    private const string Stop = "stop";
    private const string StopAll = "stop-all";
    private const string Agree = "agree";
    private const string Source = "preference page";

    protected override async Task AnswerAsync(HttpContext context, HtmlPage page)
    {
        if (Open(context) is not { } target)
        {
            await NotFoundAsync(context, page).ConfigureAwait(false);
            return;
        }

        var consents = await LinkedConsents.LoadAsync(StoreOf(context), target, context.RequestAborted).ConfigureAwait(false);
        var purposes = PurposesOf(page.Texts, target, consents);
        if (IsPost(context))
        {
            var (form, status) = await BoundedBody.ReadFormAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            if (form is null || await ChangeAsync(context, form, page.Texts, target, consents, purposes).ConfigureAwait(false) is not { } said)
            {
                await BadRequestAsync(context, page, form is null ? status : StatusCodes.Status400BadRequest).ConfigureAwait(false);
                return;
            }

            page.Status(said);
            consents = await LinkedConsents.LoadAsync(StoreOf(context), target, context.RequestAborted).ConfigureAwait(false);
        }

        Show(page, purposes, consents, Invitations(context) is not null && consents.OwnPoint is not null);
        await page.WriteAsync(context, StatusCodes.Status200OK, page.Texts.PreferencesTitle).ConfigureAwait(false);
    }

    private static ImmutableArray<Purpose> PurposesOf(LinkPageTexts texts, LinkTarget target, LinkedConsents consents) =>
        [.. texts.Purposes.Select(text => text.Purpose).Append(target.Purpose).Concat(consents.Mentioned()).Distinct()];

    private static void Show(HtmlPage page, ImmutableArray<Purpose> purposes, LinkedConsents consents, bool mayAgree)
    {
        var texts = page.Texts;
        page.Paragraph(texts.PreferencesText);
        for (var i = 0; i < purposes.Length; i++)
        {
            var purpose = purposes[i];
            page.BeginSection(string.Create(CultureInfo.InvariantCulture, $"purpose-{i + 1}"), texts.TitleOf(purpose));
            if (texts.Purposes.FirstOrDefault(text => text.Purpose == purpose)?.Description is { } description)
            {
                page.Paragraph(description);
            }

            var isReceived = consents.IsReceived(purpose);
            page.Paragraph(isReceived ? texts.ReceivedText : texts.NotReceivedText);
            if (isReceived)
            {
                page.Button(texts.With(texts.StopButton, purpose), (ActionField, Stop), (PurposeField, purpose.Code));
            }
            else if (mayAgree)
            {
                page.Button(texts.With(texts.AgreeButton, purpose), (ActionField, Agree), (PurposeField, purpose.Code));
            }

            page.EndSection();
        }

        if (purposes.Count(consents.IsReceived) > 1)
        {
            page.Button(texts.StopAllButton, (ActionField, StopAll));
        }
    }

    private OptInInvitations? Invitations(HttpContext context) =>
        Options.ConfirmAddress is { } address && context.RequestServices.GetService<IOptInSender>() is { } sender
            ? new OptInInvitations(StoreOf(context), KeysOf(context), sender, address)
            : null;

    /// <summary>Does what a button asks for.</summary>
    /// <returns>What was done, in words; <c>null</c> where no button of ours asks for that.</returns>
    private async Task<string?> ChangeAsync(
        HttpContext context, IFormCollection form, LinkPageTexts texts, LinkTarget target, LinkedConsents consents, ImmutableArray<Purpose> purposes)
    {
        if (Asks(form, ActionField, StopAll))
        {
            await consents.WithdrawAsync(purposes, Source, CancellationToken.None).ConfigureAwait(false);
            return texts.StoppedAllStatus;
        }

        // One of those on the page, and nothing that somebody made up.
        var named = purposes.Where(purpose => Asks(form, PurposeField, purpose.Code)).ToArray();
        if (named is not [var purpose])
        {
            return null;
        }

        if (Asks(form, ActionField, Stop))
        {
            await consents.WithdrawAsync([purpose], Source, CancellationToken.None).ConfigureAwait(false);
            return texts.With(texts.StoppedStatus, purpose);
        }

        if (!Asks(form, ActionField, Agree) || Invitations(context) is not { } invitations || consents.OwnPoint is not { } point)
        {
            return null;
        }

        await invitations.InviteAsync(target.Customer, point, purpose, context.RequestAborted).ConfigureAwait(false);
        return texts.With(texts.AgreeStatus, purpose);
    }
}
