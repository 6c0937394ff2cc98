using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>What customers care for: <c>interest_gardening</c> as they said it, <c>inferred_gardening</c> as somebody concluded, with the instant in <c>interest_gardening:at</c>. Not thread-safe.</summary>
internal sealed class InterestColumns
{
    private readonly CsvRecords _records;
    private readonly ImmutableArray<Column> _columns;

    public InterestColumns(CsvRecords records, CustomerCsvOptions options)
    {
        _records = records;
        _columns = [.. Columns(options.InterestPrefix, InterestOrigin.Stated, nameof(options.InterestPrefix)), .. Columns(options.InferredPrefix, InterestOrigin.Inferred, nameof(options.InferredPrefix))];
    }

    /// <summary>The columns that the file has.</summary>
    public IEnumerable<int> Used => _columns.SelectMany(column => new[] { column.Index, column.At }).Where(index => index >= 0);

    /// <summary>The interests of the current record.</summary>
    /// <param name="toldAt">When the row was changed last, for those without an instant of their own.</param>
    public ImmutableArray<Interest> Read(Instant? toldAt)
    {
        var interests = ImmutableArray<Interest>.Empty;
        foreach (var column in _columns)
        {
            if (PrefixedColumns.Field(_records, column.Index) is not { } word)
            {
                continue;
            }

            var isWelcome = FileCodes.YesNo.TryRead(word, out var yes) ? yes : throw _records.Fault(column.Name, $"{FileCodes.YesNo.Expected}, or nothing");
            var at = At(column) ?? toldAt ?? throw _records.Fault(column.Name, "nothing, since the row does not tell when it was said: a column of this name with :at, or updated_at");
            interests = Interest.Note(interests, new Interest(column.Topic, column.Origin, isWelcome, at));
        }

        return interests;
    }

    private IEnumerable<Column> Columns(string? prefix, InterestOrigin origin, string option)
    {
        const string Suffix = ":at";
        var all = PrefixedColumns.Find(_records.Header, prefix).ToList();
        foreach (var (index, name, rest) in all.Where(column => !column.Tail.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)))
        {
            var at = all.FindIndex(column => string.Equals(column.Tail, rest + Suffix, StringComparison.OrdinalIgnoreCase));
            yield return new Column(new Topic(PrefixedColumns.Code(_records.Header, name, rest, option)), origin, name, index, at < 0 ? -1 : all[at].Index);
        }
    }

    private Instant? At(Column column) => PrefixedColumns.Field(_records, column.At) is not { } text
        ? null
        : InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var at) ? at : throw _records.Fault(RejectReason.Date, column.Name + ":at", "an instant such as 2001-07-04T12:00:00Z, or nothing");

    private readonly record struct Column(Topic Topic, InterestOrigin Origin, string Name, int Index, int At);
}
