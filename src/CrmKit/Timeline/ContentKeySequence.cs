using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CrmKit;

/// <summary>Gives keys to events whose source has none: a hash of the content and of the ordinal among equal rows, so that two equal rows both count.</summary>
/// <remarks>One sequence per source file, fed in any order: equal rows are interchangeable. Not thread-safe. Memory: one entry per distinct row.</remarks>
public sealed class ContentKeySequence
{
    private readonly Dictionary<UInt128, int> _seen = [];

    /// <summary>The key of the next purchase.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day of the purchase.</param>
    /// <param name="amount">The amount; 1.5 and 1.50 are one content.</param>
    public EventKey NextPurchase(CustomerId customer, LocalDate day, Money amount)
    {
        var normal = amount.Amount / 1.000000000000000000000000000000m;
        var content = string.Create(CultureInfo.InvariantCulture, $"purchase\n{customer.Value}\n{DayNumber.From(day)}\n{normal}\n{amount.Currency.Code}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(content), hash);

        ref var ordinal = ref CollectionsMarshal.GetValueRefOrAddDefault(_seen, MemoryMarshal.Read<UInt128>(hash), out _);
        ordinal++;
        return new EventKey(string.Create(CultureInfo.InvariantCulture, $"content:{Convert.ToHexStringLower(hash[..16])}:{ordinal}"));
    }
}
