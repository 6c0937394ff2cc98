namespace CrmKit.Architecture.Tests;

/// <summary>Says where two texts begin to differ.</summary>
internal static class TextDifference
{
    public static string? First(string approved, string received)
    {
        if (string.Equals(approved, received, StringComparison.Ordinal))
        {
            return null;
        }

        var left = approved.Split('\n');
        var right = received.Split('\n');
        var line = 0;
        while (line < left.Length && line < right.Length && string.Equals(left[line], right[line], StringComparison.Ordinal))
        {
            line++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"Line {line + 1}: approved {At(left, line)}, received {At(right, line)}.");
    }

    private static string At(string[] lines, int line) => line < lines.Length ? $"'{lines[line]}'" : "(end)";
}
