using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>The consent columns of a customer file: one for each purpose, and the day and place of the statements. Not thread-safe.</summary>
internal sealed class ConsentColumns
{
    private const int MaxSource = 200;

    private readonly CsvRecords _records;
    private readonly DateText _dateText;
    private readonly DayCache _days;
    private readonly string _dateName;
    private readonly string _sourceName;
    private readonly string _fileSource;
    private readonly DateTimeZone _zone;
    private readonly int _date;
    private readonly int _source;
    private readonly ImmutableArray<(int Index, string Name, Purpose Purpose)> _purposes;

    public ConsentColumns(CsvRecords records, CustomerCsvOptions options, DateText dates, string fileName)
    {
        _records = records;
        _dateText = dates;
        _days = new DayCache(dates, options.BusinessZone);
        _dateName = options.ConsentDateColumn ?? "consent_date";
        _sourceName = options.ConsentSourceColumn ?? "consent_source";
        _date = records.Header.Optional(options.ConsentDateColumn, _dateName, CustomerColumns.Option(nameof(options.ConsentDateColumn)));
        _source = records.Header.Optional(options.ConsentSourceColumn, _sourceName, CustomerColumns.Option(nameof(options.ConsentSourceColumn)));
        _purposes = [.. Purposes(options.ConsentPrefix)];
        _fileSource = WithoutFolder(fileName);
        _zone = options.BusinessZone;
        Used = [.. _purposes.Select(p => p.Index).Append(_date).Append(_source).Where(i => i >= 0)];
    }

    /// <summary>The columns that the file has.</summary>
    public ImmutableArray<int> Used { get; }

    /// <summary>The statements of the current record.</summary>
    public ImmutableArray<ConsentEntry> Read(CustomerId customer, ImmutableArray<ContactPoint> points)
    {
        var day = Day();
        var source = Source();
        var entries = ImmutableArray.CreateBuilder<ConsentEntry>();
        foreach (var (index, name, purpose) in _purposes)
        {
            if (State(index, name) is not { } state)
            {
                continue;
            }

            // A statement about nothing would be lost, and with it a refusal.
            if (points.IsEmpty)
            {
                throw _records.Fault(name, "nothing, since the row has no e-mail address and no telephone number that the statement could be about");
            }

            var said = day ?? throw _records.Fault(_dateName, $"{_dateText.Expected}, since the row states a consent");

            // Of a day alone nobody knows the hour: a refusal must win over whatever else was said that day.
            var at = state == ConsentState.OptOut ? EndOf(said) : said.Start;
            entries.AddRange(points.Select(point => new ConsentEntry(customer, point, purpose, state, at, source)));
        }

        return entries.DrainToImmutable();
    }

    private IEnumerable<(int Index, string Name, Purpose Purpose)> Purposes(string prefix)
    {
        var names = _records.Header.Names;
        var seen = new HashSet<Purpose>();
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            if (i == _date || i == _source || !name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            _ = _records.Header.Required(name, CustomerColumns.Option(nameof(CustomerCsvOptions.ConsentPrefix)));
            var purpose = PurposeOf(name, prefix);
            yield return seen.Add(purpose) ? (i, name, purpose) : throw _records.Header.Fault(name, "one column for each purpose, found two");
        }
    }

    private Purpose PurposeOf(string name, string prefix)
    {
        try
        {
            return new Purpose(name[prefix.Length..].Replace('_', '-').ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            throw _records.Header.Fault(ImportFaultException.Visible(name), $"after {prefix} a purpose: 1 to 50 letters, digits, underscores and hyphens");
        }
    }

    private ConsentState? State(int index, string name) => _records.Text(index) switch
    {
        "" => null,
        "opt-in" => ConsentState.OptIn,
        "opt-out" => ConsentState.OptOut,
        _ => throw _records.Fault(name, "opt-in, opt-out or nothing"),
    };

    private DayCache.Day? Day()
    {
        if (_date < 0 || _records.Utf8(_date).IsEmpty)
        {
            return null;
        }

        return _days.TryRead(_records.Utf8(_date), out var day) ? day : throw _records.Fault(_dateName, _dateText.Expected);
    }

    /// <summary>The last instant of a day before the calendar's last, to the microsecond that stores keep; its first where a zone left the day out.</summary>
    internal static Instant EndOf(DateTimeZone zone, Moment day) => Instant.Max(day.At, zone.StartOf(day.Day.PlusDays(1)) - Duration.FromNanoseconds(1000));

    // A file's name may come from another system than this one: both slashes separate folders.
    internal static string WithoutFolder(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var end = name.Length <= MaxSource ? name : name[^MaxSource..];

        // Half a surrogate pair is no text.
        return end.Length > 0 && char.IsLowSurrogate(end[0]) ? end[1..] : end;
    }

    private Instant EndOf(DayCache.Day day) => day.Date < LocalDate.MaxIsoValue
        ? EndOf(_zone, new Moment(day.Date, day.Start))
        : throw _records.Fault(_dateName, _dateText.Expected);

    private string Source()
    {
        var text = _source < 0 ? string.Empty : _records.Text(_source);
        if (text.Length > MaxSource || FieldChecks.HasControl(text))
        {
            throw _records.Fault(_sourceName, $"a source of at most {MaxSource} characters without control characters, or nothing");
        }

        return string.IsNullOrWhiteSpace(text) ? _fileSource : text;
    }
}
