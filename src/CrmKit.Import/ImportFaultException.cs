using System.Text;

namespace CrmKit.Import;

/// <summary>A file is not what was stated: which file, which line, which column, and what was expected there.</summary>
/// <remarks>
/// The readers quote nothing of what stands in a row, not even a date or an amount: where columns have slipped, any field may hold a personal value.
/// </remarks>
public sealed class ImportFaultException : FormatException
{
    private const int MaxFound = 40;

    /// <summary>Creates the exception.</summary>
    public ImportFaultException()
        : this("A file could not be imported.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    public ImportFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public ImportFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a place in a file.</summary>
    /// <param name="file">The file's name as the caller gave it.</param>
    /// <param name="line">The physical line on which the record starts, from 1.</param>
    /// <param name="column">The column's name, or <c>null</c> where the fault concerns the whole record.</param>
    /// <param name="expected">What was expected, in words that continue "expected".</param>
    /// <param name="found">The value that was found instead, shown shortened to 40 characters and with invisible characters escaped, or <c>null</c>; pass no personal value.</param>
    public ImportFaultException(string file, long line, string? column, string expected, string? found = null)
        : base(Describe(file, line, column, expected, found))
    {
        File = file;
        Line = line;
        Column = column;
        Expected = expected;
    }

    /// <summary>The file's name as the caller gave it; empty when unknown.</summary>
    public string File { get; } = string.Empty;

    /// <summary>The physical line on which the record starts, from 1; 0 when unknown. Lines inside quoted fields and empty lines count.</summary>
    public long Line { get; }

    /// <summary>The column's name, or <c>null</c> where the fault concerns the whole record.</summary>
    public string? Column { get; }

    /// <summary>What was expected; empty when unknown.</summary>
    public string Expected { get; } = string.Empty;

    /// <summary>The kind of fault, should its record be set aside.</summary>
    internal RejectReason Reason { get; init; } = RejectReason.Field;

    private static string Describe(string file, long line, string? column, string expected, string? found)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{file}, line {line}");
        if (column is not null)
        {
            text.Append(", column ").Append(column);
        }

        text.Append(": expected ").Append(expected);
        return found is null ? text.Append('.').ToString() : text.Append("; found \"").Append(Visible(found)).Append("\".").ToString();
    }

    /// <summary>A text that is safe to print: short, and without a character that could move the cursor or turn the direction of writing.</summary>
    internal static string Visible(string text)
    {
        var visible = new StringBuilder(MaxFound + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxFound)))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned)
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            }
            else
            {
                visible.Append(c);
            }
        }

        return text.Length > MaxFound ? visible.Append('…').ToString() : visible.ToString();
    }
}
