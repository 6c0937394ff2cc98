using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Messaging.Webhooks;

/// <summary>Signs and verifies webhooks (Standard Webhooks 1.0.0, symmetric: <c>v1</c>, HMAC-SHA-256 over id, timestamp and body).</summary>
public static class WebhookSignature
{
    private const string Version = "v1,";
    private const int HashBytes = 32;

    // Bounds on what a stranger may have us look at.
    private const int LongestId = 256;
    private const int LongestHeader = 4096;
    private const int MostSignatures = 16;

    /// <summary>How far the clocks of both sides may be apart unless told otherwise: 5 minutes.</summary>
    public static Duration DefaultTolerance { get; } = Duration.FromMinutes(5);

    /// <summary>Signs a body.</summary>
    /// <param name="id">The webhook's id, 1 to 256 printable ASCII characters without a full stop.</param>
    /// <param name="timestamp">When the attempt is made.</param>
    /// <param name="body">The body, byte for byte as it will be sent.</param>
    /// <param name="secrets">The secrets, the current one first; while one replaces another, both sign.</param>
    /// <exception cref="ArgumentException">The id has another form, or there is no secret.</exception>
    public static WebhookHeaders Sign(string id, Instant timestamp, ReadOnlySpan<byte> body, ImmutableArray<WebhookSecret> secrets)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!IsId(id))
        {
            throw new ArgumentException($"A webhook's id is 1 to {LongestId} printable ASCII characters without a full stop.", nameof(id));
        }

        if (secrets.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A webhook is signed with one secret at least.", nameof(secrets));
        }

        var seconds = timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signatures = new List<string>(secrets.Length);
        Span<byte> hash = stackalloc byte[HashBytes];
        foreach (var secret in secrets)
        {
            WriteHash(secret, id, seconds, body, hash);
            signatures.Add(Version + Convert.ToBase64String(hash));
        }

        return new WebhookHeaders(id, seconds, string.Join(' ', signatures));
    }

    /// <summary>Verifies a webhook. Which signature failed, and how, is not told.</summary>
    /// <remarks>Hashes are compared in constant time. Signatures of other versions are passed over.</remarks>
    /// <param name="headers">The headers as they came.</param>
    /// <param name="body">The body, byte for byte as it came: parsed and written anew it is another.</param>
    /// <param name="secrets">The secrets that may have signed.</param>
    /// <param name="now">The instant of the receipt.</param>
    /// <param name="tolerance">How far the clocks may be apart, zero to 1 day; <see cref="DefaultTolerance"/> where not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is outside its range.</exception>
    public static WebhookVerdict Verify(WebhookHeaders headers, ReadOnlySpan<byte> body, ImmutableArray<WebhookSecret> secrets, Instant now, Duration? tolerance = null)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var allowed = tolerance ?? DefaultTolerance;
        if (allowed < Duration.Zero || allowed > Duration.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), allowed, "The tolerance is zero to 1 day.");
        }

        if (headers is not { Id: { Length: > 0 and <= LongestId } id, Timestamp: { } seconds, Signature: { Length: > 0 and <= LongestHeader } signature } || !TryReadSeconds(seconds, out var at))
        {
            return WebhookVerdict.Malformed;
        }

        // To the second, as the timestamp is.
        var second = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        if (at < second - allowed || at > second + allowed)
        {
            return WebhookVerdict.OutOfTime;
        }

        var given = Hashes(signature);
        Span<byte> hash = stackalloc byte[HashBytes];
        foreach (var secret in secrets.IsDefault ? [] : secrets)
        {
            WriteHash(secret, id, seconds, body, hash);
            foreach (var candidate in given)
            {
                if (CryptographicOperations.FixedTimeEquals(candidate, hash))
                {
                    return WebhookVerdict.Genuine;
                }
            }
        }

        return WebhookVerdict.NotSigned;
    }

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(c => c is > ' ' and <= '~' and not '.');

    private static bool TryReadSeconds(string text, out Instant at)
    {
        // Digits alone: the text is signed as it stands, so that one number has one form.
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253_402_300_799;
        at = isNumber ? Instant.FromUnixTimeSeconds(seconds) : default;
        return isNumber;
    }

    private static List<byte[]> Hashes(string header)
    {
        var hashes = new List<byte[]>();
        foreach (var part in header.Split(' ', MostSignatures + 1, StringSplitOptions.RemoveEmptyEntries).Take(MostSignatures))
        {
            var hash = new byte[HashBytes + 1];
            if (part.StartsWith(Version, StringComparison.Ordinal) && Convert.TryFromBase64String(part[Version.Length..], hash, out var written) && written == HashBytes)
            {
                hashes.Add(hash[..HashBytes]);
            }
        }

        return hashes;
    }

    private static void WriteHash(WebhookSecret secret, string id, string seconds, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key.AsSpan());
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{seconds}."));
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
    }
}
