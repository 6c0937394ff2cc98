using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Contacts and occasions as events. They say who it is only where a name is passed.</summary>
public static class CalendarEntries
{
    /// <summary>How long a contact is shown.</summary>
    public static readonly Duration ContactLength = Duration.FromMinutes(15);

    // A leap year before all that staff look at: the first day never changes, whenever the file is written, and tells no year of birth.
    private const int FirstYear = 2000;

    /// <summary>A contact of a plan.</summary>
    /// <param name="touch">The contact.</param>
    /// <param name="name">Whom to name; <c>null</c> for nobody.</param>
    /// <param name="secret">For the UID: see <see cref="CalendarUids"/>.</param>
    public static CalendarEntry OfContact(PlannedTouch touch, string? name = null, ReadOnlySpan<byte> secret = default)
    {
        ArgumentNullException.ThrowIfNull(touch);
        return OfContact(touch.Intent, touch.Reason, touch.SendAt, name, secret);
    }

    /// <summary>A contact: why and how in English, its channel and class as categories. A call keeps somebody busy, a message nobody.</summary>
    /// <param name="intent">The contact, as the gates judge it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="sendAt">When it will leave, year 1 to 9999.</param>
    /// <param name="name">Whom to name; <c>null</c> for nobody.</param>
    /// <param name="secret">For the UID: see <see cref="CalendarUids"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside the range.</exception>
    public static CalendarEntry OfContact(TouchIntent intent, Reason reason, Instant sendAt, string? name = null, ReadOnlySpan<byte> secret = default)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(reason);
        var channel = Lower(intent.Point.Channel.ToString());
        return CalendarEntry.At(CalendarUids.OfContact(intent.Key, secret), $"{name ?? "Contact"} by {channel}: {EnglishReasons.Render(reason)}", sendAt, ContactLength) with
        {
            Categories = [channel, Lower(intent.Class.ToString())],
            IsBusy = intent.Point.Channel == Channel.Phone,
        };
    }

    /// <summary>A day that a customer keeps every year, with the occasion as its category.</summary>
    /// <remarks>
    /// One event that comes round yearly since 2000, a leap year. For 29 February the rules are such as every common program understands, among them those that know
    /// no day of a year and those that move a missing date by themselves: the last day of February; or every fourth year; or, on 1 March in common years, four events of
    /// every fourth year, which are exact until 2099.
    /// </remarks>
    /// <param name="customer">The customer.</param>
    /// <param name="occasion">Its code, for example <c>birthday</c>; shown with spaces for hyphens.</param>
    /// <param name="day">Month and day, and what becomes of 29 February.</param>
    /// <param name="name">Whom to name; <c>null</c> for nobody.</param>
    /// <param name="secret">For the UID: see <see cref="CalendarUids"/>.</param>
    /// <returns>One event, or four.</returns>
    /// <exception cref="InvalidOperationException"><paramref name="day"/> is <c>default(AnnualOccasion)</c>.</exception>
    public static ImmutableArray<CalendarEntry> OfOccasion(CustomerId customer, string occasion, AnnualOccasion day, string? name = null, ReadOnlySpan<byte> secret = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(occasion);
        var first = day.InYear(FirstYear)!.Value;
        var words = occasion.Replace('-', ' ');
        var summary = name is null ? char.ToUpperInvariant(words[0]) + words[1..] : $"{name}: {words}";
        var uid = CalendarUids.OfOccasion(customer, occasion, secret);
        var yearly = new RecurrenceRule(RecurrenceFrequency.Yearly);
        if (day.Date is not { Month: 2, Day: 29 })
        {
            return [On(uid, first, yearly)];
        }

        var everyFourth = yearly with { Interval = 4 };
        var leapDay = everyFourth with { ByMonth = [2], ByMonthDay = [29] };
        return day.LeapDay switch
        {
            LeapDayPolicy.February28 => [On(uid, first, yearly with { ByMonth = [2], ByMonthDay = [-1] })],
            LeapDayPolicy.LeapYearsOnly => [On(uid, first, leapDay)],
            _ => [On(uid, first, leapDay), .. Enumerable.Range(1, 3).Select(after => On(string.Create(CultureInfo.InvariantCulture, $"{uid}-{after}"), day.InYear(FirstYear + after)!.Value, everyFourth))],
        };

        CalendarEntry On(string id, LocalDate start, RecurrenceRule rule) => CalendarEntry.On(id, summary, start, rule) with { Categories = [occasion] };
    }

    private static string Lower(string name) => name.ToLowerInvariant();
}
