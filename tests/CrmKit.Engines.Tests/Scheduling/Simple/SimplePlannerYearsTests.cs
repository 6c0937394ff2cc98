using CrmKit.Numerics;
using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

/// <summary>Three years of a small shop, day by day: customers come when they like, and the program is down now and then.</summary>
public sealed class SimplePlannerYearsTests
{
    private const int Days = 3 * 365;
    private static readonly LocalDate Start = new(2026, 1, 1);

    [Theory]
    [InlineData(1UL, 30, 1, 14, 28)]
    [InlineData(2UL, 10, 1, 21, 28)]
    [InlineData(3UL, 5, 2, 30, 7)]
    [InlineData(4UL, 90, 3, 60, 1)]
    public void Nobody_is_forgotten_nobody_is_flooded(ulong seed, int interval, int max, int window, int horizon)
    {
        var random = new SeededRandom(seed);
        var planner = new SimplePlanner(new SimplePlannerOptions { IntervalDays = interval, Cap = TouchCap.AtMost(max, window), HorizonDays = horizon });
        var customers = Enumerable.Range(0, 12).Select(id => new Visitor(id, random.NextBelow(100) - 100)).ToList();
        var (down, outages) = (0, new int[Days]);
        for (var day = 0; day < Days; day++)
        {
            down = down > 0 ? down - 1 : random.NextUniform() < 0.02 ? 1 + random.NextBelow(40) : 0;
            outages[day] = down;
            foreach (var customer in customers)
            {
                // Some come every month, some hardly ever.
                if (random.NextUniform() < (int)customer.Id % 4 / 90d)
                {
                    customer.Interactions.Add(day);
                }
            }

            if (down == 0)
            {
                foreach (var contact in planner.Plan(customers.Select(customer => customer.Known()), Start.PlusDays(day)).On(Start.PlusDays(day)))
                {
                    var customer = customers[int.Parse(contact.Customer.Value, CultureInfo.InvariantCulture)];
                    Assert.True(customer.Interactions.Max() + interval <= day, "asked before the interval was over");
                    customer.Interactions.Add(day);
                    customer.Contacts.Add(day);
                }
            }
        }

        Assert.Contains(outages, left => left > 10);
        Assert.All(customers, customer => AssertGaps(customer, interval, max, window, outages));
    }

    private static void AssertGaps(Visitor customer, int interval, int max, int window, int[] outages)
    {
        // The program speaks on the first day after interval and cap on which it runs: no day of downtime more.
        var interactions = customer.Interactions.Append(Days).ToList();
        foreach (var (last, next) in interactions.Zip(interactions.Skip(1)))
        {
            var latest = Math.Max(0, last + Math.Max(interval, window));
            while (latest < Days && outages[latest] > 0)
            {
                latest++;
            }

            Assert.True(next <= latest, $"silent from day {last} to {next}, not only to {latest}");
        }

        // Who never comes on their own hears of the shop all the time.
        Assert.True(customer.Contacts.Count > 0 || customer.Id % 4 > 0);
        for (var i = max; i < customer.Contacts.Count; i++)
        {
            Assert.True(customer.Contacts[i] - customer.Contacts[i - max] >= window, "more contacts than the cap allows");
        }
    }

    private sealed class Visitor(long id, int first)
    {
        public long Id { get; } = id;

        public List<int> Interactions { get; } = [first];

        public List<int> Contacts { get; } = [];

        public SimpleCustomer Known() => new(Id, Start.PlusDays(Interactions.Max())) { Contacts = [.. Contacts.Select(Start.PlusDays)] };
    }
}
