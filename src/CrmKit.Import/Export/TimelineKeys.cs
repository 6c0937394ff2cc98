using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Import;

/// <summary>The keys of the rows of one file: the source's own, or one from the content and the ordinal among equal rows. Not thread-safe.</summary>
internal sealed class TimelineKeys(CsvRecords records, NamedColumns columns, string prefix)
{
    private readonly ContentKeySequence _purchases = new();
    private readonly Dictionary<UInt128, int> _ordinals = [];

    /// <summary>The current row's own key and its content, as numbers; <c>null</c> where it has none.</summary>
    public (UInt128 Key, UInt128 Content)? Own { get; private set; }

    /// <summary>Turns to the next row.</summary>
    public void Begin() => Own = null;

    /// <summary>The key of a purchase, the same as in a file of purchases.</summary>
    public EventKey NextPurchase(TimelineRows.Row row, LocalDate day, Money amount, Instant? at) =>
        OwnKey("purchase", row, [DayNumber.From(day).ToString(CultureInfo.InvariantCulture), Plain(amount)]) ?? Prefixed(_purchases.NextPurchase(row.Customer, day, amount, at));

    /// <summary>The key of a return, the same as in a file of purchases.</summary>
    public EventKey NextReturn(TimelineRows.Row row, LocalDate day, Money amount, Instant? at) =>
        OwnKey("return", row, [DayNumber.From(day).ToString(CultureInfo.InvariantCulture), Plain(amount)]) ?? Prefixed(_purchases.NextReturn(row.Customer, day, amount, at, row.RefersTo));

    /// <summary>The key of any other row.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="row">What rows of all types have.</param>
    /// <param name="content">What its type has beside that.</param>
    public EventKey Next(string type, TimelineRows.Row row, ReadOnlySpan<string> content)
    {
        if (OwnKey(type, row, content) is { } own)
        {
            return own;
        }

        var hash = Fingerprint(type, row, content);
        ref var ordinal = ref CollectionsMarshal.GetValueRefOrAddDefault(_ordinals, hash, out _);
        ordinal++;
        return Prefixed(new EventKey(string.Create(CultureInfo.InvariantCulture, $"content:{hash:x32}:{ordinal}")));
    }

    private static string Plain(Money amount) => (amount.Amount / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) + amount.Currency.Code;

    private EventKey? OwnKey(string type, TimelineRows.Row row, ReadOnlySpan<string> content)
    {
        if (columns.Field("key") is null)
        {
            return null;
        }

        var key = FieldChecks.Key(records, columns.Index("key"), columns.Name("key"), prefix);
        Own = (FieldFingerprint.Of(records.Utf8(columns.Index("key"))), Fingerprint(type, row, content));
        return key;
    }

    private EventKey Prefixed(EventKey content) => prefix.Length == 0 ? content : new EventKey(prefix + content.Value);

    private static UInt128 Fingerprint(string type, TimelineRows.Row row, ReadOnlySpan<string> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(type);
        Add(row.Customer.Value);
        Add(row.At.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture));
        Add(row.RefersTo?.Value ?? string.Empty);
        Add(row.Note ?? string.Empty);
        foreach (var part in content)
        {
            Add(part);
        }

        return MemoryMarshal.Read<UInt128>(hash.GetHashAndReset());

        // Lengths before texts, so that no two rows run together into one content.
        void Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
