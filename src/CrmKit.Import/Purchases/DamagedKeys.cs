using System.Text;

namespace CrmKit.Import;

/// <summary>Which keys a damaged record may hold lines of: its fields are no fields, and a quote left open swallows whole lines.</summary>
internal static class DamagedKeys
{
    /// <summary>The fingerprints of every text in the current record that may be a key.</summary>
    /// <param name="records">The file, at a damaged record.</param>
    /// <param name="column">The key's column.</param>
    public static List<UInt128> Of(CsvRecords records, int column)
    {
        var keys = new List<UInt128>();
        foreach (var piece in Pieces(records, [column]))
        {
            Add(keys, piece);
        }

        return keys;
    }

    /// <summary>Every text in the current record that may stand in one of some columns; what is no UTF-8 is replaced.</summary>
    /// <param name="records">The file, at a damaged record.</param>
    /// <param name="columns">The columns.</param>
    public static IEnumerable<string> Texts(CsvRecords records, ReadOnlySpan<int> columns) => Pieces(records, columns).Select(Encoding.UTF8.GetString);

    /// <summary>The pieces without the quotes around them.</summary>
    private static List<byte[]> Pieces(CsvRecords records, ReadOnlySpan<int> columns)
    {
        var pieces = new List<byte[]>();
        var delimiter = (byte)records.Delimiter;
        foreach (var range in records.Raw.SplitAny((byte)'\n', (byte)'\r'))
        {
            var line = records.Raw[range];
            var fields = line.Count(delimiter) + 1;
            var isWhole = fields == records.Header.Count && !line.Contains((byte)'"');
            var index = 0;
            foreach (var piece in line.Split(delimiter))
            {
                // Where a line is in order but for its neighbours, its key is where keys are; elsewhere any of its pieces may be one.
                if (!isWhole || columns.Contains(index))
                {
                    pieces.Add(line[piece].Trim((byte)'"').ToArray());
                }

                index++;
            }
        }

        return pieces;
    }

    private static void Add(List<UInt128> keys, ReadOnlySpan<byte> bare)
    {
        var trimmed = bare[Ascii.Trim(bare)];
        if (!trimmed.IsEmpty)
        {
            keys.Add(FieldFingerprint.Of(trimmed));
        }

        if (bare.Length != trimmed.Length)
        {
            keys.Add(FieldFingerprint.Of(bare));
        }
    }
}
