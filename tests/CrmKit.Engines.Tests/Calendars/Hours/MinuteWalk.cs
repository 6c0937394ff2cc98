using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

/// <summary>Business hours the slow way: the wall clock is read at every minute, and the definition of the hours asked whether it is open.</summary>
internal sealed class MinuteWalk
{
    private readonly DateTimeZone _zone;
    private readonly Instant _start;
    private readonly bool[] _isOpen;
    private readonly int[] _openBefore;

    public MinuteWalk(
        DateTimeZone zone, Instant start, int days, (WeekMask Days, DailyHours Hours)[] week, IBusinessDays? workdays, Dictionary<LocalDate, DailyHours[]> exceptions)
    {
        _zone = zone;
        _start = start;
        _isOpen = new bool[days * 24 * 60];
        _openBefore = new int[_isOpen.Length + 1];
        Exceptions = exceptions.Select(day => KeyValuePair.Create(day.Key, DayHours.Of(day.Value)));
        for (var minute = 0; minute < _isOpen.Length; minute++)
        {
            var local = At(minute).InZone(zone).LocalDateTime;
            _isOpen[minute] = exceptions.TryGetValue(local.Date, out var hours)
                ? Array.Exists(hours, stretch => stretch.Contains(local.TimeOfDay))
                : workdays?.IsBusinessDay(local.Date) != false && Array.Exists(week, stretch => IsWithin(stretch, local));
            _openBefore[minute + 1] = _openBefore[minute] + (_isOpen[minute] ? 1 : 0);
        }
    }

    public IEnumerable<KeyValuePair<LocalDate, DayHours>> Exceptions { get; }

    /// <summary>Asks everything from a minute on.</summary>
    public void Compare(BusinessHours hours, int from, int minutes)
    {
        var at = At(from);
        var label = $"{_zone.Id} {at} {minutes} min";
        Assert.True(_isOpen[from] == hours.IsOpen(at, _zone), label);

        var next = Array.IndexOf(_isOpen, value: true, from);
        Assert.True(next >= 0 ? hours.FirstOpen(at, _zone).At == At(next) : !(hours.FirstOpen(at, _zone).At < At(_isOpen.Length)), label);

        var end = Array.FindIndex(_openBefore, from, open => open - _openBefore[from] == minutes);
        var added = hours.AddOpenTime(at, Duration.FromMinutes(minutes), _zone);
        Assert.True(end >= 0 ? added.At == At(end) : !(added.At <= At(_isOpen.Length)), label);

        foreach (var until in new[] { from, from + ((_isOpen.Length - from) / 3), _isOpen.Length })
        {
            var open = hours.OpenBetween(at, At(until), _zone);
            Assert.Equal(Duration.FromMinutes(_openBefore[until] - _openBefore[from]), hours.OpenTimeBetween(at, At(until), _zone));
            Assert.Equal(Duration.FromMinutes(_openBefore[until] - _openBefore[from]), open.Length());
            for (var minute = from; minute < until; minute += 17)
            {
                Assert.True(_isOpen[minute] == open.Contains(At(minute)), label);
            }
        }
    }

    private static bool IsWithin((WeekMask Days, DailyHours Hours) stretch, LocalDateTime local)
    {
        var (from, until) = (stretch.Hours.From, stretch.Hours.Until);
        var passesMidnight = until < from;
        var beganToday = stretch.Days.Contains(local.DayOfWeek) && local.TimeOfDay >= from && (passesMidnight || local.TimeOfDay < until);
        var beganYesterday = passesMidnight && stretch.Days.Contains(local.PlusDays(-1).DayOfWeek) && local.TimeOfDay < until;
        return beganToday || beganYesterday;
    }

    private Instant At(int minute) => _start + Duration.FromMinutes(minute);
}
