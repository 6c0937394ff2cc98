using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>Proposes a card for the holidays that a person keeps, and for no others. It is owed, as a birthday greeting is, and sells nothing.</summary>
/// <remarks>
/// A person's own date stands before what the person said, and that before what all keep; who said that a holiday is not welcome gets no card for it. Holidays of one day are
/// one card, that of the first in the options. The key is the holiday's code and its day, since holidays of the moon come twice in some years. Thread-safe.
/// </remarks>
public sealed class HolidayCards : ITouchSource
{
    private readonly HolidayCardOptions _options;
    private readonly ImmutableArray<CardDays> _holidays;

    /// <summary>Creates the source.</summary>
    /// <param name="options">The holidays.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range, no holiday is named, or one has neither calendar nor name.</exception>
    public HolidayCards(HolidayCardOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options with
        {
            Holidays = options.Holidays.IsDefault ? [] : options.Holidays,
            OwnDates = options.OwnDates.IsDefault ? [] : options.OwnDates,
        };
        OccasionCheck.LeapDay(options.LeapDay, nameof(options));
        OccasionCheck.Days(options.LeadDays, 0, 60, "The time before a holiday", nameof(options));
        OccasionCheck.Days(options.LateDays, 0, 30, "The time after a holiday", nameof(options));
        OccasionCheck.Reach(options.Channels, options.Purpose, nameof(options));
        var codes = _options.Holidays.Select(holiday => holiday?.Code ?? throw Unnamed(nameof(options))).Concat(_options.OwnDates).Select(code => code.Code).ToList();
        if (codes.Count == 0 || codes.Distinct(StringComparer.Ordinal).Count() < codes.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(options), codes.Count, "Name at least one holiday or own date, and each once.");
        }

        if (_options.Holidays.Any(holiday => holiday.Calendar is null || string.IsNullOrEmpty(holiday.Name)))
        {
            throw Unnamed(nameof(options));
        }

        _holidays = [.. _options.Holidays.Select(holiday => new CardDays(holiday))];
    }

    /// <inheritdoc/>
    public IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(customer);
        var taken = new HashSet<LocalDate>();
        foreach (var (code, day, known) in Kept(customer.Customer, today))
        {
            if (taken.Add(day))
            {
                yield return Candidate(customer.Customer.Id, code, day, known);
            }
        }
    }

    private static ArgumentOutOfRangeException Unnamed(string parameter) => new(parameter, "A holiday has a code, a calendar, and a name in it.");

    private IEnumerable<(Topic Code, LocalDate Day, string Known)> Kept(Customer person, LocalDate today)
    {
        foreach (var days in _holidays)
        {
            var code = days.Holiday.Code;
            var interest = person.InterestIn(code);
            if (interest is { IsWelcome: false })
            {
                continue;
            }

            var own = OwnDays(person, code, today).ToList();
            var known = HasOwn(person, code) ? "own-date"
                : interest is { Origin: InterestOrigin.Stated } ? "stated"
                : days.Holiday.IsKeptByAll ? "kept-by-all"
                : null;
            if (known is null)
            {
                continue;
            }

            foreach (var day in HasOwn(person, code) ? own : days.Between(today.PlusDays(-_options.LateDays), today.PlusDays(_options.LeadDays)))
            {
                yield return (code, day, known);
            }
        }

        foreach (var code in _options.OwnDates)
        {
            if (person.InterestIn(code) is not { IsWelcome: false })
            {
                foreach (var day in OwnDays(person, code, today))
                {
                    yield return (code, day, "own-date");
                }
            }
        }
    }

    private static bool HasOwn(Customer person, Topic code) => person.Dates.Any(date => string.Equals(date.Name, code.Code, StringComparison.Ordinal));

    // What has a year returns from the year after; a day still ahead has not been yet.
    private IEnumerable<LocalDate> OwnDays(Customer person, Topic code, LocalDate today)
    {
        foreach (var date in person.Dates)
        {
            if (string.Equals(date.Name, code.Code, StringComparison.Ordinal) && !(date.Date.Year > today.Year))
            {
                var day = new Anniversary(date.Date, _options.LeapDay).NextOnOrAfter(today.PlusDays(-_options.LateDays)).Date;
                if (day <= today.PlusDays(_options.LeadDays))
                {
                    yield return day;
                }
            }
        }
    }

    private TouchCandidate Candidate(CustomerId customer, Topic code, LocalDate day, string known) => new()
    {
        Key = new TouchKey(customer, OccasionReasons.HolidayCard, $"{code.Code}-{Occurrence.Of(day)}"),
        Reason = new Reason(
            OccasionReasons.HolidayCard,
            ReasonArgument.Of("holiday", code.Code),
            ReasonArgument.Of("day", day),
            ReasonArgument.Of("known", known)),
        Class = TouchClass.Relationship,
        Purpose = _options.Purpose,
        Channels = _options.Channels,
        Window = new DateInterval(day.PlusDays(-_options.LeadDays), day.PlusDays(_options.LateDays)),
        IsCommitment = true,
    };
}
