using CrmKit.Calendars;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace CrmKit.Import;

/// <summary>The forms in which a vendor writes days and times. Thread-safe.</summary>
/// <remarks>A time without an offset is one in the zone of the business. Forms are tried in order; no two forms of a built-in profile read one text as different days.</remarks>
internal sealed class ProfileTimes
{
    private const int MaxLength = 60;
    private const long LatestUnixMilliseconds = 253_370_764_799_999;

    private static readonly Duration Microsecond = Duration.FromNanoseconds(1000);
    private static readonly ZoneLocalMappingResolver Earliest = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);
    private static readonly ZoneLocalMappingResolver Latest = Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnStartOfIntervalAfter);

    private readonly DateTimeZone _zone;
    private readonly List<LocalDatePattern> _days = [];
    private readonly List<(LocalDateTimePattern Pattern, Duration Unit)> _times = [];
    private readonly bool _iso;
    private readonly bool _unix;

    public ProfileTimes(ImmutableArray<string> forms, DateTimeZone zone)
    {
        _zone = zone;
        Forms = forms;
        foreach (var form in forms)
        {
            if (form is "iso" or "unix-ms")
            {
                _iso |= form is "iso";
                _unix |= form is "unix-ms";
                continue;
            }

            Add(form);
        }

        if (forms.IsDefaultOrEmpty)
        {
            throw new FormatException("At least one form of dates must be stated.");
        }
    }

    /// <summary>The forms.</summary>
    public ImmutableArray<string> Forms { get; }

    /// <summary>What is expected, in words that continue "expected".</summary>
    public string Expected => $"a date or time as {string.Join(", ", Forms.Select(form => form switch { "iso" => "2024-05-31T13:45:00Z", "unix-ms" => "milliseconds since 1970", _ => form }))}";

    public bool TryRead(string text, out ProfileMoment moment)
    {
        var trimmed = text.Trim();
        moment = default;
        if (trimmed.Length is 0 or > MaxLength)
        {
            return false;
        }

        foreach (var pattern in _days)
        {
            if (pattern.Parse(trimmed).TryGetValue(default, out var day) && IsInRange(day.Year))
            {
                var start = _zone.StartOf(day);
                moment = new ProfileMoment(day, start, Instant.Max(start, _zone.StartOf(day.PlusDays(1)) - Microsecond));
                return true;
            }
        }

        foreach (var (pattern, unit) in _times)
        {
            if (pattern.Parse(trimmed).TryGetValue(default, out var time) && IsInRange(time.Year))
            {
                moment = new ProfileMoment(time.Date, _zone.ResolveLocal(time, Earliest).ToInstant(), _zone.ResolveLocal(time, Latest).ToInstant() + unit - Microsecond);
                return true;
            }
        }

        return TryReadInstant(trimmed, out moment);
    }

    private bool TryReadInstant(string text, out ProfileMoment moment)
    {
        Instant? at = null;
        if (_iso && OffsetDateTimePattern.ExtendedIso.Parse(text).TryGetValue(default, out var written) && IsInRange(written.Year))
        {
            at = written.ToInstant();
        }
        else if (_unix && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= LatestUnixMilliseconds)
        {
            at = Instant.FromUnixTimeMilliseconds(milliseconds);
        }

        moment = at is { } instant ? new ProfileMoment(instant.InZone(_zone).Date, instant, instant) : default;
        return at is not null;
    }

    // Farther out, an offset could leave the range that instants have.
    private static bool IsInRange(int year) => year is >= 1 and <= 9998;

    private void Add(string form)
    {
        try
        {
            if (!form.Contains('H', StringComparison.Ordinal) && !form.Contains('h', StringComparison.Ordinal))
            {
                _days.Add(LocalDatePattern.CreateWithInvariantCulture(Whole(form)));
                return;
            }

            var unit = form.Contains('s', StringComparison.Ordinal) ? Duration.FromSeconds(1) : Duration.FromMinutes(1);
            _times.Add((LocalDateTimePattern.CreateWithInvariantCulture(Whole(form)), unit));
        }
        catch (InvalidPatternException e)
        {
            throw new FormatException($"The form of dates \"{form}\" is unusable: {e.Message}", e);
        }
    }

    /// <summary>A year of two digits is in one century or another, and one letter means another form in each culture.</summary>
    private static string Whole(string form) =>
        form.Length > 2
        && (form.Contains("uuuu", StringComparison.Ordinal) || form.Contains("yyyy", StringComparison.Ordinal))
        && form.Contains('M', StringComparison.Ordinal)
        && form.Contains('d', StringComparison.Ordinal)
            ? form
            : throw new FormatException($"The form of dates \"{form}\" is unusable: it must write a year of four digits, the month and the day.");
}
