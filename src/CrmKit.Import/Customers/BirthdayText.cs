using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Birthdays without a year, and with one that is dropped. Thread-safe.</summary>
internal sealed class BirthdayText(DateText dates)
{
    private static readonly AnnualDatePattern MonthDay = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    /// <summary>What a birthday must look like, in words that continue "expected".</summary>
    public string Expected => dates.MonthBeforeDay
        ? $"a birthday as --MM-dd or MM-dd, or {dates.Expected}"
        : $"a birthday as --MM-dd, or {dates.Expected}; MM-dd alone is not read where dates have the day first";

    public bool TryParse(string text, out AnnualDate birthday)
    {
        if (text.StartsWith("--", StringComparison.Ordinal))
        {
            return MonthDay.Parse(text[2..]).TryGetValue(default, out birthday);
        }

        if (dates.TryParse(text, out var date))
        {
            birthday = new AnnualDate(date.Month, date.Day);
            return true;
        }

        birthday = default;
        return dates.MonthBeforeDay && MonthDay.Parse(text).TryGetValue(default, out birthday);
    }
}
