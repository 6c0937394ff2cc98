using System.Collections.Frozen;

namespace CrmKit.Import;

/// <summary>The columns of a file in which every row has the same ones, by their usual names.</summary>
internal sealed class NamedColumns
{
    private readonly CsvRecords _records;
    private readonly FrozenDictionary<string, (int Index, string Name)> _columns;

    public NamedColumns(CsvRecords records, ReadOnlySpan<string> required, ReadOnlySpan<string> optional, ImmutableDictionary<string, string> renamed)
    {
        const string Option = "ColumnNames";
        _records = records;
        var columns = new Dictionary<string, (int Index, string Name)>(StringComparer.Ordinal);
        foreach (var usual in required)
        {
            var name = renamed.GetValueOrDefault(usual, usual);
            columns.Add(usual, (records.Header.Required(name, Option), name));
        }

        foreach (var usual in optional)
        {
            columns.Add(usual, (records.Header.Optional(renamed.GetValueOrDefault(usual), usual, Option), renamed.GetValueOrDefault(usual, usual)));
        }

        _columns = columns.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The place of a column; -1 where the file has none.</summary>
    public int Index(string usual) => _columns[usual].Index;

    /// <summary>What the file calls a column.</summary>
    public string Name(string usual) => _columns[usual].Name;

    /// <summary>A field of the current record; <c>null</c> where there is nothing to see.</summary>
    public string? Field(string usual) => _columns[usual].Index is >= 0 and var index && _records.Text(index) is var text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>A fault of a field of the current record.</summary>
    public ImportFaultException Fault(string usual, string expected, RejectReason reason = RejectReason.Field) => _records.Fault(reason, Name(usual), expected);

    /// <summary>A word of the current record; <c>null</c> where there is none.</summary>
    public T? Code<T>(string usual, FileCode<T> codes)
        where T : struct => Field(usual) is not { } word ? null : codes.TryRead(word, out var value) ? value : throw Fault(usual, codes.Expected, RejectReason.Unknown);

    /// <summary>Checks the names that options give to columns.</summary>
    public static void Check(ImmutableDictionary<string, string> renamed, ReadOnlySpan<string> required, ReadOnlySpan<string> optional, string parameter)
    {
        ArgumentNullException.ThrowIfNull(renamed, parameter);
        foreach (var (usual, name) in renamed)
        {
            if (!required.Contains(usual) && !optional.Contains(usual))
            {
                throw new ArgumentException($"ColumnNames names \"{ImportFaultException.Visible(usual)}\", which is no column: there are {string.Join(", ", [.. required, .. optional])}.", parameter);
            }

            FormatChecks.CheckName(name, "ColumnNames", parameter);
        }
    }
}
