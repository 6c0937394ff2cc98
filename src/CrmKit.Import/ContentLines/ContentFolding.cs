using System.Buffers;
using System.Text;

namespace CrmKit.Import;

/// <summary>Lines of at most 75 octets (RFC 5545, 3.1; RFC 6350, 3.2), cut between characters alone.</summary>
internal static class ContentFolding
{
    private const int MaxOctets = 75;

    /// <summary>Writes one content line, folded, with its line break.</summary>
    public static void Write(IBufferWriter<byte> target, string line)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(line);
        var room = MaxOctets;
        while (rest.Length > room)
        {
            var cut = room;

            // 10xxxxxx continues a character.
            while ((rest[cut] & 0xC0) == 0x80)
            {
                cut--;
            }

            target.Write(rest[..cut]);
            target.Write("\r\n "u8);
            rest = rest[cut..];
            room = MaxOctets - 1;
        }

        target.Write(rest);
        target.Write("\r\n"u8);
    }
}
