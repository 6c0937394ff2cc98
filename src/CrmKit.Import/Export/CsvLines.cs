using System.Buffers;
using System.Text;

namespace CrmKit.Import;

/// <summary>Writes records as RFC 4180 has them, in UTF-8 without byte order mark, texts guarded. Not thread-safe.</summary>
internal sealed class CsvLines(Stream stream, char delimiter)
{
    private const int FlushAt = 1 << 16;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt);
    private bool _hasField;

    /// <summary>A text, guarded against spreadsheets.</summary>
    public void Text(string? text) => Plain(text is null ? null : CsvGuard.With(text));

    /// <summary>A number, a date that begins with a digit, a word of our own.</summary>
    public void Plain(string? field)
    {
        if (_hasField)
        {
            Write([delimiter]);
        }

        _hasField = true;
        if (string.IsNullOrEmpty(field))
        {
            return;
        }

        var isQuoted = field.AsSpan().ContainsAny("\"\r\n") || field.Contains(delimiter, StringComparison.Ordinal);
        Write(isQuoted ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field);
    }

    /// <summary>Ends the record.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        Write("\r\n");
        _hasField = false;
        if (_buffer.WrittenCount >= FlushAt)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what is still held.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _buffer);
}
