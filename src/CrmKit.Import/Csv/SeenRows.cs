using System.Runtime.InteropServices;

namespace CrmKit.Import;

/// <summary>Remembers each key of one file with its content and line; the key as a number, so that memory does not grow with its length. Not thread-safe.</summary>
internal sealed class SeenRows<TContent>
    where TContent : struct, IEquatable<TContent>
{
    private readonly Dictionary<UInt128, Row> _rows = [];

    /// <summary>Notes a row.</summary>
    /// <param name="key">The row's key.</param>
    /// <param name="content">All that the row states.</param>
    /// <param name="line">The row's line.</param>
    /// <param name="firstLine">The line of the first row with this key.</param>
    public SeenRow Note(ReadOnlySpan<byte> key, TContent content, long line, out long firstLine) => Note(FieldFingerprint.Of(key), content, line, out firstLine);

    /// <summary>Notes a row.</summary>
    /// <param name="key">The fingerprint of the row's key.</param>
    /// <param name="content">All that the row states.</param>
    /// <param name="line">The row's line.</param>
    /// <param name="firstLine">The line of the first row with this key.</param>
    public SeenRow Note(UInt128 key, TContent content, long line, out long firstLine)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out var known);
        if (!known)
        {
            row = new Row(content, line);
        }

        firstLine = row.Line;
        return !known ? SeenRow.New : row.Content.Equals(content) ? SeenRow.Same : SeenRow.Other;
    }

    private readonly record struct Row(TContent Content, long Line);
}
