using System.Security.Cryptography;
using System.Text;

namespace CrmKit;

/// <summary>Computes suppression hashes.</summary>
/// <remarks>
/// Thread-safe. The e-mail's local part is folded to lower case before hashing: strictly it is case-sensitive (RFC 5321, 2.4), but a person who
/// refuses contact at one spelling refuses it at all of them.
/// </remarks>
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
        var address = point.Channel == Channel.Email ? point.Address.ToLowerInvariant() : point.Address;

        // A number that refuses calls refuses text messages too only if told so: the channel is part of the hash.
        var text = string.Create(CultureInfo.InvariantCulture, $"{(int)point.Channel}\n{address}");
        return new SuppressionHash(Convert.ToHexStringLower(HMACSHA256.HashData(key.AsSpan(), Encoding.UTF8.GetBytes(text))));
    }
}
