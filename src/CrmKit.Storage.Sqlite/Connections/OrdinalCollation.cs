using SQLitePCL;

namespace CrmKit.Storage.Sqlite;

/// <summary>The order of <see cref="string.CompareOrdinal(string, string)"/> on UTF-8 texts, so that every store reads in the same order.</summary>
/// <remarks>
/// SQLite's own order is that of code points, which differs from that of UTF-16 units where a supplementary character meets U+E000 to U+FFFF.
/// Used in queries alone, never in the schema: the file stays readable by any other SQLite program.
/// </remarks>
internal static class OrdinalCollation
{
    public const string Name = "crm_ordinal";

    public static void Register(sqlite3 database) =>
        raw.sqlite3__create_collation_utf8(database, Name, v: null!, static (_, left, right) => Compare(left, right));

    internal static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        return Rank(left[common]).CompareTo(Rank(right[common]));
    }

    // The first differing byte decides, as in code point order. Only the lead bytes of four-byte sequences (F0 to F4, surrogates in UTF-16)
    // come before EE and EF, the lead bytes of U+E000 to U+FFFF.
    private static int Rank(byte unit) => unit is 0xEE or 0xEF ? unit + 0x10 : unit;
}
