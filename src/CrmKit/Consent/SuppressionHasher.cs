using System.Security.Cryptography;
using System.Text;

namespace CrmKit;

/// <summary>Computes suppression hashes.</summary>
/// <remarks>Thread-safe. The address is hashed in its folded form: <see cref="ContactPoint.FoldedAddress"/>.</remarks>
/// <param name="keys">The secret keys.</param>
public sealed class SuppressionHasher(IKeyRing keys)
{
    /// <summary>The hash under the current key, for storing.</summary>
    /// <param name="point">The contact point.</param>
    public SuppressionHash Hash(ContactPoint point) => Hash(point, keys.Keys[0]);

    /// <summary>The hashes under every key, for looking up.</summary>
    /// <param name="point">The contact point.</param>
    public ImmutableArray<SuppressionHash> HashAll(ContactPoint point) => [.. keys.Keys.Select(key => Hash(point, key))];

    private static SuppressionHash Hash(ContactPoint point, ImmutableArray<byte> key)
    {
        // A number that refuses calls refuses text messages too only if told so: the channel is part of the hash.
        var text = string.Create(CultureInfo.InvariantCulture, $"{(int)point.Channel}\n{point.FoldedAddress}");
        return new SuppressionHash(Convert.ToHexStringLower(HMACSHA256.HashData(key.AsSpan(), Encoding.UTF8.GetBytes(text))));
    }
}
