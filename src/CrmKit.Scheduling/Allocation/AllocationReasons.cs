using System.Numerics;

namespace CrmKit.Scheduling;

/// <summary>Explains a plan: for any customer why each touch is planned or not, and for the owner what each resource is worth. Computed when asked for; nothing is kept for customers nobody asks about.</summary>
/// <remarks>Making one takes a look at every customer; each question after that takes microseconds. Safe for several threads once made.</remarks>
public sealed class AllocationReasons
{
    private readonly AllocationModel _model;
    private readonly ContactAllocation _plan;
    private readonly PriceTable _prices;
    private readonly long[] _use;

    /// <summary>Prepares to explain.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="plan">A plan of it.</param>
    /// <exception cref="ArgumentException">The plan is of another problem.</exception>
    public AllocationReasons(ContactProblem problem, ContactAllocation plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        (_model, _plan) = (new AllocationModel(problem, 1), plan);
        (_prices, _use) = (new PriceTable(_model), new long[_model.ResourceCount]);
        plan.Prices.For(_model).CopyTo(_prices.Price, 0);
        _prices.Derive();
        var planned = 0;
        for (var i = 0; i < problem.CustomerCount; i++)
        {
            var placements = PlacementsOf(i);
            planned += placements.Length;
            CustomerPlans.Take(_model, i, placements, _use, 1);
        }

        if (planned != plan.Touches.Length)
        {
            throw new ArgumentException("A plan of this problem was expected.", nameof(plan));
        }
    }

    /// <summary>Every resource with what there is, what the plan takes, and what one more unit would earn.</summary>
    public IEnumerable<ResourceAccount> Resources() =>
        Enumerable.Range(0, _model.ResourceCount).Select(r => new ResourceAccount(ResourceOf(r), _model.Capacity[r], _use[r], _prices.Price[r]));

    /// <summary>Why each touch of a customer is planned or not.</summary>
    /// <param name="customer">Position of the customer in the problem, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public ImmutableArray<TouchReasoning> Explain(int customer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(customer, _model.Problem.CustomerCount);
        var placements = PlacementsOf(customer);
        return [.. Enumerable.Range(0, _model.Problem.TouchesOf(customer).Length).Select(touch => Explain(customer, touch, placements))];
    }

    private TouchReasoning Explain(int customer, int touch, Placement[] placements)
    {
        var at = Array.FindIndex(placements, placement => placement.Touch == touch);
        if (at >= 0)
        {
            var others = placements.Where(placement => placement.Touch != touch).ToArray();
            var runnerUp = Options(customer, touch).Where(option => option != placements[at] && BrokenBy(customer, others, option).Cap is null)
                .OrderByDescending(option => Worth(customer, option)).Cast<Placement?>().FirstOrDefault();
            var planned = Describe(customer, placements[at], TouchOutcome.Planned);
            return runnerUp is { } next ? planned with { RunnerUp = Allocated(customer, next), RunnerUpWorth = Worth(customer, next) } : planned;
        }

        var options = Options(customer, touch).OrderByDescending(option => Worth(customer, option)).ToArray();
        if (options.Length == 0)
        {
            return Ineligible(customer, touch);
        }

        var best = options[0];
        if (Worth(customer, best) <= 0)
        {
            return Describe(customer, best, TouchOutcome.Outpriced);
        }

        return BrokenBy(customer, placements, best) is { Cap: not null } broken
            ? Describe(customer, best, TouchOutcome.Displaced) with
            {
                Cap = broken.Cap,
                FilledBy = broken.FilledBy,
                DisplacedBy = [.. placements.Where(placement => broken.FilledBy.Contains(_model.AsFixed(customer, placement))).Select(placement => (int)placement.Touch)],
                FreesOn = FreesOn(customer, placements, best),
            }
            : Crowded(customer, best) is { } resource ? Describe(customer, best, TouchOutcome.ResourceFull) with { Resource = resource }
            : Describe(customer, best, TouchOutcome.LeftOpen);
    }

    /// <summary>Why no option of a touch is admissible whatever the prices.</summary>
    private TouchReasoning Ineligible(int customer, int touch)
    {
        var (problem, possible) = (_model.Problem, _model.Problem.TouchesOf(customer)[touch]);
        var rates = problem.RatesOf(customer, touch).ToArray();
        if (Array.TrueForAll(rates, rate => rate == 0))
        {
            return new TouchReasoning { Touch = touch, Outcome = TouchOutcome.NoChannel };
        }

        var blocked = problem.BlockedOf(customer);
        var open = (from c in Enumerable.Range(0, rates.Length)
                    from t in Enumerable.Range(0, _model.Days)
                    where rates[c] > 0 && t >= possible.First && t <= possible.Last && !problem.Terms.ClosedDays[c].Contains(t) && !IsClosed(customer, touch, c, t) && !(t >= blocked?.First && t <= blocked?.Last)
                    select new Placement((byte)touch, (byte)c, (byte)t)).ToArray();
        if (open.Length == 0)
        {
            return new TouchReasoning { Touch = touch, Outcome = TouchOutcome.ClosedOrBlocked };
        }

        var best = open.MaxBy(option => problem.NetValue(customer, touch, option.Channel, option.Day));
        if (problem.NetValue(customer, touch, best.Channel, best.Day) <= 0)
        {
            return Describe(customer, best, TouchOutcome.Worthless);
        }

        var broken = BrokenBy(customer, [], best);
        return Describe(customer, best, TouchOutcome.CapFull) with { Cap = broken.Cap, FilledBy = broken.FilledBy, FreesOn = FreesOn(customer, [], best) };
    }

    // A day that is closed for this touch alone.
    private bool IsClosed(int customer, int touch, int channel, int day)
    {
        var columns = _model.Problem.Columns;
        return columns.Closed.Length > 0 && (columns.Closed[((columns.TouchStart[customer] + touch) * _model.Channels) + channel] >> day & 1) != 0;
    }

    private TouchReasoning Describe(int customer, Placement placement, TouchOutcome outcome)
    {
        var needs = new Needs(_model, customer, placement);
        return new TouchReasoning
        {
            Touch = placement.Touch,
            Outcome = outcome,
            Option = Allocated(customer, placement),
            Value = _model.Problem.NetValue(customer, placement.Touch, placement.Channel, placement.Day),
            Cost = needs.Cost,
            Prices = [.. Parts(needs).Select(part => new PaidPrice(ResourceOf(part.Resource), part.Units, _prices.Price[part.Resource]))],
            Worth = Worth(customer, placement),
        };
    }

    private IEnumerable<Placement> Options(int customer, int touch)
    {
        for (var c = 0; c < _model.Channels; c++)
        {
            for (var days = _model.Masks[((_model.Problem.Columns.TouchStart[customer] + touch) * _model.Channels) + c]; days != 0; days &= days - 1)
            {
                yield return new Placement((byte)touch, (byte)c, (byte)BitOperations.TrailingZeroCount(days));
            }
        }
    }

    private long Worth(int customer, Placement placement)
    {
        var needs = new Needs(_model, customer, placement);
        return (_model.Problem.NetValue(customer, placement.Touch, placement.Channel, placement.Day) * PriceTable.Scale) - Parts(needs).Sum(part => part.Units * _prices.Price[part.Resource]);
    }

    private static IEnumerable<Needs.Part> Parts(Needs needs) => Enumerable.Range(0, needs.Count).Select(i => needs[i]);

    /// <summary>The first cap that one more contact would break, and what fills it.</summary>
    private (RollingCap? Cap, ImmutableArray<FixedContact> FilledBy) BrokenBy(int customer, Placement[] placements, Placement option)
    {
        var (terms, days) = (_model.Problem.Terms, Days(customer, placements));
        var one = _model.AsFixed(customer, option);
        for (var i = 0; i < terms.Caps.Length; i++)
        {
            var rule = _model.Groups.Rules[i];
            if (_model.Groups.Counts(rule, one) && (days.ForbiddenBy(rule) >> option.Day & 1) != 0)
            {
                return (terms.Caps[i], Filling(rule, customer, placements, option.Day));
            }
        }

        return (null, []);
    }

    /// <summary>The contacts of the windows around a day that hold as many as a cap allows; those of other windows do not fill it.</summary>
    private ImmutableArray<FixedContact> Filling(CapRule rule, int customer, Placement[] placements, int day)
    {
        FixedContact[] counted =
        [
            .. _model.Problem.HistoryOf(customer).ToArray().Concat(_model.Problem.CommitmentsOf(customer).ToArray()).Concat(placements.Select(placement => _model.AsFixed(customer, placement)))
                .Where(contact => _model.Groups.Counts(rule, contact) && Math.Abs(contact.Day - day) < rule.Window)
                .OrderBy(contact => contact.Day),
        ];

        // Of a window that is full the first contact may be taken for its beginning, or the day itself.
        return
        [
            .. counted.Where(contact => counted.Select(other => Math.Min(other.Day, day)).Distinct().Any(start =>
                contact.Day >= start && contact.Day < start + rule.Window && day < start + rule.Window && counted.Count(other => other.Day >= start && other.Day < start + rule.Window) >= rule.Max)),
        ];
    }

    private int? FreesOn(int customer, Placement[] placements, Placement option)
    {
        var (days, one) = (Days(customer, placements), _model.AsFixed(customer, option));
        var forbidden = days.ForbiddenTo(option.Channel, _model.Groups.GroupsOf(one));
        var free = ~forbidden & ContactDays.Span(option.Day + 1, _model.Days - 1);
        return free == 0 ? null : BitOperations.TrailingZeroCount(free);
    }

    private ContactDays Days(int customer, Placement[] placements)
    {
        var days = new ContactDays(_model);
        days.Load(customer);
        foreach (var placement in placements)
        {
            days.Add(_model.AsFixed(customer, placement));
        }

        return days;
    }

    /// <summary>The first resource without room for one more such contact; work beyond what a week takes is paid for.</summary>
    private PlanResource? Crowded(int customer, Placement option) =>
        Parts(new Needs(_model, customer, option)).Where(part => part.Resource < _model.WorkAt && _use[part.Resource] + part.Units > _model.Capacity[part.Resource])
            .Select(part => (PlanResource?)ResourceOf(part.Resource)).FirstOrDefault();

    private PlanResource ResourceOf(int r) =>
        r < _model.DayTotalAt ? new(PlanResourceKind.ChannelDay, r / _model.Days, r % _model.Days)
        : r < _model.StaffAt ? new(PlanResourceKind.DayTotal, 0, r - _model.DayTotalAt)
        : r < _model.BudgetAt ? new(PlanResourceKind.StaffMinutes, (r - _model.StaffAt) / _model.Days, (r - _model.StaffAt) % _model.Days)
        : r < _model.CampaignAt ? new(PlanResourceKind.TotalBudget, 0, 0)
        : r < _model.WorkAt ? new(PlanResourceKind.CampaignBudget, r - _model.CampaignAt, 0)
        : new(PlanResourceKind.WeeklyWork, r - _model.WorkAt, 0);

    private AllocatedTouch Allocated(int customer, Placement placement) => new(_model.Problem.Columns.Ids[customer], placement.Touch, placement.Channel, placement.Day);

    /// <summary>A customer's contacts: the plan is in order of ids.</summary>
    private Placement[] PlacementsOf(int customer)
    {
        var (touches, id) = (_plan.Touches, _model.Problem.Columns.Ids[customer]);
        var (low, high) = (0, touches.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = touches[middle].CustomerId < id ? (middle + 1, high) : (low, middle);
        }

        var end = low;
        while (end < touches.Length && touches[end].CustomerId == id)
        {
            end++;
        }

        return [.. touches.AsSpan()[low..end].ToArray().Select(each => new Placement((byte)each.Touch, (byte)each.Channel, (byte)each.Day))];
    }
}
