namespace CrmKit.Import;

/// <summary>The rows that a damaged record may have meant: their fields, each as far as it is text by itself.</summary>
/// <remarks>What is heeded of them can only keep somebody from being contacted; nothing else is ever taken of a damaged record.</remarks>
internal static class DamagedRows
{
    private const int MaxFieldBytes = 100_000;

    /// <summary>Reads the current record once if it is whole, otherwise each row that it may have meant.</summary>
    /// <param name="records">The file, at a record that is set aside.</param>
    /// <param name="read">Reads a row; <c>true</c> where something that it says, or may say, could not be read.</param>
    /// <returns>Whether anything was lost.</returns>
    public static bool ReadEach(CsvRecords records, Func<bool> read)
    {
        if (!records.IsDamaged(out _))
        {
            return read();
        }

        var rows = Of(records, out var isAll);
        var isLost = !isAll;
        foreach (var row in rows)
        {
            records.ReadAs(row);
            isLost |= read();
        }

        records.ReadAs(null);
        return isLost;
    }

    /// <summary>The rows; of each, the fields in the order of the header, <c>null</c> for one that is no text.</summary>
    /// <param name="records">The file, at a damaged record.</param>
    /// <param name="isAll">Whether that is all of the record; otherwise it holds something whose fields cannot be told apart.</param>
    private static List<byte[]?[]> Of(CsvRecords records, out bool isAll)
    {
        isAll = true;
        if (records.IsDamaged(out var damage) && damage.Reason != RejectReason.Quotes)
        {
            isAll = records.FieldCount == records.Header.Count;
            return isAll ? [AsRead(records)] : [];
        }

        var rows = new List<byte[]?[]>();
        foreach (var range in records.Raw.SplitAny((byte)'\n', (byte)'\r'))
        {
            var line = records.Raw[range];
            if (line.IsEmpty)
            {
                continue;
            }

            if (AsWritten(line, (byte)records.Delimiter, records.Header.Count) is { } row)
            {
                rows.Add(row);
            }
            else
            {
                isAll = false;
            }
        }

        // A field with quotes in order may hold delimiters and line breaks: then the fields are those that a lenient reading gives.
        if (!isAll && rows.Count == 0 && records.FieldCount == records.Header.Count && !records.Raw.ContainsAny((byte)'\n', (byte)'\r'))
        {
            isAll = true;
            return [AsRead(records)];
        }

        return rows;
    }

    private static byte[]?[] AsRead(CsvRecords records)
    {
        var fields = new byte[]?[records.Header.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = Legible(records.AsRead(i));
        }

        return fields;
    }

    /// <summary>The fields of a line whose quotes are not in order; <c>null</c> where there are more or fewer than columns.</summary>
    private static byte[]?[]? AsWritten(ReadOnlySpan<byte> line, byte delimiter, int columns)
    {
        if (line.Count(delimiter) + 1 != columns)
        {
            return null;
        }

        var fields = new byte[]?[columns];
        var index = 0;
        foreach (var range in line.Split(delimiter))
        {
            var field = line[range].Trim((byte)'"');
            fields[index++] = field.Contains((byte)'"') ? null : Legible(field);
        }

        return fields;
    }

    private static byte[]? Legible(ReadOnlySpan<byte> field) =>
        field.Length <= MaxFieldBytes && !field.Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(field) ? field.ToArray() : null;
}
