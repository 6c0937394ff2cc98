using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Import;

/// <summary>The UIDs of what is exported: the same effect and the same occasion always have the same one, and nobody reads a customer's key out of it.</summary>
/// <remarks>
/// <c>crmkit-</c> and 128 bits of HMAC-SHA-256 over the parts of the key, in hexadecimal digits. Without a secret, whoever can guess a customer's key can confirm the guess, and
/// two businesses that use the same keys have the same UIDs: pass a secret that stays the same, 16 random bytes or more, where either matters. A merge gives contacts the
/// surviving record's key, and with it another UID.
/// </remarks>
public static class CalendarUids
{
    /// <summary>The UID of a contact.</summary>
    /// <param name="key">The effect.</param>
    /// <param name="secret">What only the business knows; empty for none.</param>
    /// <exception cref="InvalidOperationException">The key is <c>default(TouchKey)</c>.</exception>
    public static string OfContact(TouchKey key, ReadOnlySpan<byte> secret = default) => Hash(secret, "contact", key.Customer.Value, key.Reason, key.Occurrence);

    /// <summary>The UID of a customer's occasion, the same in every year.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="occasion">The occasion's code, for example <c>birthday</c>.</param>
    /// <param name="secret">What only the business knows; empty for none.</param>
    /// <exception cref="InvalidOperationException">The id is <c>default(CustomerId)</c>.</exception>
    public static string OfOccasion(CustomerId customer, string occasion, ReadOnlySpan<byte> secret = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(occasion);
        return Hash(secret, "occasion", customer.Value, occasion);
    }

    private static string Hash(ReadOnlySpan<byte> secret, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            // Lengths keep parts apart: no two keys run together into one text.
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return "crmkit-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
