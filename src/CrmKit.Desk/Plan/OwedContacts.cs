using CrmKit.Scheduling;
using NodaTime.Text;

namespace CrmKit.Desk;

/// <summary>Finds the caring contact that is owed to a customer, on the last day that keeps all rules, or what stands against it.</summary>
internal sealed class OwedContacts
{
    private readonly MinimumContact _minimum;
    private readonly MinimumContactPolicy _policy;
    private readonly CaringContactOptions _options;
    private readonly int _lead;

    public OwedContacts(CrmDeskOptions options)
    {
        _minimum = options.Minimum;
        _options = options.Caring;
        _policy = new MinimumContactPolicy(options.Minimum, options.Gates, options.MoreGates);

        // Who obeys the caps goes before any other contact could fill one on the days before: within the longest of their windows.
        var obeys = TouchClassRules.MayStop(GateAspect.Cap, _options.Class, _options.Kind);
        _lead = obeys ? options.Gates.Caps.Select(cap => cap.Cap.WindowDays).DefaultIfEmpty().Max() : 0;
    }

    /// <summary>Looks at one customer.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="since">The first day of the first window that must hold the minimum.</param>
    /// <param name="now">The instant of planning.</param>
    /// <param name="end">The end of the days that are planned.</param>
    /// <returns><c>null</c> where nothing is owed, as far as was looked ahead.</returns>
    public OwedContact? Find(GateFacts facts, LocalDate since, Instant now, Instant end)
    {
        var zone = facts.Zone.Zone;
        var (today, last) = (now.InZone(zone).Date, (end - Duration.Epsilon).InZone(zone).Date.PlusDays(_lead));
        var (due, made) = Due(facts, since);
        var days = Math.Min(3660, Math.Max(_options.LookAheadDays, Period.DaysBetween(today, last) + 1));
        if (Period.DaysBetween(today, due) >= days)
        {
            return null;
        }

        var isLate = due < today;
        var occurrence = isLate ? due.PlusDays(1 + ((Period.DaysBetween(due, today) - 1) / _minimum.WindowDays * _minimum.WindowDays)) : due;
        var contact = Contact(facts.Customer, due, Named(occurrence, made), new DateInterval(today, today.PlusDays(days)));
        var decision = _policy.Decide(facts, contact, since, now, days);
        var infeasible = decision.Status == MinimumContactStatus.Infeasible ? new InfeasibleMinimum(facts.Customer, decision.Conflicts, decision.FirstPossible) : null;

        // What cannot be kept later is no reason to let go what can be kept now; and what is broken is mended soonest.
        decision = infeasible is null ? decision : _policy.Decide(facts, contact, since, now, Math.Max(1, Period.DaysBetween(today, due) + 1));
        var day = decision.Status switch
        {
            MinimumContactStatus.Needed => decision.LatestDays[0],
            MinimumContactStatus.Infeasible => decision.FirstPossible,
            _ => null,
        };
        if (day is not { } latest || latest > last)
        {
            return new OwedContact(due, Candidate: null, isLate, infeasible);
        }

        // Late is better than never, until the next window of the same length is over too.
        var until = isLate ? LocalDate.Max(latest, occurrence.PlusDays(_minimum.WindowDays - 1)) : latest;
        return new OwedContact(due, contact with { Window = new DateInterval(today, until), PeakDay = latest }, isLate, infeasible);
    }

    /// <summary>The last day of the first window that lacks a contact after those made and promised, and how many of these there are from the one that it begins after.</summary>
    private (LocalDate Due, int Made) Due(GateFacts facts, LocalDate since)
    {
        var zone = facts.Zone.Zone;
        var caring = new List<Instant>();
        AddCaring(caring, facts.Contacts);
        AddCaring(caring, facts.Commitments);
        caring.Sort();

        // A day is looked up where it may matter: what lies days before the last that count cannot fall on a later day than they, however the clock there was changed.
        var matters = caring.Count < _minimum.Count ? Instant.MinValue : caring[^_minimum.Count] - Duration.FromDays(3);
        var days = caring.Where(at => at >= matters).Select(at => at.InZone(zone).Date).OrderDescending().ToList();
        var before = since.PlusDays(-1);
        var begin = days.Count < _minimum.Count ? before : LocalDate.Max(before, days[_minimum.Count - 1]);
        return (begin.PlusDays(_minimum.WindowDays), days.Count(day => day >= begin));
    }

    private static void AddCaring(List<Instant> caring, ImmutableArray<ContactRecord> contacts)
    {
        foreach (var contact in contacts)
        {
            if (TouchClassRules.IsCaring(contact.Class, contact.Kind))
            {
                caring.Add(contact.At);
            }
        }
    }

    // A minimum of one is named by its window alone; of several, each window owes more than one.
    private string Named(LocalDate occurrence, int made) => _minimum.Count == 1
        ? LocalDatePattern.Iso.Format(occurrence)
        : string.Create(CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(occurrence)}.{made + 1}");

    private TouchCandidate Contact(CustomerId customer, LocalDate due, string occurrence, DateInterval window) => new()
    {
        Key = new TouchKey(customer, ReasonCodes.MinimumOwed, occurrence),
        Reason = new Reason(ReasonCodes.MinimumOwed, ReasonArgument.Of("count", _minimum.Count), ReasonArgument.Of("window", _minimum.WindowDays), ReasonArgument.Of("due", due)),
        Class = _options.Class,
        Kind = _options.Kind,
        Purpose = _options.Purpose,
        Channels = _options.Channels,
        Window = window,
        IsCommitment = true,
    };
}
