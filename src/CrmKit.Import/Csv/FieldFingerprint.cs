using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CrmKit.Import;

/// <summary>Texts as numbers of one size, so that remembering a text costs the same whatever its length.</summary>
internal static class FieldFingerprint
{
    private const int MaxExact = 15;
    private const byte Hashed = 0xFF;

    /// <summary>The number of a text: up to 15 bytes the text itself and its length, so that two of them never meet; longer texts as 120 bits of their SHA-256.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> utf8)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        if (utf8.Length <= MaxExact)
        {
            bytes[..(MaxExact + 1)].Clear();
            utf8.CopyTo(bytes);
            bytes[MaxExact] = (byte)utf8.Length;
        }
        else
        {
            SHA256.HashData(utf8, bytes);
            bytes[MaxExact] = Hashed;
        }

        return MemoryMarshal.Read<UInt128>(bytes);
    }
}
