using System.Buffers;
using System.Text;

namespace CrmKit.Import;

/// <summary>Writes records that were set aside as CSV: the reason in three columns in front, then the record as it was, byte for byte.</summary>
/// <remarks>
/// <para>The columns are <c>reject_line</c>, <c>reject_column</c> and <c>reject_reason</c> (a stable code, a colon, and what was expected). An import ignores
/// them: a corrected rejects file is imported like the original. They stand in front, so that they can be read even where the record's own quotes are broken.</para>
/// <para>The file holds whatever the original holds, personal data too; the reason quotes none of it. Not thread-safe.</para>
/// </remarks>
public sealed class RejectFile : IRejectSink, IAsyncDisposable
{
    /// <summary>The column of the line in the original file.</summary>
    public const string LineColumn = "reject_line";

    /// <summary>The column that names the column at fault, empty for the whole record.</summary>
    public const string ColumnColumn = "reject_column";

    /// <summary>The column of the reason.</summary>
    public const string ReasonColumn = "reject_reason";

    private const int FlushAt = 1 << 16;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt);
    private char _delimiter = ',';

    /// <summary>Creates a rejects file.</summary>
    /// <param name="stream">Where it is written, from its position on; left open.</param>
    public RejectFile(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
    }

    /// <summary>Records written so far. Where it stays 0, nothing at all was written.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public ValueTask BeginAsync(ReadOnlyMemory<byte> headerLine, char delimiter, CancellationToken cancellationToken)
    {
        _delimiter = delimiter;
        Text(LineColumn);
        Text(ColumnColumn);
        Text(ReasonColumn);
        return EndLineAsync(headerLine, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask AddAsync(RejectedRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        Count++;
        Text(record.Line.ToString(CultureInfo.InvariantCulture));
        Text(record.Column ?? string.Empty);
        Text($"{record.Reason.Code()}: expected {record.Expected}");
        return EndLineAsync(record.Original, cancellationToken);
    }

    /// <summary>Writes what is still held.</summary>
    /// <param name="cancellationToken">Stops the writing.</param>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what is still held; the stream stays open.</summary>
    public ValueTask DisposeAsync() => FlushAsync(CancellationToken.None);

    private void Text(string text)
    {
        var quoted = text.AsSpan().ContainsAny("\"\r\n") || text.Contains(_delimiter, StringComparison.Ordinal);
        Encoding.UTF8.GetBytes(quoted ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text, _buffer);
        Encoding.UTF8.GetBytes([_delimiter], _buffer);
    }

    private async ValueTask EndLineAsync(ReadOnlyMemory<byte> rest, CancellationToken cancellationToken)
    {
        _buffer.Write(rest.Span);
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
