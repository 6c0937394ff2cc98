using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CrmKit.AspNetCore;

/// <summary>Maps what people and mail servers reach from outside.</summary>
/// <remarks>
/// Every endpoint is open to anybody, whatever the program demands elsewhere: the link, the token or the secret is what counts. The store and the key ring come from the
/// container. No answer sets a cookie or redirects.
/// </remarks>
public static class CrmKitEndpointRouteBuilderExtensions
{
    private static readonly string[] PageMethods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    /// <summary>Answers the links of <c>UnsubscribeLinks</c>: a GET shows a button and changes nothing, a POST by that button or by one click (RFC 8058) withdraws the agreement.</summary>
    /// <remarks>
    /// The withdrawal is an opt-out of the link's purpose at the link's address, recorded once however often it is asked for. Where the address is not known any more, it is
    /// recorded at every address of the person on the channel; where the person was forgotten, nothing is, and the answer is the same. A link that was not made under a key of the ring is
    /// answered with 404, a store that fails with 503.
    /// </remarks>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">Where, without the token, for example <c>/u</c>.</param>
    /// <param name="options">Words and links; English unless told otherwise.</param>
    /// <returns>For conventions such as rate limits.</returns>
    /// <exception cref="ArgumentException">An option has another form.</exception>
    public static IEndpointConventionBuilder MapCrmKitUnsubscribe(this IEndpointRouteBuilder endpoints, string pattern = "/u", LinkPageOptions? options = null) =>
        MapPages(endpoints, pattern, new UnsubscribePages(LinkPageOptions.Checked(options)));

    /// <summary>Answers with all purposes and their state at the address of a link; each can be stopped, and agreed to again by a confirmation that goes to the address.</summary>
    /// <remarks>The token is that of the unsubscribe link. Agreement is offered where <see cref="LinkPageOptions.ConfirmAddress"/> and an <see cref="IOptInSender"/> are there.</remarks>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">Where, without the token.</param>
    /// <param name="options">Words and links; English unless told otherwise.</param>
    /// <returns>For conventions such as rate limits.</returns>
    /// <exception cref="ArgumentException">An option has another form.</exception>
    public static IEndpointConventionBuilder MapCrmKitPreferences(this IEndpointRouteBuilder endpoints, string pattern = "/preferences", LinkPageOptions? options = null) =>
        MapPages(endpoints, pattern, new PreferencePages(LinkPageOptions.Checked(options)));

    /// <summary>Answers the links of double opt-ins: a GET shows a button and changes nothing, a POST confirms.</summary>
    /// <remarks>The token is that of <c>CrmDesk.RequestOptInAsync</c>, or of the preference page.</remarks>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">Where, without the token.</param>
    /// <param name="options">Words and links; English unless told otherwise.</param>
    /// <returns>For conventions such as rate limits.</returns>
    /// <exception cref="ArgumentException">An option has another form.</exception>
    public static IEndpointConventionBuilder MapCrmKitOptIn(this IEndpointRouteBuilder endpoints, string pattern = "/confirm", LinkPageOptions? options = null) =>
        MapPages(endpoints, pattern, new OptInPages(LinkPageOptions.Checked(options)));

    /// <summary>Takes delivery reports: raw messages (<c>message/rfc822</c>) by POST from whoever has the secret, handed on one by one.</summary>
    /// <remarks>
    /// Answers 204 once the handler has returned; 401 without the secret, 413 and 415 for what is no message of the size, 503 where the store failed, so that the mail server comes again. What
    /// the handler throws beyond that is the program's own failure.
    /// </remarks>
    /// <param name="endpoints">The routes.</param>
    /// <param name="pattern">Where.</param>
    /// <param name="options">Who may hand in reports.</param>
    /// <param name="handler">Reads a report, and is not told to stop.</param>
    /// <returns>For conventions such as rate limits.</returns>
    /// <exception cref="ArgumentException">There is no secret, or two ways to tell.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside its range.</exception>
    public static IEndpointConventionBuilder MapCrmKitDeliveryReports(
        this IEndpointRouteBuilder endpoints, string pattern, DeliveryReportOptions options, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        ArgumentNullException.ThrowIfNull(handler);
        var endpoint = new DeliveryReportEndpoint(DeliveryReportOptions.Checked(options), handler);
        return endpoints.MapMethods(pattern, [HttpMethods.Post], endpoint.AnswerAsync).WithMetadata(new AllowAnonymousAttribute());
    }

    private static IEndpointConventionBuilder MapPages(IEndpointRouteBuilder endpoints, string pattern, LinkPages pages)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        return endpoints.MapMethods($"{pattern.TrimEnd('/')}/{{token}}", PageMethods, pages.AnswerAsync).WithMetadata(new AllowAnonymousAttribute());
    }
}
