namespace CrmKit.LifetimeValue;

/// <summary>The days on which nobody can buy, so that they are no silence: it counts open days between civil days, and finds the civil day after so many open ones.</summary>
/// <remarks>Immutable, thread-safe, equal when the same days are closed. Counting is O(log of the number of single closures) and allocates nothing.</remarks>
public sealed class ClosedSeasons : IEquatable<ClosedSeasons>
{
    private static readonly LocalDate DayOne = new(1, 1, 1);

    // Closed days among the first d of a year, for d = 0 to 365 or 366.
    private readonly int[] _common;
    private readonly int[] _leap;

    // Closures that do not come every year, disjoint and rising, as day numbers; and the days that those before add to what is closed every year.
    private readonly (int First, int Last, int Before)[] _single;

    /// <summary>Creates closures of any number, which may overlap.</summary>
    /// <param name="everyYear">Seasons closed every year.</param>
    /// <param name="once">Stretches of days closed once.</param>
    /// <exception cref="ArgumentException">The seasons leave no open day in a year.</exception>
    public ClosedSeasons(IEnumerable<AnnualSeason> everyYear, IEnumerable<DateInterval> once)
    {
        ArgumentNullException.ThrowIfNull(everyYear);
        ArgumentNullException.ThrowIfNull(once);
        ImmutableArray<AnnualSeason> seasons = [.. everyYear];
        _common = ClosedOf(seasons, 2001);
        _leap = ClosedOf(seasons, 2004);
        if (_common[^1] == 365 || _leap[^1] == 366)
        {
            throw new ArgumentException("The seasons must leave one open day a year or more.", nameof(everyYear));
        }

        _single = Joined(once);
        var before = 0;
        for (var i = 0; i < _single.Length; i++)
        {
            var (first, last, _) = _single[i];
            _single[i] = (first, last, before);
            before += Added(first, last);
        }

        IsAlwaysOpen = _common[^1] + _leap[^1] + before == 0;
    }

    /// <summary>Open every day.</summary>
    public static ClosedSeasons None { get; } = new([], []);

    internal bool IsAlwaysOpen { get; }

    /// <summary>Closed in these seasons of every year.</summary>
    /// <param name="seasons">The seasons.</param>
    /// <exception cref="ArgumentException">They leave no open day.</exception>
    public static ClosedSeasons EveryYear(params IEnumerable<AnnualSeason> seasons) => new(seasons, []);

    /// <summary>Whether nobody can buy on a day.</summary>
    /// <param name="day">The day.</param>
    public bool IsClosed(LocalDate day)
    {
        if (IsClosedYearly(day))
        {
            return true;
        }

        var number = NumberOf(day);
        var at = LastStarted(number);
        return at >= 0 && number <= _single[at].Last;
    }

    /// <summary>Open days after one day, until another, which is counted.</summary>
    /// <param name="after">The day from which is counted.</param>
    /// <param name="until">The last day, not before the first.</param>
    /// <returns>0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The last day lies before the first.</exception>
    public int OpenDaysBetween(LocalDate after, LocalDate until) => until < after
        ? throw new ArgumentOutOfRangeException(nameof(until), until, $"The last day cannot lie before the first, {after}.")
        : Period.DaysBetween(after, until) - (int)(ClosedThrough(until) - ClosedThrough(after));

    /// <summary>The open day that is so many open days after a day: the way back from <see cref="OpenDaysBetween"/>.</summary>
    /// <param name="day">The day from which is counted, open or closed.</param>
    /// <param name="openDays">How many, 1 or more.</param>
    /// <returns>An open day; <c>null</c> where it lies beyond the calendar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public LocalDate? AddOpenDays(LocalDate day, int openDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(openDays, 1);
        var high = Period.DaysBetween(day, LocalDate.MaxIsoValue);
        if (high < openDays || OpenDaysBetween(day, LocalDate.MaxIsoValue) < openDays)
        {
            return null;
        }

        // The first day by which so many were open is itself open.
        var low = openDays;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = OpenDaysBetween(day, day.PlusDays(middle)) < openDays ? (middle + 1, high) : (low, middle);
        }

        return day.PlusDays(low);
    }

    /// <summary>Whether the same days are closed.</summary>
    /// <param name="other">The other closures.</param>
    public bool Equals(ClosedSeasons? other) => ReferenceEquals(this, other)
        || (other is not null
            && _common.AsSpan().SequenceEqual(other._common)
            && _leap.AsSpan().SequenceEqual(other._leap)
            && OnceAlone().SequenceEqual(other.OnceAlone()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClosedSeasons);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_common[^1], _leap[^1], OnceAlone().Count());

    // The days closed by single closures alone, as stretches without a gap: however they were told, the same days give the same stretches.
    private IEnumerable<int> OnceAlone() => _single
        .SelectMany(stretch => Enumerable.Range(stretch.First, stretch.Last - stretch.First + 1))
        .Where(number => Added(number, number) == 1);

    // Days from one number to another that are open in other years.
    private int Added(int first, int last)
    {
        var start = DayOne.PlusDays(first);
        return last - first - (int)(YearlyThrough(DayOne.PlusDays(last)) - YearlyThrough(start)) + (IsClosedYearly(start) ? 0 : 1);
    }

    private bool IsClosedYearly(LocalDate day)
    {
        var prefix = CalendarSystem.Iso.IsLeapYear(day.Year) ? _leap : _common;
        return prefix[day.DayOfYear] > prefix[day.DayOfYear - 1];
    }

    // Closed days from a fixed day on; only differences mean anything.
    private long ClosedThrough(LocalDate day)
    {
        var yearly = YearlyThrough(day);
        if (_single.Length == 0)
        {
            return yearly;
        }

        var number = NumberOf(day);
        var at = LastStarted(number);
        return at < 0 ? yearly : yearly + _single[at].Before + Added(_single[at].First, Math.Min(number, _single[at].Last));
    }

    private long YearlyThrough(LocalDate day)
    {
        long before = day.Year - 1;
        var leaps = Floor(before, 4) - Floor(before, 100) + Floor(before, 400);
        var prefix = CalendarSystem.Iso.IsLeapYear(day.Year) ? _leap : _common;
        return ((before - leaps) * _common[^1]) + (leaps * _leap[^1]) + prefix[day.DayOfYear];
    }

    // The last stretch that began by a day; -1 for none.
    private int LastStarted(int number)
    {
        var (low, high) = (0, _single.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _single[middle].First <= number ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private static int[] ClosedOf(ImmutableArray<AnnualSeason> seasons, int year)
    {
        var days = CalendarSystem.Iso.GetDaysInYear(year);
        var closed = new bool[days + 1];
        foreach (var season in seasons)
        {
            var (first, last) = (season.First.InYear(year).DayOfYear, season.Last.InYear(year).DayOfYear);
            for (var day = 1; day <= days; day++)
            {
                closed[day] |= season.First <= season.Last ? day >= first && day <= last : day >= first || day <= last;
            }
        }

        var prefix = new int[days + 1];
        for (var day = 1; day <= days; day++)
        {
            prefix[day] = prefix[day - 1] + (closed[day] ? 1 : 0);
        }

        return prefix;
    }

    private static (int First, int Last, int Before)[] Joined(IEnumerable<DateInterval> once)
    {
        var joined = new List<(int First, int Last, int Before)>();
        foreach (var (first, last) in once.Select(stretch => (First: NumberOf(stretch.Start), Last: NumberOf(stretch.End))).Order())
        {
            if (joined.Count > 0 && first <= joined[^1].Last + 1)
            {
                joined[^1] = (joined[^1].First, Math.Max(last, joined[^1].Last), 0);
            }
            else
            {
                joined.Add((first, last, 0));
            }
        }

        return [.. joined];
    }

    private static int NumberOf(LocalDate day) => Period.DaysBetween(DayOne, day);

    private static long Floor(long value, long divisor) => (value >= 0 ? value : value - divisor + 1) / divisor;
}
