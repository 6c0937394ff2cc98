namespace CrmKit.Import;

/// <summary>What customers are to others: <c>role_member</c> holds the other one's id, <c>role_member:from</c> and <c>:until</c> the days, <c>role_member:2</c> a second one. Not thread-safe.</summary>
internal sealed class RoleColumns
{
    private readonly CsvRecords _records;
    private readonly DateText _dates;
    private readonly ImmutableArray<Column> _columns;

    public RoleColumns(CsvRecords records, CustomerCsvOptions options, DateText dates)
    {
        _records = records;
        _dates = dates;
        _columns = [.. Columns(options)];
    }

    /// <summary>The columns that the file has.</summary>
    public IEnumerable<int> Used => _columns.SelectMany(column => new[] { column.Index, column.From, column.Until }).Where(index => index >= 0);

    /// <summary>The roles of the current record, by code and id.</summary>
    public ImmutableArray<PartyRole> Read(CustomerId own)
    {
        var roles = new List<PartyRole>();
        foreach (var column in _columns)
        {
            var (from, until) = (Day(column.From, column.Name + ":from"), Day(column.Until, column.Name + ":until"));
            if (PrefixedColumns.Field(_records, column.Index) is null)
            {
                if (from is not null || until is not null)
                {
                    throw _records.Fault(column.Name, "the id of the other customer, since the row tells days of the role");
                }

                continue;
            }

            var of = FieldChecks.Customer(_records, column.Index, column.Name);
            if (of == own || (from is not null && until < from))
            {
                throw _records.Fault(column.Name, of == own ? "the id of another customer" : "a role that does not end before it begins");
            }

            roles.Add(new PartyRole(column.Code, of, from, until));
        }

        return [.. roles.Distinct().OrderBy(role => role.Role, StringComparer.Ordinal).ThenBy(role => role.Of).ThenBy(role => role.From).ThenBy(role => role.Until)];
    }

    private IEnumerable<Column> Columns(CustomerCsvOptions options)
    {
        var all = PrefixedColumns.Find(_records.Header, options.RolePrefix).ToList();
        foreach (var (index, name, rest) in all)
        {
            var parts = rest.Split(':');
            if (parts[^1].ToUpperInvariant() is "FROM" or "UNTIL" && parts.Length > 1)
            {
                continue;
            }

            if (parts.Length > 2 || (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1)))
            {
                throw PrefixedColumns.Fault(_records.Header, name, "a code, then nothing, or :2, :3 and so on, or :from or :until", nameof(options.RolePrefix));
            }

            yield return new Column(PrefixedColumns.Code(_records.Header, name, parts[0], nameof(options.RolePrefix)), name, index, At(rest + ":from"), At(rest + ":until"));
        }

        int At(string wanted) => all.Where(column => string.Equals(column.Tail, wanted, StringComparison.OrdinalIgnoreCase)).Select(column => column.Index).FirstOrDefault(-1);
    }

    private LocalDate? Day(int index, string name) => PrefixedColumns.Field(_records, index) is not { } text
        ? null
        : _dates.TryParse(text, out var day) ? day : throw _records.Fault(RejectReason.Date, name, $"{_dates.Expected}, or nothing");

    private readonly record struct Column(string Code, string Name, int Index, int From, int Until);
}
