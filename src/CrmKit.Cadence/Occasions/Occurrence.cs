using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace CrmKit.Cadence;

/// <summary>The texts by which keys name an occurrence.</summary>
internal static class Occurrence
{
    private const int MaxLength = 100;

    /// <summary>A day.</summary>
    public static string Of(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>An event: its own key, or the hash of one that is too long.</summary>
    public static string Of(EventKey key) => key.Value.Length <= MaxLength
        ? key.Value
        : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)));
}
