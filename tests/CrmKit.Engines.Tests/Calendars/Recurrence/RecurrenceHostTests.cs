using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class RecurrenceHostTests
{
    [Fact]
    public void Culture_and_zone_of_the_host_do_not_matter()
    {
        var (culture, zone) = (CultureInfo.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        var expected = Told();
        try
        {
            foreach (var name in new[] { "tr-TR", "ar-SA", "fa-IR", "th-TH", "sv-SE", "hi-IN" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                foreach (var host in new[] { "America/Sao_Paulo", "Pacific/Kiritimati", "Asia/Kathmandu" })
                {
                    Environment.SetEnvironmentVariable("TZ", host);
                    TimeZoneInfo.ClearCachedData();
                    Assert.Equal(expected, Told());
                }
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static List<string> Told()
    {
        var told = new List<string>();
        foreach (var item in RecurrenceCase.All.Where((_, index) => index % 4 == 0))
        {
            var rule = item.Recurrence.Rule!;
            told.Add(RecurrenceRule.Parse(rule.ToString()).ToString());
            told.Add(rule.Explain());
            told.AddRange(item.Found(new LocalTimeResolver(GapPolicy.ShiftForward, OverlapPolicy.Second)));
        }

        told.Add(RecurrenceRule.TryParse("FREQ=DAILY;BYHOUR=24", out _, out var fault) ? "no fault" : fault.ToString());
        return told;
    }
}
