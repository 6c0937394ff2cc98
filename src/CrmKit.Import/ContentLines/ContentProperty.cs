namespace CrmKit.Import;

/// <summary>One property of a card or an event: group, name, parameters and the value as it is written.</summary>
internal sealed record ContentProperty(long Line, string Group, string Name, ImmutableArray<(string Name, string Value)> Parameters, string Value)
{
    private const int MaxName = 60;

    /// <summary>The types, in lower case.</summary>
    public IEnumerable<string> Types => Parameters.Where(p => p.Name == "TYPE").SelectMany(p => p.Value.Split(',')).Select(type => type.Trim().ToLowerInvariant()).Where(type => type.Length > 0);

    /// <summary>The order of preference, 1 first; 101 where none is stated.</summary>
    public int Preference => int.TryParse(Parameter("PREF"), NumberStyles.None, CultureInfo.InvariantCulture, out var preference) && preference is >= 1 and <= 100
        ? preference
        : Types.Contains("pref", StringComparer.Ordinal) ? 1 : NoPreference;

    /// <summary>What stands for no preference.</summary>
    public const int NoPreference = 101;

    /// <summary>Whether the value is told to be of a type.</summary>
    public bool IsOfType(string valueType) => string.Equals(Parameter("VALUE"), valueType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The first value of a parameter; <c>null</c> where there is none.</summary>
    public string? Parameter(string name) => Parameters.Where(p => p.Name == name).Select(p => p.Value).FirstOrDefault();

    /// <summary>The name of the property that a line begins with, in upper case; <c>null</c> where it begins with none.</summary>
    public static string? NameOf(string text)
    {
        var end = text.AsSpan().IndexOfAny(';', ':');
        var name = text[..Math.Max(end, 0)];
        name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..].ToUpperInvariant();
        return IsToken(name) ? name : null;
    }

    /// <summary>Reads a line.</summary>
    /// <param name="text">The unfolded line.</param>
    /// <param name="line">Where it starts.</param>
    /// <param name="property">The property.</param>
    /// <returns>What was expected where the line is none; else <c>null</c>.</returns>
    public static string? Read(string text, long line, out ContentProperty property)
    {
        property = null!;
        var at = text.AsSpan().IndexOfAny(';', ':');
        if (at < 0 || NameOf(text) is not { } name)
        {
            return "a property as NAME:value, or a line that begins with a space and continues the one before";
        }

        var dot = text.AsSpan(0, at).IndexOf('.');
        var parameters = ImmutableArray.CreateBuilder<(string Name, string Value)>();
        while (text[at] == ';')
        {
            if (ContentParameters.Read(text, ref at, parameters) is { } expected)
            {
                return expected;
            }
        }

        property = new ContentProperty(line, dot < 0 ? string.Empty : text[..dot].ToUpperInvariant(), name, parameters.ToImmutable(), text[(at + 1)..]);
        return null;
    }

    private static bool IsToken(string name) => name.Length is > 0 and <= MaxName && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
