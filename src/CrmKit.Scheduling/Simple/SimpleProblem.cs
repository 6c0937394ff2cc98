namespace CrmKit.Scheduling;

/// <summary>The days of a small shop as a <see cref="ContactProblem"/>: one channel, one reason, one cap, and capacities that nobody reaches.</summary>
internal sealed class SimpleProblem(SimplePlannerOptions options, LocalDate today)
{
    private const int Channel = 0;
    private const long Plenty = 1_000_000_000;
    private const int Worth = 1_000;

    private readonly ContactProblemBuilder _builder = new();

    /// <summary>Adds a customer who is due within the horizon, under a number of their own.</summary>
    public void Add(int id, SimpleCase customer)
    {
        var first = Math.Max(0, Period.DaysBetween(today, customer.Due));
        var start = DayNumber.From(today);
        List<FixedContact> history = [];
        List<FixedContact> promised = [];
        foreach (var number in customer.Contacts)
        {
            var day = number - start;
            if (day > -options.Cap.WindowDays && day < options.HorizonDays)
            {
                (day < 0 ? history : promised).Add(new FixedContact(day, Channel, ContactKind.Value));
            }
        }

        // A day later is worth a little less: the best plan of each is the first day that the cap leaves.
        var touch = new PossibleTouch(Reason: 0, first, options.HorizonDays - 1, Peak: first, Worth, Slope: 1, CallMinutes: 0, WorkMinutes: 0);
        _builder.Add(id, staff: 0, history.ToArray(), promised.ToArray(), blocked: null, [touch], [1_000]);
    }

    /// <summary>The day of each customer's contact; without an entry where the cap leaves none.</summary>
    public Dictionary<int, LocalDate> Solve()
    {
        // Without scarce capacities every price is 0, and what is best for each is best for all: there is nothing to search for.
        var allocator = new ContactAllocator(new ContactAllocationOptions { PriceSteps = 0, MovesPerCustomer = 0, Rounds = 1 });
        return allocator.Allocate(_builder.Build(Terms())).Touches.ToDictionary(touch => (int)touch.CustomerId, touch => today.PlusDays(touch.Day));
    }

    private ContactTerms Terms() => new()
    {
        Days = options.HorizonDays,
        FirstDayOfWeek = (int)today.DayOfWeek - 1,
        Channels = ["contact"],
        ChannelCosts = [0],
        Reasons = [new TouchReason("interval", ContactKind.Value, ExtraCost: 0, Campaign: -1, Lag: 0)],
        ClosedDays = [[]],
        Caps = options.Cap.IsNone ? [] : [new RollingCap("all", options.Cap.WindowDays, options.Cap.Max)],
        ChannelCapacity = [[.. Enumerable.Repeat(Plenty, options.HorizonDays)]],
        StaffMinutes = [],
        TotalBudget = Plenty,
        CampaignBudgets = [],
        WeeklyWork = [.. Enumerable.Repeat(Plenty, ((options.HorizonDays - 1) / 7) + 1)],
        OverloadPrice = 0,
    };
}
