using System.Text;
using CsvHelper;

namespace CrmKit.Import;

/// <summary>The records of one CSV file after its header line, one at a time, with every fault named by line. Not thread-safe.</summary>
internal sealed class CsvRecords : IAsyncDisposable
{
    private const int MaxFieldChars = 100_000;
    private const int MaxRecordBytes = 1_000_000;
    private const string ExpectedSize = "a record of at most 1,000,000 bytes; is a quote left open?";
    private const string ExpectedFieldSize = "fields of at most 100,000 characters";

    private readonly CsvReader _reader;
    private readonly string _fileName;
    private CsvMalformedReason? _malformed;

    private CsvRecords(Stream stream, CsvFormat format, string fileName)
    {
        _fileName = fileName;
        _reader = CsvReader.Create(
            new Utf8OnlyStream(stream, fileName),
            new CsvReaderOptions
            {
                Separator = format.Delimiter,
                HasHeader = false,
                MalformedData = CsvMalformedDataHandling.Recover,
                OnMalformedRecord = record => _malformed ??= record.Reason,
                FieldCountMismatch = CsvFieldCountHandling.Allow,
                MaxRecordSize = MaxRecordBytes,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
            },
            leaveOpen: true);
    }

    /// <summary>The header line's names, trimmed.</summary>
    public CsvHeader Header { get; private set; } = null!;

    /// <summary>The physical line on which the current record starts.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>Opens a file and reads its header line.</summary>
    public static async ValueTask<CsvRecords> OpenAsync(Stream stream, CsvFormat format, string fileName, CancellationToken cancellationToken)
    {
        var records = new CsvRecords(stream, format, fileName);
        try
        {
            if (!await records.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new ImportFaultException(fileName, 1, null, "a header line; the file is empty");
            }

            var names = Enumerable.Range(0, records._reader.FieldCount).Select(i => records._reader.GetString(i).Trim());
            records.Header = new CsvHeader([.. names], fileName, records.Line, format.Delimiter);
            return records;
        }
        catch
        {
            await records.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Moves to the next record; <c>false</c> at the end.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (_reader.FieldCount != Header.Count)
        {
            throw Fault(null, $"{Header.Count} fields as in the header line, found {_reader.FieldCount}");
        }

        return true;
    }

    /// <summary>A field as UTF-8 text, valid until the next record.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => _reader.GetSpan(column);

    /// <summary>A field.</summary>
    public string Text(int column) => _reader.GetString(column);

    /// <summary>A fault of the current record.</summary>
    public ImportFaultException Fault(string? column, string expected, string? found = null) => new(_fileName, Line, column, expected, found);

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (CsvFormatException e)
        {
            // Quoting is reported through the callback and field counts are compared here, so that only the size is left.
            throw new ImportFaultException(_fileName, Math.Max(e.LineNumber, 1), null, ExpectedSize);
        }

        Check();
        return true;
    }

    private void Check()
    {
        if (_malformed is { } reason)
        {
            throw Fault(null, Expected(reason));
        }

        var raw = _reader.RawRecord;
        if (!System.Text.Unicode.Utf8.IsValid(raw))
        {
            throw Fault(null, "UTF-8 text; the record holds bytes that are none");
        }

        if (raw.Contains((byte)0))
        {
            throw Fault(null, "text without NUL characters");
        }

        if (raw.Length > MaxFieldChars)
        {
            CheckSize(raw.Length);
        }
    }

    private void CheckSize(int bytes)
    {
        if (bytes > MaxRecordBytes)
        {
            throw Fault(null, ExpectedSize);
        }

        for (var i = 0; i < _reader.FieldCount; i++)
        {
            if (Encoding.UTF8.GetCharCount(_reader.GetSpan(i)) > MaxFieldChars)
            {
                throw Fault(Header?.Known(i), ExpectedFieldSize);
            }
        }
    }

    private static string Expected(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a closing quote; the quoted field runs to the end of the file",
        CsvMalformedReason.TextAfterClosingQuote => "a delimiter or a line break after a closing quote",
        _ => "quotes around a field that holds a quote, and the inner quote doubled (RFC 4180)",
    };
}
