using System.Text;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>A file of invoice lines of any length that is made while it is read, and read again from its start: no more of it than one block is ever in memory.</summary>
internal sealed class EndlessInvoices(long length, int linesAnInvoice) : Stream
{
    private const int LinesABlock = 4096;

    private readonly byte[] _header = "InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n"u8.ToArray();
    private byte[] _block = [];
    private int _at;
    private long _line;
    private long _position;

    /// <summary>Lines given out since the last start.</summary>
    public long Lines => _line;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set
        {
            Assert.Equal(0, value);
            (_position, _line, _at, _block) = (0, 0, 0, []);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _block.Length)
        {
            if (_position >= length)
            {
                return 0;
            }

            (_block, _at) = (_position == 0 ? _header : Block(), 0);
        }

        var count = Math.Min(buffer.Length, _block.Length - _at);
        _block.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private byte[] Block()
    {
        var text = new StringBuilder();
        for (var i = 0; i < LinesABlock; i++, _line++)
        {
            var invoice = _line / linesAnInvoice;
            var minute = (int)(invoice % 1440);
            text.Append(CultureInfo.InvariantCulture, $"{100000 + invoice},\"WHITE HANGING HEART, \"\"T-LIGHT\"\" HOLDER\",{1 + (_line % 7)},");
            text.Append(CultureInfo.InvariantCulture, $"2024-{1 + (invoice / 1440 % 12):00}-{1 + (invoice / 17280 % 28):00} {minute / 60:00}:{minute % 60:00}:00,2.55,{10000 + (invoice % 5000)}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
