using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>What a file of contacts tells of a person beside the addresses. Not thread-safe.</summary>
internal sealed class PersonColumns
{
    private static readonly Dictionary<string, string> Zones = DateTimeZoneProviders.Tzdb.Ids.ToDictionary(id => id, StringComparer.OrdinalIgnoreCase);

    private readonly CsvRecords _records;
    private readonly ReadingState _state;
    private readonly Dictionary<string, ProfileColumn> _columns = new(StringComparer.Ordinal);

    public PersonColumns(CsvRecords records, ProfileColumns columns, PeopleSection section, ReadingState state)
    {
        _records = records;
        _state = state;
        foreach (var (field, spellings) in section.Fields)
        {
            if (columns.Find(spellings) is { } column)
            {
                _columns.Add(field, column);
            }
        }
    }

    /// <summary>The person of the current row.</summary>
    public Customer Read(CustomerId id, IEnumerable<ContactPointRecord> points)
    {
        var given = Name("givenName");
        var family = Name("familyName");
        return new Customer
        {
            Id = id,
            Name = Name("name") ?? (given is null || family is null ? given ?? family : $"{given} {family}"),
            GivenName = given,
            FamilyName = family,
            ContactPoints = [.. points.DistinctBy(point => (point.Channel, point.Point.FoldedAddress))],
            Birthday = Birthday(),
            Language = Language(),
            Zone = Zone(),
        };
    }

    /// <summary>When the vendor began to know the person, or last changed it.</summary>
    public Instant? Time(string field)
    {
        if (Text(field, out var column) is not { } text)
        {
            return null;
        }

        return _state.Times.TryRead(text, out var moment) ? moment.From : throw _records.Fault(column, $"{_state.Times.Expected}; ProfileReaderOptions.DatePatterns states others");
    }

    // A line break in a name would end a header line of a message.
    private string? Name(string field) =>
        Text(field, out var column) is not { } text || !FieldChecks.HasControl(text) ? Text(field, out _) : throw _records.Fault(column, "a name without control characters");

    private PartialDate? Birthday()
    {
        if (Text("birthday", out var column) is not { } text)
        {
            return null;
        }

        return _state.Birthdays.TryRead(text, out var moment) ? moment.Day
            : PartialDate.TryParse(text.Trim(), out var date) ? date
            : throw _records.Fault(column, $"a birthday as --MM-dd, or {_state.Birthdays.Expected}; ProfileReaderOptions.DatePatterns states other forms, and IgnoredColumns leaves the column out");
    }

    private string? Language()
    {
        if (Text("language", out var column) is not { } text)
        {
            return null;
        }

        if (_state.Profile.Languages.TryGetValue(FoldedText.Of(text), out var known))
        {
            return known;
        }

        var tag = text.Trim().Replace('_', '-');
        return LanguageTag.HasShape(tag) && tag.Split('-')[0].Length <= 3
            ? tag
            : throw _records.Fault(column, "a BCP 47 language tag such as de or pt-BR; ProfileReaderOptions.IgnoredColumns leaves the column out");
    }

    private CustomerZone? Zone()
    {
        if (Text("timeZone", out var column) is not { } text)
        {
            return null;
        }

        // One vendor's internal values write the slash as a word.
        var id = text.Trim().Replace("_slash_", "/", StringComparison.OrdinalIgnoreCase).Replace(' ', '_');
        return Zones.TryGetValue(id, out var found) && DateTimeZoneProviders.Tzdb.GetZoneOrNull(found) is { } zone
            ? new CustomerZone(zone, ZoneSource.Person)
            : throw _records.Fault(column, "an IANA time zone such as Europe/Berlin; ProfileReaderOptions.IgnoredColumns leaves the column out");
    }

    private string? Text(string field, out string column)
    {
        column = string.Empty;
        if (!_columns.TryGetValue(field, out var found))
        {
            return null;
        }

        column = found.Name;
        return _records.Text(found.Index) is var text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }
}
