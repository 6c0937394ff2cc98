namespace CrmKit.Import;

/// <summary>Fields that the business keeps: <c>field_shoe size:number</c>, with the type after the last colon; a column without a type is none of them. Not thread-safe.</summary>
internal sealed class FieldColumns
{
    private readonly CsvRecords _records;
    private readonly FieldText _values;
    private readonly ImmutableArray<(int Index, string Name, string Field, FieldValueKind Kind)> _columns;

    public FieldColumns(CsvRecords records, CustomerCsvOptions options, FieldText values)
    {
        _records = records;
        _values = values;
        _columns = [.. Columns(options)];
    }

    /// <summary>The columns that the file has.</summary>
    public IEnumerable<int> Used => _columns.Select(column => column.Index);

    /// <summary>The fields of the current record.</summary>
    public CustomFields Read()
    {
        var fields = CustomFields.None;
        foreach (var (index, name, field, kind) in _columns)
        {
            if (_records.Text(index) is not { Length: > 0 } text)
            {
                continue;
            }

            if (fields[field] is not null)
            {
                throw _records.Fault(ImportFaultException.Visible(name), "one value for each field; another column of the row has one of another type");
            }

            fields = fields.With(field, _values.Read(kind, text) ?? throw _records.Fault(ImportFaultException.Visible(name), $"{_values.Expected(kind)}, or nothing"));
        }

        return fields;
    }

    private IEnumerable<(int Index, string Name, string Field, FieldValueKind Kind)> Columns(CustomerCsvOptions options)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, name, rest) in PrefixedColumns.Find(_records.Header, options.FieldPrefix))
        {
            var colon = rest.LastIndexOf(':');
            if (colon < 0 || !FileCodes.FieldKinds.TryRead(rest[(colon + 1)..].ToLowerInvariant(), out var kind))
            {
                continue;
            }

            var field = rest[..colon];
            if (field.Length is 0 or > CustomFields.MaxNameLength || FieldChecks.HasControl(field) || !seen.Add(rest))
            {
                throw PrefixedColumns.Fault(
                    _records.Header, name, $"a name of its own of 1 to {CustomFields.MaxNameLength} characters without control characters, a colon and {FileCodes.FieldKinds.Expected}", nameof(options.FieldPrefix));
            }

            yield return (index, name, field, kind);
        }
    }
}
