using System.Security.Cryptography;

namespace CrmKit.Messaging;

/// <summary>What one key of the ring gives for links. Each use has a key of its own, so that no use can be turned into another.</summary>
internal sealed class LinkKeys
{
    public const int IdBytes = 4;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
    public const int MacBytes = 32;

    private readonly byte[] _encryption;
    private readonly byte[] _nonces;
    private readonly byte[] _authentication;

    public LinkKeys(ImmutableArray<byte> key)
    {
        // RFC 5869; the label keeps these keys apart from the suppression hashes', which use the ring's keys as they are.
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, [.. key], IdBytes + (3 * 32), salt: null, info: "CrmKit link 1"u8.ToArray());
        Id = derived[..IdBytes];
        _encryption = derived[4..36];
        _nonces = derived[36..68];
        _authentication = derived[68..100];
    }

    /// <summary>Names the key in a link, and does not reveal it.</summary>
    public byte[] Id { get; }

    /// <summary>A nonce that is a function of the text: the same link in every attempt, and never one nonce for two texts.</summary>
    public void WriteNonce(ReadOnlySpan<byte> plain, Span<byte> nonce)
    {
        Span<byte> hash = stackalloc byte[MacBytes];
        HMACSHA256.HashData(_nonces, plain, hash);
        hash[..NonceBytes].CopyTo(nonce);
    }

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipher, Span<byte> tag, ReadOnlySpan<byte> header)
    {
        using var aes = new AesGcm(_encryption, TagBytes);
        aes.Encrypt(nonce, plain, cipher, tag, header);
    }

    /// <exception cref="AuthenticationTagMismatchException">The text was not encrypted with this key.</exception>
    public void Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> tag, Span<byte> plain, ReadOnlySpan<byte> header)
    {
        using var aes = new AesGcm(_encryption, TagBytes);
        aes.Decrypt(nonce, cipher, tag, plain, header);
    }

    public void WriteMac(ReadOnlySpan<byte> content, Span<byte> mac) => HMACSHA256.HashData(_authentication, content, mac);
}
