using System.Text.Json;

namespace CrmKit.Scheduling;

/// <summary>The tokens of a JSON text that is longer than its buffer.</summary>
internal ref struct JsonTokens
{
    private readonly Stream _stream;
    private bool _isFirst = true;
    private byte[] _buffer = new byte[1 << 16];
    private int _filled;
    private bool _ended;
    private Utf8JsonReader _reader;

    public JsonTokens(Stream stream)
    {
        _stream = stream;
        _reader = new Utf8JsonReader([], isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 16 }));
    }

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

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

    /// <summary>The text of a name or value.</summary>
    /// <exception cref="JsonException">It is no text in Unicode.</exception>
    public readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException error)
        {
            throw NoText(error);
        }
    }

    /// <summary>Whether a name or text is this one.</summary>
    /// <exception cref="JsonException">It is no text in Unicode.</exception>
    public readonly bool Is(ReadOnlySpan<byte> text)
    {
        try
        {
            return _reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException error)
        {
            throw NoText(error);
        }
    }

    // Half a surrogate pair, or bytes that are not UTF-8: the reader tells of them only when the text is asked for, and not in which line.
    private static JsonException NoText(InvalidOperationException error) => new(error.Message, error);

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
        var read = _stream.ReadAtLeast(_buffer.AsSpan(rest), Mark.Length, throwOnEndOfStream: false);
        _filled = rest + read;
        _ended = read == 0;
        if (_isFirst && _buffer.AsSpan(0, _filled).StartsWith(Mark))
        {
            // Some editors begin a text with the mark of UTF-8.
            _filled -= Mark.Length;
            Buffer.BlockCopy(_buffer, Mark.Length, _buffer, 0, _filled);
        }

        _isFirst = false;
        _reader = new Utf8JsonReader(_buffer.AsSpan(0, _filled), _ended, _reader.CurrentState);
    }
}
