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
    private readonly CsvFormat _format;
    private CsvMalformedReason? _malformed;
    private RowFault? _damage;
    private byte[]?[]? _meant;

    private CsvRecords(Stream stream, CsvFormat format, string fileName)
    {
        _fileName = fileName;
        _format = format;
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

    /// <summary>The header line as it stands in the file, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> HeaderLine { get; private set; }

    /// <summary>The character between fields.</summary>
    public char Delimiter => _format.Delimiter;

    /// <summary>The physical line on which the current record starts.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>The current record as it stands in the file, without its line break; valid until the next record.</summary>
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    /// <summary>Number of fields of the current record; another than the header's where the record is damaged.</summary>
    public int FieldCount => _reader.FieldCount;

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

            records.ThrowIfDamaged();
            ReadOnlySpan<byte> raw = records.Raw;
            records.HeaderLine = (raw.StartsWith("\uFEFF"u8) ? raw[3..] : raw).ToArray();
            var names = Enumerable.Range(0, records.FieldCount).Select(i => records._reader.GetString(i).Trim());
            records.Header = new CsvHeader([.. names], fileName, records.Line, format.Delimiter);
            return records;
        }
        catch
        {
            await records.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Moves to the next record, which must be whole; <c>false</c> at the end.</summary>
    /// <exception cref="ImportFaultException">The record is damaged.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        ThrowIfDamaged();
        return true;
    }

    /// <summary>Moves to the next record, whole or not: see <see cref="IsDamaged"/>; <c>false</c> at the end.</summary>
    /// <exception cref="ImportFaultException">A record is too long to be read at all.</exception>
    public ValueTask<bool> AdvanceAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <summary>Whether the current record breaks the format: quotes, encoding, size or number of fields. Its fields are then no fields.</summary>
    public bool IsDamaged(out RowFault damage)
    {
        damage = _damage.GetValueOrDefault();
        return _damage is not null && _meant is null;
    }

    /// <summary>Reads the fields of the current record, which is damaged, as they may have been meant, until the next record; <c>null</c> for as they stand.</summary>
    /// <param name="fields">The fields, of which <see cref="DamagedRows"/> tells; one that is no text is empty.</param>
    public void ReadAs(byte[]?[]? fields) => _meant = fields;

    /// <summary>Whether a field is text; one that is not is read as empty.</summary>
    public bool IsLegible(int column) => column < 0 || _meant is null || _meant[column] is not null;

    /// <summary>A field of the current record, damaged or not, as a lenient reading gives it.</summary>
    public ReadOnlySpan<byte> AsRead(int column) => _reader.GetSpan(column);

    /// <summary>The current record from the start of a field to its end, as it stands in the file.</summary>
    public ReadOnlySpan<byte> RawFrom(int column)
    {
        var offset = 0;
        for (var i = 0; i < column; i++)
        {
            offset += _reader.GetRawSpan(i).Length + 1;
        }

        return _reader.RawRecord[offset..];
    }

    /// <summary>A field as UTF-8 text, valid until the next record.</summary>
    public ReadOnlySpan<byte> Utf8(int column)
    {
        var field = _meant is null ? _reader.GetSpan(column) : _meant[column];
        return _format.IsGuarded ? CsvGuard.Without(field) : field;
    }

    /// <summary>A field.</summary>
    public string Text(int column) => _format.IsGuarded || _meant is not null ? Encoding.UTF8.GetString(Utf8(column)) : _reader.GetString(column);

    /// <summary>A fault of the current record.</summary>
    public ImportFaultException Fault(string? column, string expected) => new(_fileName, Line, column, expected);

    /// <summary>A fault of the current record.</summary>
    public ImportFaultException Fault(RejectReason reason, string? column, string expected) => new(_fileName, Line, column, expected) { Reason = reason };

    /// <summary>A fault of the current record.</summary>
    public ImportFaultException Fault(in RowFault fault) => FaultAt(Line, fault);

    /// <summary>A fault of another record.</summary>
    public ImportFaultException FaultAt(long line, in RowFault fault) => new(_fileName, line, fault.Column, fault.Expected) { Reason = fault.Reason };

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _meant = null;
        try
        {
            do
            {
                if (!await _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
            }
            while (IsBlankLine());
        }
        catch (CsvFormatException e)
        {
            // Quoting is reported through the callback and field counts are compared here, so that only the size is left.
            throw new ImportFaultException(_fileName, Math.Max(e.LineNumber, 1), null, ExpectedSize);
        }

        _damage = Damage();
        _malformed = null;
        return true;
    }

    // A line of blanks alone says no more than an empty one, which the reader passes over; of a file of one column it may be a value.
    private bool IsBlankLine() => _malformed is null && _reader.FieldCount == 1 && Header is not { Count: 1 } && !_reader.RawRecord.ContainsAnyExcept((byte)' ', (byte)'\t');

    private void ThrowIfDamaged()
    {
        if (_damage is { } damage)
        {
            throw Fault(damage);
        }
    }

    private RowFault? Damage()
    {
        if (_malformed is { } reason)
        {
            return new RowFault(RejectReason.Quotes, null, Expected(reason));
        }

        var raw = _reader.RawRecord;
        if (!System.Text.Unicode.Utf8.IsValid(raw))
        {
            return new RowFault(RejectReason.Encoding, null, "UTF-8 text; the record holds bytes that are none");
        }

        if (raw.Contains((byte)0))
        {
            return new RowFault(RejectReason.Encoding, null, "text without NUL characters");
        }

        if (raw.Length > MaxFieldChars && Oversize(raw.Length) is { } size)
        {
            return size;
        }

        return Header is { } header && _reader.FieldCount != header.Count
            ? new RowFault(RejectReason.Fields, null, $"{header.Count} fields as in the header line, found {_reader.FieldCount}")
            : null;
    }

    private RowFault? Oversize(int bytes)
    {
        if (bytes > MaxRecordBytes)
        {
            return new RowFault(RejectReason.Size, null, ExpectedSize);
        }

        for (var i = 0; i < _reader.FieldCount; i++)
        {
            if (Encoding.UTF8.GetCharCount(_reader.GetSpan(i)) > MaxFieldChars)
            {
                return new RowFault(RejectReason.Size, Header?.Known(i), ExpectedFieldSize);
            }
        }

        return null;
    }

    private static string Expected(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "a closing quote; the quoted field runs to the end of the file",
        CsvMalformedReason.TextAfterClosingQuote => "a delimiter or a line break after a closing quote",
        _ => "quotes around a field that holds a quote, and the inner quote doubled (RFC 4180)",
    };
}
