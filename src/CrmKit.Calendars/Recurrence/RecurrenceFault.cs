namespace CrmKit.Calendars;

/// <summary>What is wrong with a rule: the part, where it stands, and what was expected there.</summary>
/// <remarks>Immutable. It never repeats the text that it was found in, except a part's own name.</remarks>
/// <param name="Kind">The kind of fault, stable.</param>
/// <param name="Part">The part's name, such as <c>BYDAY</c>; empty where the text is no part at all.</param>
/// <param name="Position">Zero-based index of the offending character in the text, or -1 for a rule that was not read from text.</param>
/// <param name="Expected">What was expected, in English.</param>
public sealed record RecurrenceFault(RecurrenceFaultKind Kind, string Part, int Position, string Expected)
{
    /// <summary>For example <c>BYHOUR at 18: expected hours from 0 to 23</c>.</summary>
    public override string ToString()
    {
        var part = Part.Length == 0 ? "rule" : Part;
        return Position < 0 ? $"{part}: expected {Expected}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{part} at {Position}: expected {Expected}");
    }
}
