namespace CrmKit.Reports;

/// <summary>Draws the contacts of each day as a calendar: a row a week, Monday first, the darker the more.</summary>
/// <remarks>Pure: equal input gives equal text under every culture. Thread-safe.</remarks>
public static class ContactCalendar
{
    private const int MostWeeks = 27;
    private static readonly ImmutableArray<string> Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>One SVG element that styles itself, light or dark, and can stand in a file or in a page.</summary>
    /// <remarks>From the week of the first day to that of the last; of more than 27 weeks, the last 27 are shown.</remarks>
    /// <param name="contacts">Contacts by day, none below zero, in the years 2 to 9998; a day that is missing has none.</param>
    /// <param name="options">How it is drawn; <c>null</c> for the defaults.</param>
    /// <exception cref="ArgumentException">A count or an option lies outside its range.</exception>
    public static string Render(IReadOnlyDictionary<LocalDate, int> contacts, PlotOptions? options = null)
    {
        Check(contacts);
        var (title, frame) = PlotOptions.Checked(options, "Contacts by day", "calendar");
        var weeks = Weeks(contacts);
        var most = contacts.Count == 0 ? 0 : contacts.Values.Max();
        return new HeatMap(frame, title, Describe(contacts))
        {
            Rows = [.. weeks.Select(monday => Enumerable.Range(0, Weekdays.Length).Select(day => (double?)contacts.GetValueOrDefault(monday.PlusDays(day)) / Math.Max(1, most)).ToImmutableArray())],
            RowLabels = [.. weeks.Select(EnglishText.Iso)],
            ColumnLabels = [.. Weekdays.Select((name, i) => (i, name))],
            RowWords = "week of; contacts a day",
            ColumnWords = "day of the week",
            Written = share => EnglishText.Of((int)Math.Round(share * most)),
        }.Render();
    }

    /// <summary>What the calendar shows, in sentences.</summary>
    /// <param name="contacts">Contacts by day, none below zero.</param>
    /// <exception cref="ArgumentException">A count is below zero.</exception>
    public static string Describe(IReadOnlyDictionary<LocalDate, int> contacts)
    {
        Check(contacts);
        if (contacts.Count == 0)
        {
            return "There is nothing to show yet.";
        }

        var (fullest, count) = contacts.OrderByDescending(day => day.Value).ThenBy(day => day.Key).First();
        var all = contacts.Values.Sum(each => (long)each);
        return $"{all.ToString("N0", CultureInfo.InvariantCulture)} {(all == 1 ? "contact" : "contacts")} from {EnglishText.Long(contacts.Keys.Min())} to {EnglishText.Long(contacts.Keys.Max())}; the fullest day is {EnglishText.Long(fullest)} with {EnglishText.Of(count)}.";
    }

    private static ImmutableArray<LocalDate> Weeks(IReadOnlyDictionary<LocalDate, int> contacts)
    {
        if (contacts.Count == 0)
        {
            return [];
        }

        var (first, last) = (MondayOf(contacts.Keys.Min()), MondayOf(contacts.Keys.Max()));
        var weeks = (Period.DaysBetween(first, last) / Weekdays.Length) + 1;
        return [.. Enumerable.Range(Math.Max(0, weeks - MostWeeks), Math.Min(weeks, MostWeeks)).Select(week => first.PlusWeeks(week))];
    }

    private static LocalDate MondayOf(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    private static void Check(IReadOnlyDictionary<LocalDate, int> contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        if (contacts.Any(day => day.Value < 0 || day.Key.Year is < 2 or > 9998))
        {
            throw new ArgumentException("A day has zero contacts or more, and lies in the years 2 to 9998.", nameof(contacts));
        }
    }
}
