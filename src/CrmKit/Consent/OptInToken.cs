using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CrmKit;

/// <summary>The secret in a double opt-in message: who has it has read the message. Stores keep its fingerprint alone.</summary>
/// <remarks><c>default</c> is rejected on use. <see cref="ToString"/> shows nothing: whoever reads a token may confirm with it.</remarks>
public readonly record struct OptInToken
{
    /// <summary>Bytes of a token.</summary>
    public const int Bytes = 32;

    private readonly string? _text;

    private OptInToken(string text) => _text = text;

    /// <summary>The token as it stands in a link: 43 characters that need no escaping.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(OptInToken)</c>.</exception>
    public string Text => _text ?? throw new InvalidOperationException("This is default(OptInToken): it holds no token.");

    /// <summary>SHA-256 of the token, 64 lower-case hexadecimal digits: it recognises the token and does not reveal it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Text)));

    /// <summary>Makes a token.</summary>
    /// <param name="random">32 bytes from a cryptographic source, <c>RandomNumberGenerator.GetBytes(32)</c>.</param>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static OptInToken Create(ReadOnlySpan<byte> random) => random.Length == Bytes
        ? new OptInToken(Base64Url.EncodeToString(random))
        : throw new ArgumentException($"A token is made of {Bytes} random bytes, and these are {random.Length}.", nameof(random));

    /// <summary>Reads a token from a link.</summary>
    /// <param name="text">The text.</param>
    /// <param name="token">The token.</param>
    /// <returns>Whether the text has the form of a token.</returns>
    public static bool TryParse(string? text, out OptInToken token)
    {
        // The Try method of the same name throws on what is no base64 at all, and lets through spellings that differ in bits that no byte holds.
        Span<byte> bytes = stackalloc byte[Bytes];
        var isToken = text is { Length: 43 }
            && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done
            && written == Bytes
            && string.Equals(Base64Url.EncodeToString(bytes), text, StringComparison.Ordinal);
        token = isToken ? new OptInToken(text!) : default;
        return isToken;
    }

    /// <summary>Nothing: a token is a secret.</summary>
    public override string ToString() => "(token)";
}
