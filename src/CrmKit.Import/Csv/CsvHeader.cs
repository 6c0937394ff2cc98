namespace CrmKit.Import;

/// <summary>The names of a file's columns, and where the wanted ones stand.</summary>
internal sealed class CsvHeader(ImmutableArray<string> names, string fileName, long line, char delimiter)
{
    private const int MaxShown = 50;

    private readonly Dictionary<int, string> _known = [];

    /// <summary>Number of columns.</summary>
    public int Count => names.Length;

    /// <summary>The names in the file's order, trimmed.</summary>
    public ImmutableArray<string> Names => names;

    /// <summary>The name of a column that was asked for; <c>null</c> for any other, whose name the file's author chose.</summary>
    public string? Known(int index) => _known.GetValueOrDefault(index);

    /// <summary>The place of a column that must be there.</summary>
    /// <param name="name">Its name, matched without regard to case where no column has it to the letter.</param>
    /// <param name="option">The option that names it.</param>
    public int Required(string name, string option) => Find(name, option) is >= 0 and var index ? index : throw Missing(name, option);

    /// <summary>The place of a column that must be there when it was named, and may be there under its usual name; -1 when it is not.</summary>
    public int Optional(string? name, string usual, string option) => name is null ? Find(usual, option) : Required(name, option);

    /// <summary>A fault of the header line.</summary>
    public ImportFaultException Fault(string? column, string expected) => new(fileName, line, column, expected);

    // A name as it was asked for, letter by letter, before those that differ from it in case: a file may have both T and t.
    private int Find(string name, string option) => Only(name, option, StringComparison.Ordinal) is >= 0 and var exact
        ? exact
        : Only(name, option, StringComparison.OrdinalIgnoreCase);

    private int Only(string name, string option, StringComparison comparison)
    {
        var found = -1;
        for (var i = 0; i < names.Length; i++)
        {
            if (!string.Equals(names[i], name.Trim(), comparison))
            {
                continue;
            }

            if (found >= 0)
            {
                throw Fault(name, $"one column of this name, found two; {Found()}; {option} names another");
            }

            found = i;
        }

        if (found >= 0)
        {
            _known[found] = name;
        }

        return found;
    }

    private ImportFaultException Missing(string name, string option) =>
        Fault(name, $"a column of this name; {Found()}; {option} names another" + (names.Length == 1 ? $"; the fields are split at '{delimiter}' (CsvFormat.Delimiter)" : string.Empty));

    // A file without a header line shows a person's data where its columns' names are expected: these stay out of the message.
    private string Found() => names.Any(LooksLikeData)
        ? $"the first line does not look like a header line (its {names.Length} fields are not shown)"
        : $"the file has {string.Join(", ", names.Take(MaxShown).Select(ImportFaultException.Visible))}" + (names.Length > MaxShown ? $" and {names.Length - MaxShown} more" : string.Empty);

    private static bool LooksLikeData(string name) => name.Contains('@', StringComparison.Ordinal) || (name.Length > 0 && (char.IsDigit(name[0]) || name[0] is '+' or '-'));
}
