namespace CrmKit.Import;

/// <summary>The apostrophe that keeps spreadsheets from taking a text for a formula, put on and taken off so that every text comes back.</summary>
internal static class CsvGuard
{
    private const string Formula = "=+-@\t\r";

    /// <summary>The text as it is written: one apostrophe more where a formula follows any number of them.</summary>
    public static string With(string text)
    {
        var rest = text.AsSpan().TrimStart('\'');
        return rest.Length > 0 && Formula.Contains(rest[0], StringComparison.Ordinal) ? "'" + text : text;
    }

    /// <summary>The text that was written.</summary>
    public static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty || field[0] != (byte)'\'')
        {
            return field;
        }

        var rest = field.TrimStart((byte)'\'');
        return rest.Length > 0 && "=+-@\t\r"u8.Contains(rest[0]) ? field[1..] : field;
    }
}
