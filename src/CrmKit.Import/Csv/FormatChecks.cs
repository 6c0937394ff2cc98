namespace CrmKit.Import;

/// <summary>What both readers check of their options.</summary>
internal static class FormatChecks
{
    public static void Check(CsvFormat format, string parameter)
    {
        if (format is not { Culture: not null })
        {
            throw new ArgumentException("The format and its culture must be stated; leave them out to have the defaults.", parameter);
        }

        var delimiter = format.Delimiter;
        if (delimiter is not '\t' && (delimiter is < ' ' or > '~' or '"' || char.IsAsciiLetterOrDigit(delimiter)))
        {
            throw new ArgumentException($"The delimiter is a tab or a printable ASCII character other than a letter, a digit and the quote; this one is U+{(int)delimiter:X4}.", parameter);
        }
    }

    public static void CheckName(string? name, string option, string parameter, bool optional = false)
    {
        if (string.IsNullOrWhiteSpace(name) && !(optional && name is null))
        {
            throw new ArgumentException($"{option} is the name of a column; it must not be empty.", parameter);
        }
    }
}
