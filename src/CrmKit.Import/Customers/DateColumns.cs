namespace CrmKit.Import;

/// <summary>The dates that customers keep beside the birthday: <c>date_wedding_anniversary</c>. Not thread-safe.</summary>
internal sealed class DateColumns
{
    private readonly CsvRecords _records;
    private readonly BirthdayText _form;
    private readonly ImmutableArray<(int Index, string Name, string Code)> _columns;

    public DateColumns(CsvRecords records, CustomerCsvOptions options, BirthdayText form)
    {
        _records = records;
        _form = form;
        _columns =
        [
            .. PrefixedColumns.Find(records.Header, options.DatePrefix)
                .Select(column => (column.Index, column.Name, PrefixedColumns.Code(records.Header, column.Name, column.Tail, nameof(options.DatePrefix))))
                .OrderBy(column => column.Item3, StringComparer.Ordinal),
        ];
        if (_columns.GroupBy(column => column.Code, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw PrefixedColumns.Fault(records.Header, twice.First().Name, "a code of its own; two columns have this one", nameof(options.DatePrefix));
        }
    }

    /// <summary>The columns that the file has.</summary>
    public IEnumerable<int> Used => _columns.Select(column => column.Index);

    /// <summary>The dates of the current record, by name.</summary>
    public ImmutableArray<ImportantDate> Read()
    {
        var dates = ImmutableArray.CreateBuilder<ImportantDate>();
        foreach (var (index, name, code) in _columns)
        {
            if (PrefixedColumns.Field(_records, index) is { } text)
            {
                dates.Add(new ImportantDate(code, _form.TryParse(text, out var date) ? date : throw _records.Fault(RejectReason.Date, name, _form.Expected)));
            }
        }

        return dates.DrainToImmutable();
    }
}
