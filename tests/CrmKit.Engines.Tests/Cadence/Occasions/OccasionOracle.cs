using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Engines.Tests;

/// <summary>What each occasion has to propose on a day, told day by day from the plain events, without summaries, windows or short cuts.</summary>
internal static class OccasionOracle
{
    public static IEnumerable<string> Anniversaries(SimulatedLife life, LeapDayPolicy policy, int fromYear, int late)
    {
        if (life.Kept() is not { Count: > 0 } kept)
        {
            yield break;
        }

        var first = kept[0].Day;
        for (var years = fromYear; first.Year + years <= life.Today.Year; years++)
        {
            var year = first.Year + years;
            var leaps = first is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(year);
            if (leaps && policy == LeapDayPolicy.LeapYearsOnly)
            {
                continue;
            }

            var day = !leaps ? new LocalDate(year, first.Month, first.Day) : policy == LeapDayPolicy.February28 ? new LocalDate(year, 2, 28) : new LocalDate(year, 3, 1);
            if (IsIn(life.Today, day, late))
            {
                yield return year.ToString("0000", CultureInfo.InvariantCulture);
            }
        }
    }

    public static IEnumerable<string> ThankYous(SimulatedLife life, bool firstOnly, decimal? above, int after, int within, int rest)
    {
        var days = life.Kept().Select(purchase => purchase.Day).Distinct().ToList();
        days = firstOnly ? [.. days.Take(1)] : days;
        days = [.. days.Where(day => above is null || life.Kept().Where(purchase => purchase.Day == day).Sum(purchase => purchase.Amount.Amount) > above)];
        var thanks = life.Events.OfType<Touch>().Where(touch => touch.Touched.Reason == OccasionReasons.ThankYou).ToList();
        bool IsOpen(LocalDate bought) => bought.PlusDays(after) <= life.Today && life.Today <= bought.PlusDays(within);
        return
            from day in days
            where IsOpen(day) && !thanks.Any(touch => touch.Touched.Occurrence == Iso(day))
            where rest == 0 || !thanks.Any(touch => Period.DaysBetween(day, touch.OccurredAt.InZone(life.Zone).Date) > -rest)
            where !days.Any(other => other < day && Period.DaysBetween(other, day) < rest && IsOpen(other))
            select Iso(day);
    }

    public static IEnumerable<string> Services(SimulatedLife life, Topic item, int after, int within) =>
        life.Kept().Where(purchase => purchase.Items.Contains(item) && purchase.Day <= life.Today).Select(purchase => purchase.Day).TakeLast(1)
            .Where(day => IsIn(life.Today, day.PlusDays(after), within - after)).Select(Iso);

    public static IEnumerable<string> Complaints(SimulatedLife life, int after, int within)
    {
        foreach (var complaint in life.Events.OfType<Complaint>())
        {
            var settled = life.Events.OfType<ComplaintResolved>().Where(item => item.Complaint == complaint.Key).Select(item => item.OccurredAt).ToList();
            if (settled.Count > 0 && IsIn(life.Today, settled.Min().InZone(life.Zone).Date.PlusDays(after), within - after))
            {
                yield return complaint.Key.Value;
            }
        }
    }

    public static IEnumerable<string> Replenishments(SimulatedLife life, Topic? item, int lead)
    {
        if (life.Kept() is { Count: > 0 } kept
            && (item is not { } named || kept.Any(purchase => purchase.Day == kept[^1].Day && purchase.Items.Contains(named)))
            && Enumerable.Range(1, lead).Any(days => life.Today.PlusDays(days) == life.Rhythm!.WindowStart))
        {
            yield return Iso(kept[^1].Day);
        }
    }

    public static IEnumerable<string> Seasons(SimulatedLife life, AnnualDate start, int lead, int offer, int? season)
    {
        for (var year = life.Today.Year - 1; year <= life.Today.Year + 2; year++)
        {
            var begins = new LocalDate(year, start.Month, start.Day);
            var boughtBefore = season is null
                || life.Kept().Exists(purchase => Enumerable.Range(1, 60).Any(back => IsIn(purchase.Day, new LocalDate(year - back, start.Month, start.Day), season.Value - 1)));
            if (boughtBefore && Enumerable.Range(0, offer).Any(days => begins.PlusDays(days - lead) == life.Today))
            {
                yield return $"boat-{year}";
            }
        }
    }

    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static bool IsIn(LocalDate today, LocalDate first, int late) => first <= today && today <= first.PlusDays(late);
}
