using System.Text.Json;

namespace CrmKit.Scheduling;

/// <summary>The tokens of a JSON text that is longer than its buffer.</summary>
internal ref struct JsonTokens
{
    private readonly Stream _stream;
    private byte[] _buffer = new byte[1 << 16];
    private int _filled;
    private bool _ended;
    private Utf8JsonReader _reader;

    public JsonTokens(Stream stream)
    {
        _stream = stream;
        _reader = new Utf8JsonReader([], isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 16 }));
    }

    public readonly JsonTokenType Type => _reader.TokenType;

    /// <summary>Moves to the next token; false at the end of the text.</summary>
    public bool Read()
    {
        while (!_reader.Read())
        {
            if (_ended)
            {
                return false;
            }

            Fill();
        }

        return true;
    }

    public readonly string Text() => _reader.GetString()!;

    public readonly bool Is(ReadOnlySpan<byte> text) => _reader.ValueTextEquals(text);

    public readonly bool TryInteger(out long value)
    {
        value = 0;
        return _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out value);
    }

    /// <summary>Passes over the value that begins at the current token.</summary>
    public void PassOver()
    {
        var depth = 0;
        do
        {
            depth += Type switch
            {
                JsonTokenType.StartArray or JsonTokenType.StartObject => 1,
                JsonTokenType.EndArray or JsonTokenType.EndObject => -1,
                _ => 0,
            };
        }
        while (depth > 0 && Read());
    }

    private void Fill()
    {
        var rest = _filled - (int)_reader.BytesConsumed;
        if (rest == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * rest);
        }

        Buffer.BlockCopy(_buffer, (int)_reader.BytesConsumed, _buffer, 0, rest);
        var read = _stream.Read(_buffer, rest, _buffer.Length - rest);
        _filled = rest + read;
        _ended = read == 0;
        _reader = new Utf8JsonReader(_buffer.AsSpan(0, _filled), _ended, _reader.CurrentState);
    }
}
