using System.Buffers;

namespace CrmKit.Import;

/// <summary>The lines of one card or event as they stand in the file, unfolded, as one quoted field of CSV. Not thread-safe.</summary>
/// <remarks>Pictures and whatever else no import reads may be of any length: of those, and beyond 1,000,000 bytes, nothing is kept.</remarks>
internal sealed class ComponentText
{
    private const int MaxText = 1_000_000;
    private const byte Quote = (byte)'"';

    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>Keeps a line, unless it was cut or there is no more room.</summary>
    public void Add(ReadOnlySpan<byte> line, bool isCut)
    {
        if (isCut || _text.WrittenCount + line.Length > MaxText)
        {
            return;
        }

        _text.Write(_text.WrittenCount == 0 ? "\""u8 : "\r\n"u8);
        while (line.IndexOf(Quote) is >= 0 and var at)
        {
            _text.Write(line[..(at + 1)]);
            _text.Write("\""u8);
            line = line[(at + 1)..];
        }

        _text.Write(line);
    }

    /// <summary>The field, its quotes included.</summary>
    public byte[] ToField() => [.. _text.WrittenSpan, Quote];
}
