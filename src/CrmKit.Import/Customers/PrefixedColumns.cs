namespace CrmKit.Import;

/// <summary>Columns whose names begin with what they are and go on with a code, then parts after colons: <c>role_contact:2:from</c>.</summary>
internal static class PrefixedColumns
{
    /// <summary>The columns of a prefix: place, name, and what follows the prefix.</summary>
    public static IEnumerable<(int Index, string Name, string Tail)> Find(CsvHeader header, string? prefix) => prefix is null
        ? []
        : header.Names.Select((name, index) => (index, name)).Where(column => column.name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(column => (column.index, column.name, column.name[prefix.Length..]));

    /// <summary>The code that a part of a name writes, underscores for hyphens.</summary>
    public static string Code(CsvHeader header, string name, string part, string option)
    {
        var code = part.Replace('_', '-').ToLowerInvariant();
        return CodeShape.IsCode(code) ? code : throw Fault(header, name, CodeShape.Expected, option);
    }

    /// <summary>A fault of a column's name.</summary>
    public static ImportFaultException Fault(CsvHeader header, string name, string expected, string option) =>
        header.Fault(ImportFaultException.Visible(name), $"after the prefix {expected}; {CustomerColumns.Option(option)} names another prefix, or none");

    /// <summary>A code as the part of a column's name.</summary>
    public static string Written(string code) => code.Replace('-', '_');

    /// <summary>A field; <c>null</c> where there is no column, or nothing to see in it.</summary>
    public static string? Field(CsvRecords records, int index) => index >= 0 && records.Text(index) is var text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
