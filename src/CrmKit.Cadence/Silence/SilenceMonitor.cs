namespace CrmKit.Cadence;

/// <summary>The minimum beside the maximum: around whom it has been silent for how long, who is overdue, and who will be.</summary>
/// <remarks>Days are customer-local civil days. Everything follows from the events, in any order, and the day asked about; nothing is kept. Thread-safe.</remarks>
public sealed partial class SilenceMonitor
{
    private readonly SilenceOptions _options;

    /// <summary>Creates the monitor.</summary>
    /// <param name="options">What is measured, and the bound.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public SilenceMonitor(SilenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.BoundDays is < 1 or > 36_600)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.BoundDays, "The silence that is borne is 1 to 36600 days.");
        }

        if (!Enum.IsDefined(options.Measure))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Measure, "Name a measure: Thanks, Caring or Anything.");
        }

        _options = options;
    }

    /// <summary>How long it has been silent around one person.</summary>
    /// <param name="customer">The person.</param>
    /// <param name="history">What happened; what lies after the day does not count.</param>
    /// <param name="today">The customer-local day.</param>
    /// <param name="promised">What is promised and has not left, for forecasts; what the measure does not count and what was to leave before the day is passed over.</param>
    public SilenceStanding Of(CustomerId customer, RelationshipHistory history, LocalDate today, params ReadOnlySpan<ContactRecord> promised)
    {
        ArgumentNullException.ThrowIfNull(history);
        LocalDate? first = null, thanks = null, caring = null;
        var active = new List<LocalDate>();
        foreach (var item in history.Events)
        {
            var day = history.DayOf(item);
            if (day > today)
            {
                continue;
            }

            first = first < day ? first : day;
            if (item is Touch touch)
            {
                thanks = IsThanks(touch.Touched) ? Later(thanks, day) : thanks;
                caring = TouchClassRules.IsCaring(touch.Class, touch.Kind) ? Later(caring, day) : caring;
            }

            if (Signs.IsContact(item) || Signs.IsInbound(item))
            {
                active.Add(day);
            }
        }

        // The business's day of a purchase may lie before the day of what came earlier on the clock.
        active.Sort();
        LocalDate? anything = active.Count > 0 ? active[^1] : null;
        var last = _options.Measure switch { SilenceMeasure.Thanks => thanks, SilenceMeasure.Caring => caring, _ => anything };
        var (worst, since) = Worst(active);
        return new SilenceStanding(customer, today)
        {
            DaysSinceThanks = DaysTo(today, thanks),
            DaysSinceCaring = DaysTo(today, caring),
            DaysSinceAnything = DaysTo(today, anything),
            WorstDays = worst,
            WorstSince = since,
            Since = last ?? first,
            WasEver = last is not null,
            Promised = PromisedDays(history, today, promised),
        };
    }

    /// <summary>Who has been silent for longer than the bound, longest first, those of one length in ordinal order of the id.</summary>
    /// <param name="standings">The people.</param>
    public ImmutableArray<OverdueSilence> Overdue(IEnumerable<SilenceStanding> standings)
    {
        ArgumentNullException.ThrowIfNull(standings);
        return
        [
            .. standings.Where(standing => standing.Days > _options.BoundDays)
                .OrderByDescending(standing => standing.Days)
                .ThenBy(standing => standing.Customer.Value, StringComparer.Ordinal)
                .Select(standing => new OverdueSilence(standing.Customer, standing.Days!.Value, Why(standing))),
        ];
    }

    /// <summary>How many become overdue on each of the days to come if nothing but what is promised happens.</summary>
    /// <remarks>Who is overdue already is counted again only where a promised contact ends that silence and another follows. A person may become overdue more than once.</remarks>
    /// <param name="standings">The people, each as of a day of its own; day 1 of the forecast is the day after that.</param>
    /// <param name="days">Days to look ahead, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are below 0.</exception>
    public ImmutableArray<int> Forecast(IEnumerable<SilenceStanding> standings, int days)
    {
        ArgumentNullException.ThrowIfNull(standings);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var counts = new int[days];
        foreach (var standing in standings)
        {
            var today = DayNumber.From(standing.Day);
            long? last = standing.Since is { } since ? DayNumber.From(since) : null;
            foreach (var promised in standing.Promised)
            {
                last = Count(last, DayNumber.From(promised), today, counts);
            }

            Count(last, long.MaxValue, today, counts);
        }

        return ImmutableArray.Create(counts);
    }

    /// <summary>Counts the day on which a silence becomes too long, if the next contact has not ended it by then; and where the next one begins.</summary>
    private long? Count(long? last, long next, int today, Span<int> counts)
    {
        if (next < today)
        {
            return last;
        }

        if (last is not { } known)
        {
            return next;
        }

        var overdue = known + _options.BoundDays + 1;
        if (overdue < next && overdue > today && overdue - today <= counts.Length)
        {
            counts[(int)(overdue - today - 1)]++;
        }

        return Math.Max(known, next);
    }

    private Reason Why(SilenceStanding standing) => new(
        standing.WasEver ? SilenceReasons.Overdue : SilenceReasons.OverdueNever,
        ReasonArgument.Of("measure", _options.Measure.ToString()),
        ReasonArgument.Of("days", standing.Days!.Value),
        ReasonArgument.Of("bound", _options.BoundDays),
        ReasonArgument.Of("since", standing.Since!.Value));

    private ImmutableArray<LocalDate> PromisedDays(RelationshipHistory history, LocalDate today, ReadOnlySpan<ContactRecord> promised)
    {
        var days = new List<LocalDate>();
        foreach (var contact in promised)
        {
            var day = history.DayOf(contact.At);
            var counts = _options.Measure switch
            {
                SilenceMeasure.Thanks => IsThanks(contact.Key),
                SilenceMeasure.Caring => TouchClassRules.IsCaring(contact.Class, contact.Kind),
                _ => TouchClassRules.CountsAsContact(contact.Class, contact.Kind),
            };
            if (counts && day >= today)
            {
                days.Add(day);
            }
        }

        days.Sort();
        return [.. days];
    }

    private bool IsThanks(TouchKey key)
    {
        foreach (var code in _options.ThanksCodes)
        {
            if (string.Equals(code, key.Reason, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static (int? Days, LocalDate? Since) Worst(List<LocalDate> active)
    {
        (int? Days, LocalDate? Since) worst = (null, null);
        for (var i = 1; i < active.Count; i++)
        {
            var days = Period.DaysBetween(active[i - 1], active[i]);
            if (!(worst.Days >= days))
            {
                worst = (days, active[i - 1]);
            }
        }

        return worst;
    }

    private static int? DaysTo(LocalDate today, LocalDate? day) => day is { } known ? Period.DaysBetween(known, today) : null;

    private static LocalDate Later(LocalDate? left, LocalDate right) => left > right ? left.Value : right;
}
