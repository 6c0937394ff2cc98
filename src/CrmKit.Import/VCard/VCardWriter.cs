using System.Buffers;

namespace CrmKit.Import;

/// <summary>Writes customers as cards, vCard 4.0 (RFC 6350), which every address book takes in.</summary>
/// <remarks>
/// <para>
/// What a card can say comes back unchanged when <see cref="VCardReader"/> reads it. It can say no consent: whoever loads the cards elsewhere knows nothing of refusals.
/// So a contact point through which nothing gets or that the person gave up is left out, lest it look like one in use, and so is a role that ends.
/// </para>
/// <para>
/// A card has no place for further dates and fields, interests, care flags, preferred hours, the beginning of a role, the status of a point, and a zone that is not the person's own: CSV and JSON keep them.
/// </para>
/// </remarks>
public static class VCardWriter
{
    /// <summary>Writes one card for each customer.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="stream">Where to; UTF-8 without byte order mark, lines ended by CR LF and folded at 75 octets. It is left open.</param>
    /// <param name="cancellationToken">Stops the writing; what has been written stays.</param>
    /// <returns>Number of cards.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public static async Task<long> WriteAsync(IAsyncEnumerable<Customer> customers, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = new ArrayBufferWriter<byte>();
        long cards = 0;
        await foreach (var customer in customers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            bytes.ResetWrittenCount();
            foreach (var line in VCardCardText.LinesOf(customer))
            {
                ContentFolding.Write(bytes, line);
            }

            await stream.WriteAsync(bytes.WrittenMemory, cancellationToken).ConfigureAwait(false);
            cards++;
        }

        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        return cards;
    }
}
