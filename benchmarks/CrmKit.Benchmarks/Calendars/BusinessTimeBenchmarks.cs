using BenchmarkDotNet.Attributes;
using CrmKit.Calendars;
using NodaTime;

namespace CrmKit.Benchmarks.Calendars;

/// <summary>Business days of Bavaria over fifty years, and business hours in Berlin over every change of its clock.</summary>
[MemoryDiagnoser]
public class BusinessTimeBenchmarks
{
    private const int Questions = 10_000;

    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private readonly BusinessCalendar _calendar = new(new BusinessCalendarOptions { Holidays = PublicHolidays.GermanLand("DE-BY") });
    private readonly BusinessHours _hours;
    private readonly LocalDate[] _dates = new LocalDate[Questions];
    private readonly Instant[] _instants = new Instant[Questions];

    public BusinessTimeBenchmarks()
    {
        var week = WeeklyHours.Closed.With(
            WeekMask.MondayToFriday, new DailyHours(new LocalTime(9, 0), new LocalTime(12, 30)), new DailyHours(new LocalTime(14, 0), new LocalTime(18, 0)));
        _hours = new BusinessHours(week, days: _calendar);
        for (var i = 0; i < Questions; i++)
        {
            // Spread over fifty years by a step that meets every weekday and hour.
            _dates[i] = new LocalDate(2000, 1, 1).PlusDays(i * 7919 % 18_262);
            _instants[i] = Berlin.StartOf(_dates[i]) + Duration.FromMinutes(i * 7919 % 1440);
        }
    }

    [Benchmark(OperationsPerInvoke = Questions)]
    public int IsBusinessDay() => Count(date => _calendar.IsBusinessDay(date));

    [Benchmark(OperationsPerInvoke = Questions)]
    public int OffsetByTen() => Count(date => _calendar.Offset(date, 10, NonBusinessDayPolicy.Following) > date);

    [Benchmark(OperationsPerInvoke = Questions)]
    public int OffsetByAHundredThousand() => Count(date => _calendar.Offset(date, 100_000, NonBusinessDayPolicy.Following) > date);

    [Benchmark(OperationsPerInvoke = Questions)]
    public int CountOverTenYears() => Count(date => _calendar.CountBetween(date, date.PlusYears(10)) > 0);

    [Benchmark(OperationsPerInvoke = Questions)]
    public int FirstOpen() => CountInstants(at => _hours.FirstOpen(at, Berlin).Status == OpeningStatus.Found);

    [Benchmark(OperationsPerInvoke = Questions)]
    public int AddFortyOpenHours() => CountInstants(at => _hours.AddOpenTime(at, Duration.FromHours(40), Berlin).Status == OpeningStatus.Found);

    private int Count(Func<LocalDate, bool> ask)
    {
        var count = 0;
        foreach (var date in _dates)
        {
            count += ask(date) ? 1 : 0;
        }

        return count;
    }

    private int CountInstants(Func<Instant, bool> ask)
    {
        var count = 0;
        foreach (var at in _instants)
        {
            count += ask(at) ? 1 : 0;
        }

        return count;
    }
}
