using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Messaging;

/// <summary>Tokens that stand in links: they say whom a link is about, to this program and to nobody else.</summary>
/// <remarks>
/// <para>
/// A token is a version, a key's id, what it is about encrypted with AES-256-GCM, and an HMAC-SHA-256 over all of that; all keys are derived from those of the ring
/// (HKDF, RFC 5869). Nothing is stored, so that a link is valid for ever: as long as the ring holds the key that it was made under. The same person, address and purpose give
/// the same token under the same key, so that every attempt to send a message sends the same bytes.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
/// <param name="keys">The secret keys, the same ring that suppression hashes use, or another.</param>
public sealed class LinkTokens(IKeyRing keys)
{
    /// <summary>Longest token, in characters. One for a customer's key of 36 characters has 187 or fewer.</summary>
    public const int MaxLength = 1000;

    private const byte Version = 1;
    private const int HeaderBytes = 1 + LinkKeys.IdBytes + LinkKeys.NonceBytes;
    private const int Overhead = HeaderBytes + LinkKeys.TagBytes + LinkKeys.MacBytes;
    private const int FixedPlain = 1 + LinkTarget.FingerprintBytes + 1;
    private const int Block = 16;

    // The ring may be asked a thousand times a second and changes once a year.
    private volatile Derived? _derived;

    /// <summary>Makes the token of an address and purpose, under the current key.</summary>
    /// <param name="customer">The person, under the id of the record that the contact is made for.</param>
    /// <param name="point">The address.</param>
    /// <param name="purpose">What the agreement is about.</param>
    /// <returns>Letters, digits, hyphens and underscores, at most <see cref="MaxLength"/>.</returns>
    public string Create(CustomerId customer, ContactPoint point, Purpose purpose)
    {
        var plain = PlainOf(customer, point, purpose);
        var token = new byte[Overhead + plain.Length];
        var key = Keys()[0];
        token[0] = Version;
        key.Id.CopyTo(token, 1);
        var header = token.AsSpan(0, HeaderBytes);
        var nonce = header[^LinkKeys.NonceBytes..];
        key.WriteNonce(plain, nonce);
        key.Encrypt(nonce, plain, token.AsSpan(HeaderBytes, plain.Length), token.AsSpan(HeaderBytes + plain.Length, LinkKeys.TagBytes), header);
        key.WriteMac(token.AsSpan(0, token.Length - LinkKeys.MacBytes), token.AsSpan(token.Length - LinkKeys.MacBytes));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Opens a token.</summary>
    /// <param name="text">What stands in a link.</param>
    /// <param name="target">What it is about.</param>
    /// <returns>Whether the token was made by this class under a key of the ring; an altered one never is, and which part is wrong is not told.</returns>
    public bool TryOpen([NotNullWhen(true)] string? text, [NotNullWhen(true)] out LinkTarget? target)
    {
        target = null;
        if (text is null or { Length: > MaxLength } || Decode(text) is not { Length: > Overhead + FixedPlain } token || token[0] != Version)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[LinkKeys.MacBytes];
        var content = token.AsSpan(0, token.Length - LinkKeys.MacBytes);
        var given = token.AsSpan(content.Length);
        foreach (var key in Keys())
        {
            if (!key.Id.AsSpan().SequenceEqual(token.AsSpan(1, LinkKeys.IdBytes)))
            {
                continue;
            }

            key.WriteMac(content, mac);
            if (CryptographicOperations.FixedTimeEquals(mac, given))
            {
                target = Read(key, content);
                return true;
            }
        }

        return false;
    }

    private static LinkTarget Read(LinkKeys key, ReadOnlySpan<byte> content)
    {
        var plain = new byte[content.Length - HeaderBytes - LinkKeys.TagBytes];
        var header = content[..HeaderBytes];
        key.Decrypt(header[^LinkKeys.NonceBytes..], content.Slice(HeaderBytes, plain.Length), content[^LinkKeys.TagBytes..], plain, header);
        var purposeLength = plain[FixedPlain - 1];
        return new LinkTarget(
            new CustomerId(Encoding.UTF8.GetString(plain.AsSpan(FixedPlain + purposeLength).TrimEnd((byte)0))),
            (Channel)plain[0],
            new Purpose(Encoding.ASCII.GetString(plain, FixedPlain, purposeLength)),
            plain[1..(1 + LinkTarget.FingerprintBytes)]);
    }

    /// <summary>Channel, fingerprint, purpose and id; filled up with zeros, which no id holds, so that the token's length tells little of the id's.</summary>
    private static byte[] PlainOf(CustomerId customer, ContactPoint point, Purpose purpose)
    {
        var (id, code) = (Encoding.UTF8.GetBytes(customer.Value), Encoding.ASCII.GetBytes(purpose.Code));
        var length = FixedPlain + code.Length + id.Length;
        var plain = new byte[(length + Block - 1) / Block * Block];
        plain[0] = (byte)point.Channel;
        LinkTarget.WriteFingerprint(customer, point, plain.AsSpan(1, LinkTarget.FingerprintBytes));
        plain[FixedPlain - 1] = (byte)code.Length;
        code.CopyTo(plain, FixedPlain);
        id.CopyTo(plain, FixedPlain + code.Length);
        return plain;
    }

    /// <summary>The bytes of a token, or <c>null</c>: a spelling that differs in bits which no byte holds is none.</summary>
    private static byte[]? Decode(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out var read, out var written) == OperationStatus.Done
            && read == text.Length
            && string.Equals(Base64Url.EncodeToString(bytes.AsSpan(0, written)), text, StringComparison.Ordinal)
            ? bytes[..written]
            : null;
    }

    private ImmutableArray<LinkKeys> Keys()
    {
        var ring = keys.Keys;
        var derived = _derived;
        if (derived is null || derived.Ring != ring)
        {
            _derived = derived = new Derived(ring, [.. ring.Select(key => new LinkKeys(key))]);
        }

        return derived.Keys;
    }

    private sealed record Derived(ImmutableArray<ImmutableArray<byte>> Ring, ImmutableArray<LinkKeys> Keys);
}
