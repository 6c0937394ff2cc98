using CrmKit.Calendars;
using NodaTime;

namespace CrmKit.Benchmarks;

/// <summary>A rule to walk, and what the best of five libraries in other languages walk in a second on this kind of machine.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Rule">RRULE.</param>
/// <param name="Start">DTSTART.</param>
/// <param name="Zone">IANA zone; null for a floating rule.</param>
/// <param name="Peer">Occurrences per second of the best peer, in millions.</param>
public sealed record RecurrenceTask(string Name, string Rule, LocalDateTime Start, string? Zone, double Peer)
{
    private static readonly LocalDateTime First = new(2000, 1, 3, 9, 0);

    public static IReadOnlyList<RecurrenceTask> All { get; } =
    [
        new("daily", "FREQ=DAILY", First, null, 3.5),
        new("weekly-mo-we-fr", "FREQ=WEEKLY;BYDAY=MO,WE,FR", First, null, 3.3),
        new("monthly-last-day", "FREQ=MONTHLY;BYMONTHDAY=-1", First, null, 1.8),
        new("last-business-day", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", First, null, 1.7),
        new("yearly-birthday", "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14", First, null, 0.93),
        new("daily-berlin", "FREQ=DAILY", First, "Europe/Berlin", 3.6),
        new("yearly-29-february", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD", First, null, 0),
        new("weekly-berlin", "FREQ=WEEKLY;BYDAY=MO,WE,FR", First, "Europe/Berlin", 0),
        new("hourly-new-york", "FREQ=HOURLY", First, "America/New_York", 0),
        new("yearly-by-week", "FREQ=YEARLY;BYWEEKNO=1,20,-1;BYDAY=MO", First, null, 0),
        new("setpos-of-times", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,17;BYSETPOS=1,-1", First, null, 0),
    ];

    private static readonly LocalTimeResolver Resolver = new(GapPolicy.ShiftForward, OverlapPolicy.First);

    public Recurrence Recurrence { get; } = new(Start, RecurrenceRule.Parse(Rule));

    public ZonedRecurrence? Zoned => Zone is null ? null : Recurrence.InZone(DateTimeZoneProviders.Tzdb[Zone], Resolver);

    /// <summary>Walks so many occurrences, from the start anew where the calendar, or the decades that people plan in, end.</summary>
    public long Walk(int count)
    {
        var (zoned, sum) = (Zoned, 0L);
        while (count > 0)
        {
            sum += zoned is null ? WalkFloating(ref count) : WalkZoned(zoned, ref count);
        }

        return sum;
    }

    /// <summary>Looks so many times for the first occurrence after some time near 2090.</summary>
    public long Seek(int count)
    {
        var (zoned, sum) = (Zoned, 0L);
        var (local, instant) = (new LocalDateTime(2090, 1, 1, 0, 0), Instant.FromUtc(2090, 1, 1, 0, 0));
        for (var turn = 0; turn < count; turn++)
        {
            var hours = turn % 1000;
            sum += zoned is null ? Recurrence.Next(local.PlusHours(hours))!.Value.Day : zoned.Next(instant + Duration.FromHours(hours))!.Value.Day;
        }

        return sum;
    }

    private long WalkFloating(ref int count)
    {
        var sum = 0L;
        foreach (var time in Recurrence.Occurrences)
        {
            sum += time.Day;
            if (--count == 0)
            {
                break;
            }
        }

        return sum;
    }

    private static long WalkZoned(ZonedRecurrence zoned, ref int count)
    {
        var sum = 0L;
        foreach (var time in zoned.Occurrences)
        {
            sum += time.Day;
            if (--count == 0 || time.Year == 2040)
            {
                break;
            }
        }

        return sum;
    }
}
