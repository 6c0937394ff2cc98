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
                if (!isWhole || index == column)
                {
                    Add(keys, line[piece]);
                }

                index++;
            }
        }

        return keys;
    }

    private static void Add(List<UInt128> keys, ReadOnlySpan<byte> piece)
    {
        var bare = piece.Trim((byte)'"');
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
