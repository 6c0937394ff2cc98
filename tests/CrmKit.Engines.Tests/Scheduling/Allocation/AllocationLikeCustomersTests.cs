using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

/// <summary>Customers who are much alike and a few places a day: at any prices they all want the same day, which is what steps of prices handle worst.</summary>
public sealed class AllocationLikeCustomersTests
{
    private const int Days = 28;
    private const int PlacesADay = 10;

    [Theory]
    [InlineData(400, 1)]
    [InlineData(400, 2)]
    [InlineData(1000, 3)]
    public void Best_contacts_come_first_and_the_bound_says_so(int customers, int seed)
    {
        var random = new Random(seed);
        int[] worth = [.. Enumerable.Range(0, customers).Select(_ => random.Next(7000, 9000))];
        var plan = new ContactAllocator().Allocate(Problem(worth));

        // The dearer a contact the more a day of waiting costs: the best go first, day by day.
        int[] sorted = [.. worth.OrderDescending()];
        var best = Enumerable.Range(0, Days * PlacesADay).Sum(place => (long)sorted[place] - (sorted[place] / 100 * (place / PlacesADay)));
        Assert.InRange(plan.Value, 0.997 * best, best);
        Assert.InRange(plan.Bound, best, 1.002 * best);
        Assert.InRange(plan.Gap, 0, 0.003);
    }

    private static ContactProblem Problem(int[] worth)
    {
        var builder = new ContactProblemBuilder();
        for (var i = 0; i < worth.Length; i++)
        {
            builder.Add(i, 0, [], [], null, [new PossibleTouch(0, 0, Days - 1, 0, worth[i], worth[i] / 100, 0, 0)], [1000]);
        }

        return builder.Build(new ContactTerms
        {
            Days = Days,
            FirstDayOfWeek = 0,
            Channels = ["email"],
            ChannelCosts = [0],
            Reasons = [new TouchReason("offer", ContactKind.Pitch, 0, -1, 0)],
            ClosedDays = [[]],
            Caps = [new RollingCap("all", 14, 1)],
            ChannelCapacity = [[.. Enumerable.Repeat((long)PlacesADay, Days)]],
            StaffMinutes = [],
            TotalBudget = 1_000_000_000_000,
            CampaignBudgets = [],
            WeeklyWork = [0, 0, 0, 0],
            OverloadPrice = 0,
        });
    }
}
