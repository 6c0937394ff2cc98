namespace CrmKit.Import;

/// <summary>Sets the records of one file aside. Not thread-safe.</summary>
internal sealed class Rejects(CsvRecords records, IRejectSink sink)
{
    // A file of rejects that is imported again has these columns in front already.
    private readonly int _prefix = records.Header.Names is [RejectFile.LineColumn, RejectFile.ColumnColumn, RejectFile.ReasonColumn, _, ..] ? 3 : 0;
    private bool _begun;

    /// <summary>Sets the current record aside.</summary>
    public async ValueTask AddAsync(RowFault fault, CancellationToken cancellationToken)
    {
        if (!_begun)
        {
            _begun = true;
            await sink.BeginAsync(HeaderLine(), records.Delimiter, cancellationToken).ConfigureAwait(false);
        }

        await sink.AddAsync(new RejectedRecord(records.Line, fault.Column, fault.Reason, fault.Expected, Original()), cancellationToken).ConfigureAwait(false);
    }

    // The three names hold neither quotes nor delimiters, unless somebody quoted them: then the header is written from its names.
    private ReadOnlyMemory<byte> HeaderLine()
    {
        if (_prefix == 0)
        {
            return records.HeaderLine;
        }

        var own = records.Header.Names.Skip(_prefix).Select(Quoted);
        return System.Text.Encoding.UTF8.GetBytes(string.Join(records.Delimiter, own));
    }

    private byte[] Original()
    {
        var raw = records.Raw;
        if (_prefix == 0 || records.FieldCount <= _prefix)
        {
            return raw.ToArray();
        }

        return records.RawFrom(_prefix).ToArray();
    }

    private string Quoted(string name) =>
        name.AsSpan().ContainsAny("\"\r\n") || name.Contains(records.Delimiter, StringComparison.Ordinal) ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
