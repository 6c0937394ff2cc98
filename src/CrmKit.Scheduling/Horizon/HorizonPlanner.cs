namespace CrmKit.Scheduling;

/// <summary>Chooses for every contact the best of many days under the gates, caps, capacities and a budget, and proves how little was left on the table.</summary>
/// <remarks>
/// What is owed and what passes the caps is placed first, on its first open day or the one nearest to its peak; what is owed and obeys the caps on the first such day that they leave free. The allocator (<see cref="ContactAllocator"/>) chooses among the rest, by customer-local days for
/// the caps and business-local days for the capacities. What falls on today passes the planner of the day (<see cref="ContactPlanner"/>), with the same gates that the dispatcher
/// asks; the days to come promise nothing and are planned again. The same input gives the same plan in any order and on any number of threads. Thread-safe.
/// </remarks>
public sealed class HorizonPlanner
{
    private readonly GateList _gates;
    private readonly GateList _gatesButCaps;
    private readonly ImmutableArray<GroupCap> _caps;
    private readonly ContactPlanner _today;
    private readonly HorizonOptions _options;

    /// <summary>Creates a planner.</summary>
    /// <param name="gates">Hours, days, channels and caps; the dispatcher asks gates of the same options.</param>
    /// <param name="options">Zone, days, capacities.</param>
    /// <param name="more">Gates of the program's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public HorizonPlanner(GateOptions gates, HorizonOptions options, params IEnumerable<IGate> more)
    {
        ArgumentNullException.ThrowIfNull(gates);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _gates = GateList.Standard(gates, more);
        _gatesButCaps = _gates.Without(CapGate.Name);
        _caps = gates.Caps;
        _options = options;
        _today = new ContactPlanner(_gates, new ContactPlannerOptions
        {
            BusinessZone = options.BusinessZone,
            DayLimit = options.DayLimit,
            PolicyVersion = options.PolicyVersion,
            Seed = options.Seed,
        });
    }

    /// <summary>Plans from an instant on.</summary>
    /// <param name="cases">One case per customer, with the candidates of all days of the horizon; those that stand in the outbox are passed over.</param>
    /// <param name="now">The instant of planning; nothing is planned before it.</param>
    /// <param name="previous">The plan before this one, whose days to come are kept as the options say; <c>null</c> for none.</param>
    /// <param name="progress">Told the part done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <exception cref="ArgumentException">A customer comes twice.</exception>
    /// <exception cref="InvalidOperationException">A candidate belongs to another customer than its case.</exception>
    public HorizonPlan Plan(
        IReadOnlyCollection<PlanningCase> cases, Instant now, HorizonPlan? previous = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var today = now.InZone(_options.BusinessZone).Date;
        var channels = new HorizonChannels(cases.SelectMany(item => item.Candidates).SelectMany(candidate => candidate.Channels));
        OpenCandidates.CheckCustomers(cases);
        var groups = new HorizonGroups(_caps, channels, cases);
        HorizonCase[] people = [.. cases.OrderBy(item => item.Facts.Customer.Value, StringComparer.Ordinal).Select(item => Read(item, channels, groups, today, now, cancellationToken))];
        var problem = new HorizonProblem(people, channels, groups, _options);
        var allocator = new ContactAllocator(new ContactAllocationOptions
        {
            Seed = _options.Seed,
            MaxThreads = _options.MaxThreads,
            KeepBonus = Math.Min(TermsChecks.MostMoney, _options.KeepBonus * problem.Scale),
            FrozenDays = previous is null ? 0 : Math.Min(_options.Days, _options.FrozenDays),
            Published = previous is null ? [] : problem.Published(previous.Ahead),
            WarmPrices = previous is null ? null : WarmPrices.Of(previous.Prices, problem, channels, today),
        });
        var allocation = allocator.Allocate(problem.Problem, progress, cancellationToken);
        var chosen = allocation.Touches.ToDictionary(touch => problem.Option(touch).Candidate.Key);
        var reasons = new HorizonReasons(problem, allocation, channels, _options);
        var meant = _today.Plan([.. people.Select(item => ForToday(item, channels, chosen))], now, cancellationToken);
        var plan = new HorizonDay(_gates, _options, today, now, reasons).Settle(meant, people, chosen, cancellationToken);
        return new HorizonPlan
        {
            Today = plan,
            Ahead = Ahead(people, problem, allocation, channels),
            Value = allocation.Value / problem.Scale,
            Bound = ((allocation.Bound + problem.Scale - 1) / problem.Scale) + problem.WorthOfLeftOut,
            Prices = Prices(allocation.Prices, problem, channels, today),
        };
    }

    private HorizonCase Read(PlanningCase item, HorizonChannels channels, HorizonGroups groups, LocalDate today, Instant now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = new HorizonCase(item, _gatesButCaps, channels, groups, _options, today, now);
        read.PlaceOwed(_caps);
        return read;
    }

    // The planner of the day sees what is meant for today, through the channel whose room it was given, and what has no open day in the horizon, so that its gate is named.
    private static PlanningCase ForToday(HorizonCase item, HorizonChannels channels, Dictionary<TouchKey, AllocatedTouch> chosen)
    {
        return item.Source with { Candidates = [.. item.Options.Select(Today).OfType<TouchCandidate>()] };

        TouchCandidate? Today(HorizonOption option) =>
            !option.IsEverOpen ? option.Candidate
            : !option.IsFree ? ((item.PlaceOf(option)?.Day ?? 0) == 0 ? option.Candidate : null)
            : chosen.TryGetValue(option.Candidate.Key, out var touch) && touch.Day == 0 ? option.Candidate with { Channels = [channels[touch.Channel]] } : null;
    }

    private static ImmutableArray<AheadContact> Ahead(HorizonCase[] people, HorizonProblem problem, ContactAllocation allocation, HorizonChannels channels)
    {
        var owed = from person in people from placed in person.Placed where placed.Day > 0 select Of(person, placed.Option.Candidate, placed.Channel, placed.Day, placed.Option.Candidate.Value);
        var free = from touch in allocation.Touches
                   where touch.Day > 0
                   select Of(
                       problem.Case(touch),
                       problem.Option(touch).Candidate,
                       touch.Channel,
                       touch.Day,
                       problem.Problem.NetValue((int)touch.CustomerId, touch.Touch, touch.Channel, touch.Day) / problem.Scale);
        return [.. owed.Concat(free).OrderBy(contact => contact.Day).ThenBy(contact => contact.Key.ToString(), StringComparer.Ordinal)];

        AheadContact Of(HorizonCase person, TouchCandidate candidate, int channel, int day, long value) => new(
            candidate.Key, candidate.Reason, candidate.Class, channels[channel], person.Days.BusinessDay(day), person.Days.PersonDay(day), value, candidate.IsCommitment);
    }

    private static HorizonPrices Prices(ContactPrices prices, HorizonProblem problem, HorizonChannels channels, LocalDate today)
    {
        var unit = (double)ContactPrices.Scale * problem.Scale;
        var byChannel = ImmutableSortedDictionary.CreateBuilder<Channel, ImmutableArray<double>>();
        for (var c = 0; c < channels.Used.Length; c++)
        {
            byChannel[channels[c]] = [.. prices.ChannelDays[c].Select(price => price / unit)];
        }

        return new HorizonPrices(today, byChannel.ToImmutable(), prices.TotalBudget / (double)ContactPrices.Scale)
        {
            DayTotals = [.. prices.DayTotals.Select(price => price / unit)],
            Warm = prices,
            Scale = problem.Scale,
        };
    }
}
