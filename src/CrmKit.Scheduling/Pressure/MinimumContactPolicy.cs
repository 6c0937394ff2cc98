namespace CrmKit.Scheduling;

/// <summary>Finds the days by which caring contacts must be placed so that a minimum is kept together with caps and all other gates, or the rules that stand against it.</summary>
/// <remarks>
/// Pure and thread-safe. Contacts that were made and promised count; each one placed counts in the caps that its class obeys, at most one is placed on a day, and only on days
/// on which every other gate opens at some instant. Exact: where it says that the minimum cannot be kept, no choice of days keeps it.
/// </remarks>
public sealed class MinimumContactPolicy
{
    /// <summary>The name of the rule.</summary>
    public const string Rule = "minimum";

    /// <summary>The rule that no two caring contacts are placed on one day.</summary>
    public const string OneADay = "one-a-day";

    private readonly MinimumContact _minimum;
    private readonly ImmutableArray<GroupCap> _caps;
    private readonly GateList _gates;

    /// <summary>Creates the policy.</summary>
    /// <param name="minimum">The minimum.</param>
    /// <param name="options">Caps and what the other gates need to know.</param>
    /// <param name="more">Gates of the program's own.</param>
    public MinimumContactPolicy(MinimumContact minimum, GateOptions options, params IEnumerable<IGate> more)
    {
        ArgumentNullException.ThrowIfNull(options);
        _minimum = minimum;
        _caps = options.Caps;
        _gates = GateList.Standard(options, more).Without(CapGate.Name);
    }

    /// <summary>Decides for one customer.</summary>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="caring">The caring contact as its source would propose it; its window bounds the days.</param>
    /// <param name="since">The day since which the customer is owed the minimum, where the person is: only windows that begin then or later are asked to hold it.</param>
    /// <param name="now">The instant of deciding; nothing is placed before it.</param>
    /// <param name="horizonDays">How many days to look at from today on, 1 to 3,660; windows that end among them must hold the minimum.</param>
    /// <exception cref="ArgumentException">The contact is of another customer, or not a caring one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is outside its range.</exception>
    public MinimumContactDecision Decide(GateFacts facts, TouchCandidate caring, LocalDate since, Instant now, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(caring);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(horizonDays, 3660);
        if (caring.Key.Customer != facts.Customer)
        {
            throw new ArgumentException("The contact belongs to another customer than the facts.", nameof(caring));
        }

        if (!TouchClassRules.IsCaring(caring.Class, caring.Kind ?? TouchClassRules.UsualKind(caring.Class)))
        {
            throw new ArgumentException("The contact is none that gives care or something of use.", nameof(caring));
        }

        if (_minimum.IsNone)
        {
            return new MinimumContactDecision { Status = MinimumContactStatus.Kept };
        }

        MinimumContactDecision? first = null;
        foreach (var point in facts.Points)
        {
            if (caring.Channels.Contains(point.Channel))
            {
                var decision = DecideAt(caring.ToIntent(point, facts), facts, caring.Window, since, now, horizonDays);
                if (decision.Status != MinimumContactStatus.Infeasible)
                {
                    return decision;
                }

                first ??= decision;
            }
        }

        return first ?? WithoutPoint(facts, caring, since, now, horizonDays);
    }

    private MinimumContactDecision DecideAt(TouchIntent intent, GateFacts facts, DateInterval window, LocalDate since, Instant now, int days)
    {
        var calendar = CareCalendar.Read(_gates, intent, facts, now, days);
        for (var day = 0; day < Period.DaysBetween(calendar.Today, window.Start) && day < days; day++)
        {
            calendar.ClosedBy[day] = [new RuleConflict("window", new Reason(ReasonCodes.LaterThanDay, ReasonArgument.Of("first", window.Start)))];
        }

        return Solve(calendar, facts, since);
    }

    private MinimumContactDecision WithoutPoint(GateFacts facts, TouchCandidate caring, LocalDate since, Instant now, int days)
    {
        var today = now.InZone(facts.Zone.Zone).Date;
        var made = new DayCounts(facts, today, contact => IsCaring(contact, caring.Key));
        return Wanting(made, today, since, days) is null
            ? new MinimumContactDecision { Status = MinimumContactStatus.Kept }
            : new MinimumContactDecision
            {
                Status = MinimumContactStatus.Infeasible,
                Conflicts = [Minimum(), new RuleConflict("contact-point", new Reason(ReasonCodes.NoContactPoint, ReasonArgument.Of("channels", string.Join(", ", caring.Channels))))],
            };
    }

    private MinimumContactDecision Solve(CareCalendar calendar, GateFacts facts, LocalDate since)
    {
        var intent = calendar.Intent;
        var made = new DayCounts(facts, calendar.Today, contact => IsCaring(contact, intent.Key));
        if (Wanting(made, calendar.Today, since, calendar.Days) is null)
        {
            return new MinimumContactDecision { Status = MinimumContactStatus.Kept, Intent = intent };
        }

        var (bounds, rules, room) = Bounds(calendar, facts, made, since);
        List<int> days = [];
        SortedSet<int> conflict = [];
        if (bounds.TrySolve(days, conflict))
        {
            return new MinimumContactDecision
            {
                Status = MinimumContactStatus.Needed,
                Intent = intent,
                LatestDays = [.. days.Select(calendar.Today.PlusDays)],
                FirstPossible = FirstPossible(calendar, room),
            };
        }

        return new MinimumContactDecision
        {
            Status = MinimumContactStatus.Infeasible,
            Intent = intent,
            Conflicts = Told(conflict.SelectMany(rule => rules[rule])),
            FirstPossible = FirstPossible(calendar, room),
        };
    }

    /// <summary>The bounds in the order in which conflicts are told: the minimum, one a day, caps, gates.</summary>
    private (DayBounds Bounds, List<ImmutableArray<RuleConflict>> Rules, bool[] Room) Bounds(CareCalendar calendar, GateFacts facts, DayCounts made, LocalDate since)
    {
        List<ImmutableArray<RuleConflict>> rules = [[Minimum()], [new RuleConflict(OneADay, new Reason(ReasonCodes.OneCareADay))]];
        var bounds = new DayBounds(calendar.Days);
        for (var last = FirstEnd(calendar.Today, since); last < calendar.Days; last++)
        {
            var wanting = _minimum.Count - made.Between(last - _minimum.WindowDays + 1, last);
            if (wanting > 0)
            {
                bounds.AtLeast(Math.Max(0, last - _minimum.WindowDays + 1), last + 1, wanting, rule: 0);
            }
        }

        var room = new bool[calendar.Days];
        Array.Fill(room, value: true);
        AddCaps(calendar, facts, bounds, rules, room);
        AddDays(calendar, bounds, rules);
        return (bounds, rules, room);
    }

    private void AddCaps(CareCalendar calendar, GateFacts facts, DayBounds bounds, List<ImmutableArray<RuleConflict>> rules, bool[] room)
    {
        var intent = calendar.Intent;
        if (!TouchClassRules.MayStop(GateAspect.Cap, intent.Class, intent.Kind))
        {
            return;
        }

        foreach (var cap in _caps)
        {
            if (!cap.Group.Holds(intent))
            {
                continue;
            }

            var reason = new Reason(
                ReasonCodes.CapLeavesNoRoom,
                ReasonArgument.Of("group", cap.Group.ToString()),
                ReasonArgument.Of("cap", cap.Cap.Max),
                ReasonArgument.Of("window", cap.Cap.WindowDays));
            rules.Add([new RuleConflict(CapGate.Name, reason)]);
            var counted = new DayCounts(facts, calendar.Today, contact => TouchClassRules.CountsInCap(contact.Class) && cap.Group.Holds(contact) && contact.Key != intent.Key);
            for (var first = 1 - cap.Cap.WindowDays; first < calendar.Days; first++)
            {
                var left = Math.Max(0, cap.Cap.Max - counted.Between(first, first + cap.Cap.WindowDays - 1));
                var (begin, end) = (Math.Max(0, first), Math.Min(calendar.Days, first + cap.Cap.WindowDays));
                bounds.AtMost(begin, end, left, rules.Count - 1);
                if (left == 0)
                {
                    Array.Fill(room, value: false, begin, end - begin);
                }
            }
        }
    }

    private static void AddDays(CareCalendar calendar, DayBounds bounds, List<ImmutableArray<RuleConflict>> rules)
    {
        var first = rules.Count;
        rules.AddRange(calendar.ClosedBy);

        // From the last day back: a contact that many closed days push back arrives in one pass.
        for (var day = calendar.Days - 1; day >= 0; day--)
        {
            var isOpen = calendar.ClosedBy[day].IsEmpty;
            bounds.AtMost(day, day + 1, isOpen ? 1 : 0, isOpen ? 1 : first + day);
        }
    }

    // One gate may close many days for reasons that differ in their day alone: it is told of once, with the first of them.
    private static ImmutableArray<RuleConflict> Told(IEnumerable<RuleConflict> conflicts) =>
    [
        .. conflicts.DistinctBy(
            conflict => string.Equals(conflict.Rule, CapGate.Name, StringComparison.Ordinal) ? conflict.Reason.ToString() : conflict.Rule,
            StringComparer.Ordinal),
    ];

    private int? Wanting(DayCounts made, LocalDate today, LocalDate since, int days)
    {
        for (var last = FirstEnd(today, since); last < days; last++)
        {
            if (made.Between(last - _minimum.WindowDays + 1, last) < _minimum.Count)
            {
                return last;
            }
        }

        return null;
    }

    // What ended before today is past mending.
    private int FirstEnd(LocalDate today, LocalDate since) => Math.Max(0, Period.DaysBetween(today, since) + _minimum.WindowDays - 1);

    private static LocalDate? FirstPossible(CareCalendar calendar, bool[] room)
    {
        for (var day = 0; day < calendar.Days; day++)
        {
            if (room[day] && calendar.ClosedBy[day].IsEmpty)
            {
                return calendar.Today.PlusDays(day);
            }
        }

        return null;
    }

    private RuleConflict Minimum() =>
        new(Rule, new Reason(ReasonCodes.MinimumOwed, ReasonArgument.Of("count", _minimum.Count), ReasonArgument.Of("window", _minimum.WindowDays)));

    private static bool IsCaring(ContactRecord contact, TouchKey besides) => TouchClassRules.IsCaring(contact.Class, contact.Kind) && contact.Key != besides;
}
