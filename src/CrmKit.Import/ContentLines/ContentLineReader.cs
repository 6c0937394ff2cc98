namespace CrmKit.Import;

/// <summary>The content lines of one file, unfolded (RFC 5545, 3.1; RFC 6350, 3.2), in bounded memory. Not thread-safe.</summary>
/// <remarks>Folding may cut a UTF-8 sequence, so that lines are put together as bytes. Of a long line that nobody reads, a picture for example, only the beginning is kept.</remarks>
/// <param name="stream">The bytes.</param>
/// <param name="fileName">The name that faults carry.</param>
/// <param name="isRead">Whether somebody reads the properties of a name, upper case; <c>null</c> where a line begins with none.</param>
internal sealed class ContentLineReader(Stream stream, string fileName, Func<string?, bool> isRead)
{
    private const int MaxUnread = 4096;
    private const int MaxRead = 100_000;

    private readonly byte[] _buffer = new byte[1 << 16];
    private byte[] _line = new byte[MaxUnread];
    private int _length;
    private int _at;
    private int _end;
    private long _physical;

    /// <summary>The physical line on which the current one starts, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The current line's bytes, valid until the next one.</summary>
    public ReadOnlySpan<byte> Bytes => _line.AsSpan(0, _length);

    /// <summary>Whether the rest of the current line was thrown away unread.</summary>
    public bool IsCut { get; private set; }

    /// <summary>A fault of the current line.</summary>
    public ImportFaultException Fault(string? property, string expected) => FaultAt(Line, property, expected);

    /// <summary>A fault of an earlier line.</summary>
    public ImportFaultException FaultAt(long line, string? property, string expected) => new(fileName, line, property, expected);

    /// <summary>Moves to the next content line; <c>false</c> at the end.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        (_length, IsCut, Line) = (0, false, _physical + 1);
        var hasBegun = false;
        var segment = 0;
        while (_at < _end || await FillAsync(cancellationToken).ConfigureAwait(false))
        {
            hasBegun = true;
            var lineFeed = Append();
            if (!lineFeed)
            {
                continue;
            }

            _physical++;
            if (_length > segment && _line[_length - 1] == (byte)'\r')
            {
                _length--;
            }

            if ((_at < _end || await FillAsync(cancellationToken).ConfigureAwait(false)) && _buffer[_at] is (byte)' ' or (byte)'\t')
            {
                _at++;
                segment = _length;
                continue;
            }

            return true;
        }

        return hasBegun;
    }

    /// <summary>Takes what is buffered up to a line feed; whether there was one.</summary>
    private bool Append()
    {
        var rest = _buffer.AsSpan(_at, _end - _at);
        var lineFeed = rest.IndexOf((byte)'\n');
        var piece = lineFeed < 0 ? rest : rest[..lineFeed];
        _at += lineFeed < 0 ? piece.Length : piece.Length + 1;
        if (IsCut || (_length + piece.Length > MaxUnread && !MayGrow(piece)))
        {
            IsCut = true;
            return lineFeed >= 0;
        }

        if (_length + piece.Length > _line.Length)
        {
            Array.Resize(ref _line, Math.Min(MaxRead, Math.Max(2 * _line.Length, _length + piece.Length)));
        }

        piece.CopyTo(_line.AsSpan(_length));
        _length += piece.Length;
        return lineFeed >= 0;
    }

    private bool MayGrow(ReadOnlySpan<byte> piece)
    {
        var start = _length > 0 ? Bytes : piece[..Math.Min(piece.Length, MaxUnread)];
        var name = ContentProperty.NameOf(System.Text.Encoding.UTF8.GetString(start[..Math.Min(start.Length, 200)]));
        if (!isRead(name))
        {
            if (_length == 0)
            {
                start.CopyTo(_line);
                _length = start.Length;
            }

            return false;
        }

        return _length + piece.Length <= MaxRead ? true : throw Fault(name, "a line of at most 100,000 bytes");
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _at = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        if (Line == 1 && _physical == 0 && _length == 0 && _end >= 3 && _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8))
        {
            _at = 3;
        }

        return _end > 0;
    }
}
