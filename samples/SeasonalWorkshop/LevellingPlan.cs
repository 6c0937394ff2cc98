using CrmKit.Scheduling;

namespace SeasonalWorkshop;

/// <summary>Spreads the offers with the planner: every Monday it plans nine weeks, the offers of the first are made, and the next Monday begins from the prices of this one.</summary>
internal sealed class LevellingPlan(Season season)
{
    private const int Horizon = 63;
    private const int WorkWeeks = ((Horizon - 1 + Season.MeanDelayDays) / 7) + 1;

    // Cents. An offer that cannot wait beyond the horizon is worth far more than the overtime it may cause, one that can a little less than that. Every Monday of a window is as good.
    private const int Worth = 20_000;
    private const int WorthOfMinuteThatCanWait = 80;
    private const int OvertimeMinute = 100;

    private readonly int[] _offered = [.. Enumerable.Repeat(-1, Season.CustomerCount)];
    private readonly double[] _expected = new double[Season.Weeks + WorkWeeks];

    /// <summary>The day of every customer's offer.</summary>
    public IReadOnlyList<int> Run()
    {
        var level = YearLevel.Of(season);
        ContactPrices? prices = null;
        for (var monday = 0; monday < 7 * Season.Weeks; monday += 7)
        {
            var options = new ContactAllocationOptions { WarmPrices = prices, PriceSteps = prices is null ? 200 : 60, MovesPerCustomer = 500, Rounds = 1 };
            var plan = new ContactAllocator(options).Allocate(Problem(monday, level));
            foreach (var touch in plan.Touches.Where(touch => touch.Day < 7))
            {
                Offer((int)touch.CustomerId, monday + touch.Day);
            }

            prices = AWeekOn(plan.Prices);
        }

        return _offered;
    }

    private void Offer(int customer, int day)
    {
        _offered[customer] = day;
        _expected[Season.WorkWeek(day)] += season.Customers[customer].ExpectedMinutes;
    }

    private ContactProblem Problem(int monday, double level)
    {
        var builder = new ContactProblemBuilder();
        foreach (var customer in season.Customers)
        {
            if (_offered[customer.Id] < 0 && customer.First < monday + Horizon)
            {
                var worth = customer.Last < monday + Horizon ? Worth : WorthOfMinuteThatCanWait * customer.ExpectedMinutes;
                var (first, last) = (customer.First - monday, customer.Last - monday);
                builder.Add(customer.Id, 0, [], [], null, [new PossibleTouch(0, first, last, Peak: first, worth, Slope: 0, CallMinutes: 0, customer.ExpectedMinutes)], [1_000]);
            }
        }

        return builder.Build(Terms(monday / 7, level));
    }

    private ContactTerms Terms(int week, double level) => new()
    {
        Days = Horizon,
        FirstDayOfWeek = 0,
        Channels = ["email"],
        ChannelCosts = [1],
        Reasons = [new TouchReason("yearly service", ContactKind.Pitch, ExtraCost: 0, Campaign: -1, Lag: Season.MeanDelayDays)],
        ClosedDays = [[.. Enumerable.Range(0, Horizon).Where(day => !Season.IsMonday(day))]],
        Caps = [new RollingCap("all", 30, 1)],
        ChannelCapacity = [[.. Enumerable.Repeat((long)Season.CustomerCount, Horizon)]],
        StaffMinutes = [],
        TotalBudget = 1_000_000,
        CampaignBudgets = [],
        WeeklyWork = [.. Enumerable.Range(week, WorkWeeks).Select(at => (long)Math.Max(0, level - season.Forecast[at % Season.Weeks] - _expected[at]))],
        OverloadPrice = OvertimeMinute,
    };

    /// <summary>What is next week's today is the first week of the next plan; of its last week nothing is known but the one before.</summary>
    private static ContactPrices AWeekOn(ContactPrices prices) => prices with
    {
        ChannelDays = [.. prices.ChannelDays.Select(days => days.RemoveRange(0, 7).AddRange(days.AsSpan(^7..)))],
        WeeklyWork = prices.WeeklyWork.RemoveAt(0).Add(prices.WeeklyWork[^1]),
    };
}
