using System.Runtime.InteropServices;

namespace CrmKit.Import;

/// <summary>What the rows of each key of one file have in common. A key with a bad row is bad as a whole: nobody knows which row is right. Not thread-safe.</summary>
/// <param name="keyName">The column of keys.</param>
/// <param name="what">What a key is called in faults, after "a".</param>
internal sealed class KeyTable(string keyName, string what = "key")
{
    private readonly Dictionary<UInt128, Row> _rows = [];

    /// <summary>Adds a row in order.</summary>
    /// <returns>The fault that it has by an earlier row, or <c>null</c>.</returns>
    public RowFault? Add(UInt128 key, UInt128 content, long line)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out _);
        if (row.Line == 0)
        {
            row.Line = line;
            row.Content = content;
            return null;
        }

        if (row.Content == content)
        {
            return null;
        }

        Mark(ref row, RejectReason.DuplicateKey, line);
        return Fault(RejectReason.DuplicateKey, row.Line);
    }

    /// <summary>Whether there is a key of which no row can be taken.</summary>
    public bool HasBadKeys { get; private set; }

    /// <summary>Whether no row of a key can be taken.</summary>
    public bool IsBad(UInt128 key) => _rows.TryGetValue(key, out var row) && row.Fault != default;

    /// <summary>Marks a key as one with a bad row.</summary>
    public void Spoil(UInt128 key, long line) => Mark(ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out _), RejectReason.OtherLine, line);

    /// <summary>Whether a row can be taken, once all are there.</summary>
    /// <param name="key">The row's key.</param>
    /// <param name="content">The row's content.</param>
    /// <param name="line">The row's line.</param>
    /// <param name="isRepeated">Whether its event was taken with an earlier row.</param>
    /// <param name="fault">Why it cannot be.</param>
    /// <exception cref="IOException">The row was not there before.</exception>
    public bool TryTake(UInt128 key, UInt128 content, long line, out bool isRepeated, out RowFault fault)
    {
        isRepeated = false;
        fault = default;
        ref var row = ref CollectionsMarshal.GetValueRefOrNullRef(_rows, key);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref row) || (row.Fault == default && row.Content != content))
        {
            throw InvoiceTable.Changed();
        }

        if (row.Fault != default)
        {
            fault = Fault(row.Fault, line == row.FaultLine ? row.Line : row.FaultLine);
            return false;
        }

        isRepeated = row.IsTaken;
        row.IsTaken = true;
        return true;
    }

    private void Mark(ref Row row, RejectReason reason, long line)
    {
        if (row.Fault == default)
        {
            row.Fault = reason;
            row.FaultLine = line;
            HasBadKeys = true;
        }
    }

    private RowFault Fault(RejectReason reason, long line) => new(reason, keyName, reason == RejectReason.DuplicateKey
        ? $"a {what} of its own: line {line} has the same {what} with other content"
        : $"all rows of the {what} in order: line {line} is not");

    private struct Row
    {
        public UInt128 Content;

        /// <summary>The first line in order, 0 while there is none.</summary>
        public long Line;

        /// <summary>The line that made the key bad.</summary>
        public long FaultLine;
        public RejectReason Fault;
        public bool IsTaken;
    }
}
