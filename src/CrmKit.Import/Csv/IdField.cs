using System.Text;

namespace CrmKit.Import;

/// <summary>Which fields can be ids and keys. What stands in them stays out of faults: an id may be an e-mail address.</summary>
internal sealed class IdField(OuterSpaces spaces)
{
    /// <summary>The rule about white space, in words that continue "without control characters".</summary>
    public string AndSpaces => spaces == OuterSpaces.Keep ? string.Empty : " and white space around them";

    /// <summary>Whether the field is an id: 1 to so many UTF-16 code units without control characters, and as the rule about white space says.</summary>
    public bool IsUsable(ReadOnlySpan<byte> utf8, int longest)
    {
        if (utf8.IsEmpty)
        {
            return false;
        }

        if (!Ascii.IsValid(utf8))
        {
            return IsUsable(Encoding.UTF8.GetString(utf8), longest);
        }

        return utf8.Length <= longest
            && !utf8.ContainsAnyInRange((byte)0, (byte)0x1F)
            && !utf8.Contains((byte)0x7F)
            && (spaces == OuterSpaces.Keep || (utf8[0] != (byte)' ' && utf8[^1] != (byte)' '));
    }

    /// <summary>Whether there is nothing but white space in the field.</summary>
    public bool IsBlank(ReadOnlySpan<byte> utf8) => utf8.IsEmpty || (spaces != OuterSpaces.Keep && string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(utf8)));

    private bool IsUsable(string text, int longest) =>
        text.Length <= longest && !FieldChecks.HasControl(text) && (spaces == OuterSpaces.Keep || !(char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])));
}
