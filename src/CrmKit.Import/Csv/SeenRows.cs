using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CrmKit.Import;

/// <summary>Remembers each key of one file with its content and line; the key as a hash, so that memory does not grow with its length. Not thread-safe.</summary>
internal sealed class SeenRows<TContent>
    where TContent : struct, IEquatable<TContent>
{
    private readonly Dictionary<UInt128, Row> _rows = [];

    /// <summary>Notes a row.</summary>
    /// <param name="key">The row's key.</param>
    /// <param name="content">All that the row states.</param>
    /// <param name="line">The row's line.</param>
    /// <param name="firstLine">The line of the first row with this key.</param>
    public SeenRow Note(ReadOnlySpan<byte> key, TContent content, long line, out long firstLine)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, MemoryMarshal.Read<UInt128>(hash), out var known);
        if (!known)
        {
            row = new Row(content, line);
        }

        firstLine = row.Line;
        return !known ? SeenRow.New : row.Content.Equals(content) ? SeenRow.Same : SeenRow.Other;
    }

    private readonly record struct Row(TContent Content, long Line);
}
