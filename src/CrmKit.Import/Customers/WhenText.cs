using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>When something was said: an instant in ISO form, or a day in the stated one. Not thread-safe.</summary>
internal sealed class WhenText(DateText dates, DateTimeZone zone)
{
    private readonly DayCache _days = new(dates, zone);

    /// <summary>What it must look like, in words that continue "expected".</summary>
    public string Expected => $"{dates.Expected}, or an instant such as 2001-07-04T12:00:00Z";

    /// <summary>Reads a field.</summary>
    public bool TryRead(CsvRecords records, int column, out Spoken spoken)
    {
        spoken = default;
        if (_days.TryRead(records.Utf8(column), out var day))
        {
            // Of a day alone nobody knows the hour; its last instant is told to the microsecond that stores keep.
            if (day.Date >= LocalDate.MaxIsoValue)
            {
                return false;
            }

            spoken = new Spoken(day.Start, ConsentColumns.EndOf(zone, new Moment(day.Date, day.Start)));
            return true;
        }

        if (!InstantPattern.ExtendedIso.Parse(records.Text(column)).TryGetValue(default, out var at))
        {
            return false;
        }

        spoken = new Spoken(at, at);
        return true;
    }

    /// <summary>The first and the last instant at which it can have been; equal where the instant is known.</summary>
    public readonly record struct Spoken(Instant First, Instant Last);
}
