namespace CrmKit.Import;

/// <summary>Passes a stream on, unless its first byte shows UTF-16 or UTF-32, which the CSV reader would otherwise turn into UTF-8 by itself, replacing what it cannot read.</summary>
internal sealed class Utf8OnlyStream(Stream inner, string fileName) : Stream
{
    private bool _started;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Check(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Check(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // FE and FF begin the byte order marks of UTF-16 and little-endian UTF-32, 00 that of big-endian UTF-32; none of them begins a UTF-8 text file.
    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (!_started && bytes.Length > 0)
        {
            _started = true;
            if (bytes[0] is 0xFE or 0xFF or 0x00)
            {
                throw new ImportFaultException(fileName, 1, null, "UTF-8 text; save the file as UTF-8 (its first byte shows another encoding)");
            }
        }
    }
}
