using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Business days from a week, holidays and single days; steps over them and counts them as numpy's busday functions do.</summary>
/// <remarks>
/// Thread-safe. A year is worked out when it is first asked about and then remembered in some eighty bytes; a question within a year takes constant time, and one
/// across years a step a year, however many days that is. Outside the years for which the holidays are complete, what the holiday calendar says is taken as it is.
/// </remarks>
public sealed class BusinessCalendar : IBusinessDays
{
    private readonly BusinessCalendarOptions _options;
    private readonly ImmutableHashSet<LocalDate> _closed;
    private readonly ImmutableHashSet<LocalDate> _open;
    private readonly BusinessYear?[] _years = new BusinessYear?[CivilYears.Last + 1];

    /// <summary>Creates a calendar.</summary>
    /// <param name="options">When the business is open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The week has no day, a policy is not a named one, a single day is outside the years 1 to 9999, or it is both open and closed.</exception>
    public BusinessCalendar(BusinessCalendarOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Week == default)
        {
            throw new ArgumentException("The week is default(WeekMask): name at least one day.", nameof(options));
        }

        if (!Enum.IsDefined(options.HolidayDays))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.HolidayDays, "Name the days of a holiday: Observed, OwnDate or Both.");
        }

        _options = options;
        _closed = Single(options.ClosedDays, nameof(options));
        _open = Single(options.OpenDays, nameof(options));
        if (_closed.Overlaps(_open))
        {
            throw new ArgumentException($"{NodaTime.Text.LocalDatePattern.Iso.Format(_closed.Intersect(_open).Min())} is named as open and as closed.", nameof(options));
        }
    }

    /// <summary>Creates a calendar of a week and of days on which the business is closed: the arguments of numpy's busdaycalendar.</summary>
    /// <param name="week">The days of the week on which it is open.</param>
    /// <param name="closedDays">Single days on which it is closed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="closedDays"/> is null.</exception>
    /// <exception cref="ArgumentException">The week has no day, or a single day is outside the years 1 to 9999.</exception>
    public BusinessCalendar(WeekMask week, params IEnumerable<LocalDate> closedDays)
        : this(new BusinessCalendarOptions { Week = week, ClosedDays = [.. closedDays ?? throw new ArgumentNullException(nameof(closedDays))] })
    {
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the years 1 to 9999.</exception>
    public bool IsBusinessDay(LocalDate day)
    {
        CivilYears.Require(day);
        return Year(day.Year).IsOpen(day.DayOfYear);
    }

    /// <summary>The business day that lies a number of business days after a date: <c>numpy.busday_offset</c>.</summary>
    /// <remarks>A date on a closed day is rolled first; the steps are counted from the business day that it rolled to.</remarks>
    /// <param name="date">Civil date, ISO calendar, year 1 to 9999.</param>
    /// <param name="businessDays">Business days, negative for earlier ones; 0 only rolls.</param>
    /// <param name="roll">What a date on a closed day does first.</param>
    /// <returns>A business day; <c>null</c> where the date is closed and the policy drops it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The policy is not a named one, or the date or the answer lies outside the years 1 to 9999.</exception>
    /// <exception cref="InvalidOperationException">No business day lies within ten years of the date.</exception>
    public LocalDate? Offset(LocalDate date, int businessDays, NonBusinessDayPolicy roll)
    {
        if (this.Roll(date, roll) is not { } start)
        {
            return null;
        }

        var year = start.Year;
        var rank = (long)Year(year).CountBefore(start.DayOfYear) + businessDays;
        for (; rank < 0; rank += Year(year).Count)
        {
            year = Step(year, -1, businessDays);
        }

        for (; rank >= Year(year).Count; year = Step(year, 1, businessDays))
        {
            rank -= Year(year).Count;
        }

        return new LocalDate(year, 1, 1).PlusDays(Year(year).Nth((int)rank) - 1);
    }

    /// <summary>How many business days lie from one date to before another: <c>numpy.busday_count</c>.</summary>
    /// <remarks>The first date counts and the second does not, in either direction; where the second is the earlier one, the count is negative.</remarks>
    /// <param name="start">The date from which is counted, year 1 to 9999.</param>
    /// <param name="end">The date at which counting ends, year 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A date is outside the years 1 to 9999.</exception>
    public int CountBetween(LocalDate start, LocalDate end)
    {
        CivilYears.Require(start);
        CivilYears.Require(end);
        return start <= end
            ? CountForward(start, end)
            : -(CountForward(end, start) + (IsBusinessDay(start) ? 1 : 0) - (IsBusinessDay(end) ? 1 : 0));
    }

    private static int Step(int year, int step, int businessDays) => year + step is >= CivilYears.First and <= CivilYears.Last
        ? year + step
        : throw new ArgumentOutOfRangeException(
            nameof(businessDays), businessDays, $"The business day reached must lie in the years {CivilYears.First} to {CivilYears.Last}.");

    private static ImmutableHashSet<LocalDate> Single(ImmutableArray<LocalDate> days, string name)
    {
        if (days.IsDefault)
        {
            return [];
        }

        foreach (var day in days)
        {
            CivilYears.Require(day, name);
        }

        return [.. days];
    }

    private int CountForward(LocalDate start, LocalDate end)
    {
        var count = Year(end.Year).CountBefore(end.DayOfYear) - Year(start.Year).CountBefore(start.DayOfYear);
        for (var year = start.Year; year < end.Year; year++)
        {
            count += Year(year).Count;
        }

        return count;
    }

    // Two threads may both work a year out; they find the same, so that either may be kept.
    private BusinessYear Year(int year) => Volatile.Read(ref _years[year]) is { } known ? known : Remember(year);

    private BusinessYear Remember(int year)
    {
        var worked = WorkOut(year);
        Volatile.Write(ref _years[year], worked);
        return worked;
    }

    private BusinessYear WorkOut(int year)
    {
        var (first, last) = (new LocalDate(year, 1, 1), new LocalDate(year, 12, 31));
        var holidays = _options.Holidays?.HolidaysBetween(first, last) ?? [];
        var kept = holidays.SelectMany(DaysOf).Where(day => day.Year == year).ToHashSet();
        return new BusinessYear(year, day => _open.Contains(day) || (_options.Week.Contains(day.DayOfWeek) && !kept.Contains(day) && !_closed.Contains(day)));
    }

    private IEnumerable<LocalDate> DaysOf(Holiday holiday) => _options.HolidayDays switch
    {
        HolidayDays.Observed => [holiday.Observed],
        HolidayDays.OwnDate => [holiday.Date],
        _ => [holiday.Date, holiday.Observed],
    };
}
