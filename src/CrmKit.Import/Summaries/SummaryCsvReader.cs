namespace CrmKit.Import;

/// <summary>Reads what models of purchases and spend are fitted on: a row for each customer with x, t_x, T and the like.</summary>
/// <remarks>Numbers have a point whatever the culture, for such files come from programs. The first bad row stops the reading. Thread-safe.</remarks>
public sealed class SummaryCsvReader
{
    private readonly SummaryCsvOptions _options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The columns.</param>
    /// <exception cref="ArgumentException">The format is unusable.</exception>
    public SummaryCsvReader(SummaryCsvOptions? options = null)
    {
        _options = options ?? new SummaryCsvOptions();
        FormatChecks.Check(_options.Format, nameof(options));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImportFaultException">The file is not what was stated: line, column and what was expected there are named.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SummaryColumns> ReadAsync(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        var records = await CsvRecords.OpenAsync(stream, _options.Format, fileName, cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var layout = new SummaryLayout(records.Header, _options);
        var rows = new SummaryRows();
        while (await records.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            Take(records, layout, rows);
        }

        return new SummaryColumns(layout.IdName, layout.Parts, rows);
    }

    private static void Take(CsvRecords records, SummaryLayout layout, SummaryRows rows)
    {
        if (layout.Id >= 0)
        {
            rows.Ids.Add(records.Text(layout.Id));
        }

        var x = Whole(records, layout.X);
        rows.X.Add(x);
        if (layout.Customers is { Index: >= 0 } customers)
        {
            rows.Customers.Add(WholeLong(records, customers));
        }

        if (layout.MeanSpend is { Index: >= 0 } mean)
        {
            rows.MeanSpend.Add(Number(records, mean, 0, double.MaxValue, "a number of 0 or more"));
        }

        var last = double.MaxValue;
        var until = "a number of 0 or more";
        if (layout.Age is { Index: >= 0 } age)
        {
            last = Number(records, age, 0, double.MaxValue, until);
            rows.Age.Add(last);
            until = string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {age.Name}, which is {last}");
        }

        if (layout.Opportunities is { Index: >= 0 } opportunities)
        {
            var n = Whole(records, opportunities);
            rows.Opportunities.Add(n);
            (last, until) = (n, string.Create(CultureInfo.InvariantCulture, $"a whole number from x, {x}, to {opportunities.Name}, {n}"));
        }

        if (layout.Recency is { Index: >= 0 } recency)
        {
            var time = Number(records, recency, layout.Opportunities.Index >= 0 ? x : 0, last, until);
            rows.Recency.Add(layout.Opportunities.Index < 0 || double.IsInteger(time) ? time : throw Fault(records, recency, until));
            if (x == 0 && time != 0)
            {
                throw Fault(records, recency, "0, since there is no repeat purchase");
            }
        }

        if (layout.LogGaps is { Index: >= 0 } gaps)
        {
            rows.LogGaps.Add(LogGaps(records, gaps, x, layout.Recency.Index >= 0 ? rows.Recency[^1] : 0));
        }
    }

    // Gaps that add up to t_x have the largest sum of logarithms where they are equal. Files hold rounded times: each logarithm may be off by as much as one of a few hours.
    private static double LogGaps(CsvRecords records, RowColumn column, int x, double last)
    {
        const double Rounding = 0.05;
        if (x == 0)
        {
            return Number(records, column, 0, 0, "0, since there is no repeat purchase");
        }

        var most = last > 0 ? x * Math.Log(last / x) : double.PositiveInfinity;
        return double.IsInfinity(most)
            ? Number(records, column, -double.MaxValue, double.MaxValue, "a number")
            : Number(records, column, -double.MaxValue, most + (Rounding * x), string.Create(CultureInfo.InvariantCulture, $"a number of at most x ln(t_x/x), {most:G6}"));
    }

    private static int Whole(CsvRecords records, RowColumn column) => WholeLong(records, column) is <= int.MaxValue and var number
        ? (int)number
        : throw Fault(records, column, string.Create(CultureInfo.InvariantCulture, $"a whole number of at most {int.MaxValue}"));

    // Programs that know but floating numbers write 3 as 3.0.
    private static long WholeLong(CsvRecords records, RowColumn column)
    {
        const string Expected = "a whole number of 0 or more";
        var number = Number(records, column, 0, 1L << 53, Expected);
        return double.IsInteger(number) ? (long)number : throw Fault(records, column, Expected);
    }

    private static double Number(CsvRecords records, RowColumn column, double least, double most, string expected)
    {
        var text = records.Utf8(column.Index).Trim((byte)' ');
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Fault(records, column, expected);
    }

    private static ImportFaultException Fault(CsvRecords records, RowColumn column, string expected) => records.Fault(column.Name, expected);
}
