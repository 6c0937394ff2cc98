using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CrmKit;

/// <summary>Gives keys to events whose source has none: a hash of the content and of the ordinal among equal rows, so that two equal rows both count.</summary>
/// <remarks>
/// One sequence per source file, fed in any order: equal rows are interchangeable. The hash is SHA-256, of which a key shows 128 bits. Not thread-safe.
/// Memory: 16 to 43 bytes per distinct row.
/// </remarks>
public sealed class ContentKeySequence
{
    // The kind, the line breaks, a day of 11 characters, an amount of 31, a currency of 3 and an instant of 20; ids and keys come on top, three bytes for each
    // UTF-16 code unit. No larger than needed, for the runtime clears it.
    private const int MaxFixed = 100;
    private const int HashBytes = 16;

    private readonly Ordinals _ordinals = new();

    /// <summary>The key of the next purchase.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day of the purchase.</param>
    /// <param name="amount">The amount; 1.5 and 1.50 are one content.</param>
    /// <param name="at">The instant, where the source knows it; <c>null</c> where it knows the day alone.</param>
    public EventKey NextPurchase(CustomerId customer, LocalDate day, Money amount, Instant? at = null) =>
        Next("purchase\n"u8, customer, day, amount, at, purchase: null);

    /// <summary>The key of the next return.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="day">The day of the return.</param>
    /// <param name="amount">What was given back; 1.5 and 1.50 are one content.</param>
    /// <param name="at">The instant, where the source knows it; <c>null</c> where it knows the day alone.</param>
    /// <param name="purchase">The key of the purchase that it belongs to; <c>null</c> where the source does not say.</param>
    public EventKey NextReturn(CustomerId customer, LocalDate day, Money amount, Instant? at = null, EventKey? purchase = null) =>
        Next("return\n"u8, customer, day, amount, at, purchase);

    private EventKey Next(ReadOnlySpan<byte> kind, CustomerId customer, LocalDate day, Money amount, Instant? at, EventKey? purchase)
    {
        Span<byte> content = stackalloc byte[MaxFixed + (3 * (customer.Value.Length + (purchase?.Value.Length ?? 0)))];
        var writer = new ContentWriter(content);
        writer.Bytes(kind);
        writer.Text(customer.Value);
        writer.Bytes("\n"u8);
        writer.Number(DayNumber.From(day));
        writer.Bytes("\n"u8);
        writer.Amount(amount.Amount);
        writer.Bytes("\n"u8);
        writer.Text(amount.Currency.Code);
        if (at is { } instant)
        {
            writer.Bytes("\n"u8);
            writer.Number(instant.ToUnixTimeTicks());
        }

        if (purchase is { } own)
        {
            // A line of its own kind, for a number could be a key.
            writer.Bytes("\n=\n"u8);
            writer.Text(own.Value);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(writer.Written, hash);
        hash = hash[..HashBytes];
        return new EventKey(Text(hash, _ordinals.Next(MemoryMarshal.Read<UInt128>(hash))));
    }

    private static string Text(ReadOnlySpan<byte> hash, uint ordinal)
    {
        Span<char> text = stackalloc char[64];
        "content:".CopyTo(text);
        Convert.TryToHexStringLower(hash, text[8..], out var written);
        text[8 + written] = ':';
        ordinal.TryFormat(text[(9 + written)..], out var digits, default, CultureInfo.InvariantCulture);
        return new string(text[..(9 + written + digits)]);
    }

    /// <summary>Writes content into a buffer that is large enough for any.</summary>
    private ref struct ContentWriter(Span<byte> buffer)
    {
        private readonly Span<byte> _buffer = buffer;
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

        public void Bytes(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_buffer[_length..]);
            _length += bytes.Length;
        }

        public void Text(string text) => _length += Encoding.UTF8.GetBytes(text, _buffer[_length..]);

        public void Number(long number)
        {
            number.TryFormat(_buffer[_length..], out var written, default, CultureInfo.InvariantCulture);
            _length += written;
        }

        /// <summary>An amount without the zeros at its end, which are no content.</summary>
        public void Amount(decimal amount)
        {
            // Zero is written without the sign that a decimal may carry.
            (amount == 0 ? 0 : amount).TryFormat(_buffer[_length..], out var written, default, CultureInfo.InvariantCulture);
            var digits = _buffer.Slice(_length, written);
            if (digits.Contains((byte)'.'))
            {
                digits = digits.TrimEnd((byte)'0').TrimEnd((byte)'.');
            }

            _length += digits.Length;
        }
    }

    /// <summary>Counts how often a hash occurred: 96 of its bits and the count in 16 bytes, without the links that a dictionary keeps.</summary>
    /// <remarks>
    /// Two different rows share 96 bits with a probability below 10^-13 even among a hundred million; they would then still have different keys, for a key shows
    /// 128 bits, and only the second one's ordinal would depend on the order.
    /// </remarks>
    private sealed class Ordinals
    {
        private static readonly UInt128 CountMask = uint.MaxValue;

        private UInt128[] _slots = new UInt128[1024];
        private int _used;

        public uint Next(UInt128 hash)
        {
            // At most three in four are full, so that a search ends soon.
            if (_used >= _slots.Length / 4 * 3)
            {
                Grow();
            }

            ref var slot = ref Find(_slots, hash);
            if (slot == UInt128.Zero)
            {
                slot = hash & ~CountMask;
                _used++;
            }

            slot++;
            return (uint)(slot & CountMask);
        }

        private static ref UInt128 Find(UInt128[] slots, UInt128 hash)
        {
            // The hash is as good as random: any of its bits serve as a place.
            var at = (int)((ulong)(hash >> 64) & (ulong)(slots.Length - 1));
            var wanted = hash & ~CountMask;
            while (slots[at] != UInt128.Zero && (slots[at] & ~CountMask) != wanted)
            {
                at = (at + 1) & (slots.Length - 1);
            }

            return ref slots[at];
        }

        private void Grow()
        {
            var larger = new UInt128[_slots.Length * 2];
            foreach (var slot in _slots)
            {
                if (slot != UInt128.Zero)
                {
                    Find(larger, slot) = slot;
                }
            }

            _slots = larger;
        }
    }
}
