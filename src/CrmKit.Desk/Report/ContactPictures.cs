using CrmKit.Reports;
using CrmKit.Scheduling;

namespace CrmKit.Desk;

/// <summary>Gathers how people are kept in touch with: how often, how long ago, and on which days.</summary>
internal sealed class ContactPictures(CrmDeskOptions options, Instant now)
{
    private const int DaysWithoutCap = 30;
    private const int DaysShownBefore = 56;

    private readonly TouchCap _cap = options.Gates.Caps.Where(cap => cap.Group == CapGroup.All && !cap.Cap.IsNone).Select(cap => cap.Cap).FirstOrDefault();
    private readonly LocalDate _today = now.InZone(options.BusinessZone).Date;
    private readonly List<int> _pressure = [];
    private readonly List<int?> _silence = [];
    private readonly SortedDictionary<LocalDate, int> _days = [];

    private int WindowDays => _cap.IsNone ? DaysWithoutCap : _cap.WindowDays;

    /// <summary>Counts a person.</summary>
    public void Add(GateFacts facts)
    {
        var zone = facts.Zone.Zone;
        var first = now.InZone(zone).Date.PlusDays(1 - WindowDays);
        _pressure.Add(facts.Contacts.Count(contact => contact.At <= now && TouchClassRules.CountsInCap(contact.Class) && contact.At.InZone(zone).Date >= first));
        _silence.Add(ContactPressure.DaysSinceContact(facts, now));
        foreach (var contact in facts.Contacts.Concat(facts.Commitments))
        {
            Count(contact.At.InZone(options.BusinessZone).Date);
        }
    }

    /// <summary>Counts the days to come of a plan.</summary>
    public void Add(HorizonPlan plan)
    {
        foreach (var ahead in plan.Ahead)
        {
            Count(ahead.Day);
        }
    }

    public CustomerReport On(CustomerReport report) => report with
    {
        Pressure = PressureSpread.Of(_pressure, WindowDays, _cap.IsNone ? null : _cap.Max),
        Silence = SilenceSpread.Of(_silence, options.Minimum.IsNone ? null : options.Minimum.WindowDays),
        Calendar = _days.ToImmutableSortedDictionary(),
    };

    private void Count(LocalDate day)
    {
        if (Period.DaysBetween(day, _today) <= DaysShownBefore)
        {
            _days[day] = _days.GetValueOrDefault(day) + 1;
        }
    }
}
