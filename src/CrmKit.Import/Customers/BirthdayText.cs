using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Birthdays without a year, and with one. Thread-safe.</summary>
internal sealed class BirthdayText(DateText dates)
{
    private static readonly AnnualDatePattern MonthDay = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    /// <summary>What a birthday must look like, in words that continue "expected".</summary>
    public string Expected => dates.MonthBeforeDay
        ? $"a birthday as --MM-dd or MM-dd, or {dates.Expected}"
        : $"a birthday as --MM-dd, or {dates.Expected}; MM-dd alone is not read where dates have the day first";

    public bool TryParse(string text, out PartialDate birthday)
    {
        if (text.StartsWith("--", StringComparison.Ordinal))
        {
            return PartialDate.TryParse(text, out birthday);
        }

        if (dates.TryParse(text, out var date))
        {
            birthday = date;
            return true;
        }

        var isDay = dates.MonthBeforeDay & MonthDay.Parse(text).TryGetValue(default, out var day);
        birthday = day;
        return isDay;
    }
}
