using System.Text;

namespace CrmKit.Messaging.Smtp;

/// <summary>UTF-8 that remembers whether it encoded anything.</summary>
/// <remarks>
/// The framework's client encodes a body once the server has asked for it, and does not say how far it got when a connection breaks. As long as the body was never
/// turned into octets, no server can have the whole message, however the client goes about it.
/// </remarks>
internal sealed class BodyEncoding() : UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
{
    private volatile bool _hasBegun;

    public bool HasBegun => _hasBegun;

    public override byte[] GetBytes(string s)
    {
        _hasBegun = true;
        return base.GetBytes(s);
    }

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        _hasBegun = true;
        return base.GetBytes(chars, charIndex, charCount, bytes, byteIndex);
    }

    public override int GetBytes(string s, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        _hasBegun = true;
        return base.GetBytes(s, charIndex, charCount, bytes, byteIndex);
    }

    public override int GetBytes(ReadOnlySpan<char> chars, Span<byte> bytes)
    {
        _hasBegun = true;
        return base.GetBytes(chars, bytes);
    }
}
