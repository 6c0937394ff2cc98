using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CrmKit.Import;

/// <summary>Remembers each key of one file with its content and line, as hashes: 56 bytes a key, whatever its length. Not thread-safe.</summary>
internal sealed class SeenRows
{
    private readonly Dictionary<UInt128, Row> _rows = [];

    /// <summary>Notes a row.</summary>
    /// <param name="key">The row's key.</param>
    /// <param name="content">All that the row states.</param>
    /// <param name="line">The row's line.</param>
    /// <param name="firstLine">The line of the first row with this key.</param>
    public Sight Note(ReadOnlySpan<byte> key, ReadOnlySpan<byte> content, long line, out long firstLine)
    {
        var hash = Hash(content);
        ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, Hash(key), out var known);
        if (!known)
        {
            row = new Row(hash, line);
        }

        firstLine = row.Line;
        return !known ? Sight.New : row.Content == hash ? Sight.Same : Sight.Other;
    }

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return MemoryMarshal.Read<UInt128>(hash);
    }

    /// <summary>What is known of a key.</summary>
    public enum Sight
    {
        /// <summary>It is seen for the first time.</summary>
        New,

        /// <summary>It was seen with the same content.</summary>
        Same,

        /// <summary>It was seen with other content.</summary>
        Other,
    }

    private readonly record struct Row(UInt128 Content, long Line);
}
