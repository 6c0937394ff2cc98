using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Import;

/// <summary>Rows as numbers: what they state, however it is written. Not thread-safe.</summary>
internal sealed class InteractionContent(bool hasTime)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<UInt128, uint> _ordinals = [];

    /// <summary>128 bits of the SHA-256 of all that a row states but its key.</summary>
    public UInt128 Of(InteractionType type, in InteractionRow row)
    {
        _bytes.ResetWrittenCount();
        Text("interaction");
        Text(type.Code);
        Text(row.Customer.Value);
        Number(DayNumber.From(row.When.Day));

        // The instant of a day is a matter of the zone, not of the file.
        Number(hasTime ? row.When.At.ToUnixTimeTicks() : null);
        Number((long?)row.Channel);
        Number(row.Score);
        Number(row.Due is { } due ? DayNumber.From(due) : null);
        Text(row.RefersTo?.Value);
        Number((long?)row.Class);
        Number((long?)row.Kind);
        Text(row.Reason);
        Text(row.Occurrence);
        Text(row.Note);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The key of the next row with a content: its number, and its ordinal among equal rows.</summary>
    public EventKey NextKey(UInt128 content, string prefix)
    {
        ref var ordinal = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_ordinals, content, out _);
        ordinal++;
        return new EventKey(string.Create(CultureInfo.InvariantCulture, $"{prefix}content:{content:x32}:{ordinal}"));
    }

    // Lengths before texts, so that no two rows run together into one content; -1 for nothing.
    private void Text(string? text)
    {
        Integer(text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        if (text is not null)
        {
            Encoding.UTF8.GetBytes(text, _bytes);
        }
    }

    private void Number(long? number)
    {
        Integer(number is null ? -1 : sizeof(long));
        if (number is { } known)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), known);
            _bytes.Advance(sizeof(long));
        }
    }

    private void Integer(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), number);
        _bytes.Advance(sizeof(int));
    }
}
