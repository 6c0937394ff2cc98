using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Messaging;

/// <summary>Message-IDs that nobody else can make: <c>&lt;id.mac@domain&gt;</c>, where <c>mac</c> is a keyed hash of the id.</summary>
/// <remarks>
/// A report of a delivery that names such an id answers a message of ours; one with a forged id is told from it and changes nothing. The hash is HMAC-SHA-256, cut
/// to 128 bits (RFC 2104, 5). The current key writes and every key verifies, so that reports of messages from before a rotation count. One message has the same
/// Message-ID in every attempt; where the keys are rotated between two attempts, the hash differs and the id does not. Thread-safe.
/// </remarks>
public sealed class MessageIds
{
    private const int IdLength = 32;
    private const int MacLength = 32;

    // RFC 5322, 2.1.1: what is longer than a line can be is no Message-ID.
    private const int MaxLength = 998;

    private readonly IKeyRing _keys;
    private readonly string _domain;

    /// <summary>Creates it.</summary>
    /// <param name="keys">The secret keys, the ring of the suppression hashes for one: the two uses never give the same hash.</param>
    /// <param name="domain">What stands after the @ of the ids that are written, for example <c>example.com</c>: 1 to 253 letters, digits, dots and hyphens.</param>
    /// <exception cref="ArgumentException">The domain has another form.</exception>
    public MessageIds(IKeyRing keys, string domain)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(domain);
        if (domain.Length is 0 or > 253 || !domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
        {
            throw new ArgumentException("A domain is 1 to 253 ASCII letters, digits, dots and hyphens.", nameof(domain));
        }

        _keys = keys;
        _domain = domain;
    }

    /// <summary>Whether a text is the id of a message: 32 lower-case hexadecimal digits.</summary>
    /// <param name="id">The text.</param>
    public static bool IsId(string? id) => id is { Length: IdLength } && id.All(char.IsAsciiHexDigitLower);

    /// <summary>The Message-ID, in its angle brackets.</summary>
    /// <param name="id">The message's id: <see cref="OutgoingMessage.Id"/>.</param>
    /// <exception cref="ArgumentException">The id is not 32 lower-case hexadecimal digits.</exception>
    public string Of(string id) => IsId(id)
        ? $"<{id}.{Mac(id, _keys.Keys[0])}@{_domain}>"
        : throw new ArgumentException("A message's id is 32 lower-case hexadecimal digits.", nameof(id));

    /// <summary>The id in a Message-ID that one of the keys made, whatever its domain.</summary>
    /// <param name="messageId">The Message-ID, with or without angle brackets and white space around it.</param>
    /// <returns>The id; <c>null</c> where it is none of ours.</returns>
    public string? Verified(string? messageId)
    {
        if (messageId is null || messageId.Length > MaxLength)
        {
            return null;
        }

        var text = messageId.AsSpan().Trim();
        text = text is ['<', .. var inner, '>'] ? inner : text;
        if (text.Length <= IdLength + 1 + MacLength + 1 || text[IdLength] != '.' || text[IdLength + 1 + MacLength] != '@')
        {
            return null;
        }

        // The digits themselves are compared: a hash in other letters is another text, and none that was ever written.
        var id = text[..IdLength].ToString();
        if (!IsId(id) || !System.Text.Ascii.IsValid(text.Slice(IdLength + 1, MacLength)))
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[MacLength];
        Encoding.ASCII.GetBytes(text.Slice(IdLength + 1, MacLength), mac);
        var isOurs = false;
        foreach (var key in _keys.Keys)
        {
            isOurs |= CryptographicOperations.FixedTimeEquals(mac, Encoding.ASCII.GetBytes(Mac(id, key)));
        }

        return isOurs ? id : null;
    }

    // The words in front keep it apart from every other hash that the same keys make.
    private static string Mac(string id, ImmutableArray<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key.AsSpan(), Encoding.ASCII.GetBytes("crmkit message-id\n" + id)).AsSpan(0, MacLength / 2));
}
