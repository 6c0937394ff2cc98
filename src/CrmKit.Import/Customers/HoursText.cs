using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Hours of every day: <c>09:00-12:30</c>.</summary>
internal static class HoursText
{
    public const string Expected = "hours such as 09:00-12:30, from one time until another";

    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static string Write(DailyHours hours) => $"{Write(hours.From)}-{Write(hours.Until)}";

    public static DailyHours? Read(string text)
    {
        var times = text.Split('-');
        return times.Length == 2 && Read(times[0], out var from) && Read(times[1], out var until) && from != until ? new DailyHours(from, until) : null;
    }

    private static string Write(LocalTime time) => time == new LocalTime(time.Hour, time.Minute) ? Minutes.Format(time) : LocalTimePattern.ExtendedIso.Format(time);

    private static bool Read(string text, out LocalTime time) =>
        Minutes.Parse(text.Trim()).TryGetValue(default, out time) || LocalTimePattern.ExtendedIso.Parse(text.Trim()).TryGetValue(default, out time);
}
