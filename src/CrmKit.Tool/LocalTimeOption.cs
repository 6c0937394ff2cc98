using System.CommandLine;
using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>A time where the business is, named at the shell: a day means its beginning.</summary>
internal static class LocalTimeOption
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static Instant? Read(ParseResult parsed, Option<string?> option, BusinessSettings business)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        var local = Time.Parse(text);
        var date = LocalDatePattern.Iso.Parse(text);
        if (!local.Success && !date.Success)
        {
            throw new UsageException($"{option.Name}: expected yyyy-MM-dd or yyyy-MM-ddTHH:mm, for example 1997-10-01T09:00.");
        }

        return local.Success ? business.DateTimeZone.AtLeniently(local.Value).ToInstant() : business.DateTimeZone.StartOf(date.Value);
    }
}
