using System.Text;

namespace CrmKit.Import;

/// <summary>Reads what survival models are fitted on: a row for each customer with the time it stayed, and whether it left.</summary>
/// <remarks>Numbers have a point whatever the culture, for such files come from programs. The first bad row stops the reading. Thread-safe.</remarks>
public sealed class DurationCsvReader
{
    private readonly DurationCsvOptions _options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The columns.</param>
    /// <exception cref="ArgumentException">The format is unusable.</exception>
    public DurationCsvReader(DurationCsvOptions? options = null)
    {
        _options = options ?? new DurationCsvOptions();
        FormatChecks.Check(_options.Format, nameof(options));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImportFaultException">The file is not what was stated: line, column and what was expected there are named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<DurationColumns> ReadAsync(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        var records = await CsvRecords.OpenAsync(stream, _options.Format, fileName, cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var layout = new DurationLayout(records.Header, _options);
        var rows = new DurationRows();
        var groups = layout.Groups.Select(column => (column.Index, column.Name, Words: ImmutableArray.CreateBuilder<string>(), Known: new Dictionary<string, string>(StringComparer.Ordinal))).ToArray();
        CovariateCells[] covariates = [.. layout.Covariates.Select(column => new CovariateCells(column))];
        while (await records.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            Take(records, layout, rows);
            foreach (var group in groups)
            {
                group.Words.Add(Shared(group.Known, Encoding.UTF8.GetString(records.Utf8(group.Index).Trim((byte)' '))));
            }

            foreach (var covariate in covariates)
            {
                covariate.Add(records);
            }
        }

        return new DurationColumns(rows, [.. groups.Select(group => new NamedWords(group.Name, group.Words.ToImmutable()))], [.. covariates.SelectMany(covariate => covariate.ToColumns())]);
    }

    private static void Take(CsvRecords records, DurationLayout layout, DurationRows rows)
    {
        var time = NonNegative(records, layout.Time);
        rows.Time.Add(time);
        rows.IsEvent.Add(Flag(records, layout.Event));
        if (layout.Entry.Index >= 0)
        {
            var entry = NonNegative(records, layout.Entry);
            rows.Entry.Add(entry < time || (entry == 0 && time == 0) ? entry : throw records.Fault(layout.Entry.Name, string.Create(CultureInfo.InvariantCulture, $"a number below {layout.Time.Name}, which is {time}")));
        }

        if (layout.Weight.Index >= 0)
        {
            rows.Weight.Add(NonNegative(records, layout.Weight));
        }
    }

    private static double NonNegative(CsvRecords records, RowColumn column) =>
        double.TryParse(records.Utf8(column.Index).Trim((byte)' '), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= double.MaxValue
            ? number
            : throw records.Fault(column.Name, "a number of 0 or more");

    private static bool Flag(CsvRecords records, RowColumn column)
    {
        var text = records.Utf8(column.Index).Trim((byte)' ');
        return Is(text, "1"u8) || Is(text, "true"u8) || Is(text, "yes"u8) || Is(text, "1.0"u8)
            || (Is(text, "0"u8) || Is(text, "false"u8) || Is(text, "no"u8) || Is(text, "0.0"u8)
                ? false
                : throw records.Fault(column.Name, "1, true or yes where the event was seen, else 0, false or no"));
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);

    // A word for each of a million rows would be a million strings of a few kinds.
    private static string Shared(Dictionary<string, string> known, string word)
    {
        if (known.TryGetValue(word, out var same))
        {
            return same;
        }

        known.Add(word, word);
        return word;
    }
}
