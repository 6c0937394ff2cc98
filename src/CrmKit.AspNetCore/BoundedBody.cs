using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CrmKit.AspNetCore;

/// <summary>Reads what a stranger sends, and no more of it than was agreed.</summary>
internal static class BoundedBody
{
    private const int Form = 8 * 1024;

    private static readonly FormOptions Limits = new()
    {
        BufferBodyLengthLimit = Form,
        MultipartBodyLengthLimit = Form,
        ValueCountLimit = 16,
        KeyLengthLimit = 256,
        ValueLengthLimit = 1024,
        MultipartHeadersLengthLimit = 1024,
        MultipartBoundaryLengthLimit = 100,
    };

    /// <summary>The whole body, or <c>null</c> where it is longer.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        using var read = new MemoryStream();
        var block = new byte[Math.Min(maxBytes + 1, 16 * 1024)];
        while (read.Length <= maxBytes)
        {
            var count = await request.Body.ReadAsync(block, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return read.ToArray();
            }

            read.Write(block, 0, count);
        }

        return null;
    }

    /// <summary>The fields of a form of either encoding (RFC 8058 allows both), or the status that says what is wrong with it.</summary>
    public static async Task<(IFormCollection? Form, int Status)> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Something before us in the pipeline may have read it.
        if (request.HttpContext.Features.Get<IFormFeature>()?.Form is { } read)
        {
            return (read, StatusCodes.Status200OK);
        }

        if (!request.HasFormContentType)
        {
            return (null, StatusCodes.Status400BadRequest);
        }

        if (await ReadAsync(request, Form, cancellationToken).ConfigureAwait(false) is not { } body)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        try
        {
            request.Body = new MemoryStream(body);
            return (await request.ReadFormAsync(Limits, cancellationToken).ConfigureAwait(false), StatusCodes.Status200OK);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            // No form, or one in a character set that the framework refuses to read, such as UTF-7.
            return (null, StatusCodes.Status400BadRequest);
        }
    }
}
