using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using CrmKit.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CrmKit.AspNetCore;

/// <summary>Takes raw messages from a mail server that pipes its bounces to HTTP.</summary>
internal sealed class DeliveryReportEndpoint(DeliveryReportOptions options, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handler)
{
    private const string Scheme = "Bearer ";

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.StatusCode = await StatusAsync(context).ConfigureAwait(false);
    }

    private async Task<int> StatusAsync(HttpContext context)
    {
        var request = context.Request;
        if (options.SharedSecret is { } secret && !HasSecret(request, secret))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return StatusCodes.Status401Unauthorized;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !IsMessage(type))
        {
            return StatusCodes.Status415UnsupportedMediaType;
        }

        if (await BoundedBody.ReadAsync(request, options.MaxBytes, context.RequestAborted).ConfigureAwait(false) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        if (options.IsGenuine is { } isGenuine && !isGenuine(request.Headers, body))
        {
            return StatusCodes.Status401Unauthorized;
        }

        try
        {
            // Whoever has handed it in may hang up.
            await handler(body, CancellationToken.None).ConfigureAwait(false);
            return StatusCodes.Status204NoContent;
        }
        catch (CrmStoreException error)
        {
            EndpointLog.StoreFailed(context, error);
            context.Response.Headers.RetryAfter = "120";
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    private static bool IsMessage(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("message/rfc822", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("message/global", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals(MediaTypeNames.Application.Octet, StringComparison.OrdinalIgnoreCase);

    // Both are hashed, so that neither length nor beginning is told by how long the comparison takes.
    private static bool HasSecret(HttpRequest request, string secret) =>
        request.Headers.Authorization is [{ Length: <= 4096 } given]
        && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(given[Scheme.Length..]), Hash(secret));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
