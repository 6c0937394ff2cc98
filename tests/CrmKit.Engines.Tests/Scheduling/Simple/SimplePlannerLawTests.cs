using CrmKit.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>What the simple planner promises, held against a day-by-day search.</summary>
public sealed class SimplePlannerLawTests
{
    private static readonly LocalDate Today = new(2026, 3, 10);

    private static readonly Gen<TouchCap> Caps = Gen.Frequency(
        (1, Gen.Constant(TouchCap.None)),
        (9, from max in Gen.Choose(0, 3) from window in Gen.Choose(1, 40) select TouchCap.AtMost(max, window)));

    private static readonly Gen<SimplePlannerOptions> Options =
        from interval in Gen.Choose(1, 60)
        from regular in Gen.Choose(1, 20)
        from cap in Caps
        from horizon in Gen.Choose(1, 64)
        select new SimplePlannerOptions { IntervalDays = interval, IntervalsBySegment = new Dictionary<string, int> { ["regular"] = regular }, Cap = cap, HorizonDays = horizon };

    private static readonly Gen<(int Last, bool IsRegular, int[] Contacts)> Customers =
        from last in Gen.Choose(-100, 10)
        from isRegular in Gen.Elements(true, false)
        from contacts in Gen.Frequency((5, Gen.Choose(-60, 0)), (1, Gen.Choose(1, 70))).ListOf()
        select (last, isRegular, contacts.ToArray());

    private static readonly Gen<(SimplePlannerOptions Options, SimpleCustomer[] Customers)> Shops =
        from options in Options
        from customers in Customers.ListOf()
        select (options, customers.Select((customer, i) => new SimpleCustomer(i, Today.PlusDays(customer.Last), customer.IsRegular ? "regular" : null)
        {
            Contacts = [.. customer.Contacts.Select(Today.PlusDays)],
        }).ToArray());

    [Fact]
    public void Everybody_is_planned_on_the_first_day_that_interval_and_cap_allow_or_waits_for_it() => Law.Holds(
        Shops,
        shop =>
        {
            var plan = new SimplePlanner(shop.Options).Plan(shop.Customers, Today);
            Assert.Equal(shop.Customers.Length, plan.Contacts.Length + plan.Waiting.Length);
            var contacts = plan.Contacts.ToDictionary(contact => contact.Customer);
            var waiting = plan.Waiting.ToDictionary(wait => wait.Customer);
            foreach (var customer in shop.Customers)
            {
                var (last, due, first) = FirstPossible(shop.Options, customer);
                if (first is { } day && day < Today.PlusDays(shop.Options.HorizonDays))
                {
                    var contact = contacts[customer.Customer];
                    Assert.Equal((day, last, due), (contact.Day, contact.LastInteraction, contact.DueSince));
                    Assert.Equal(day, LocalDate.Max(due, Today).PlusDays(contact.CapDelayDays));
                }
                else
                {
                    var wait = waiting[customer.Customer];
                    Assert.Equal((last, due, first), (wait.LastInteraction, wait.Due, wait.Until));
                    Assert.Equal(due >= Today.PlusDays(shop.Options.HorizonDays) ? SimpleWaitCause.NotYetDue : SimpleWaitCause.CapReached, wait.Cause);
                }
            }
        }, tests: 300);

    [Fact]
    public void Contacts_are_due_after_the_last_interaction_and_in_order() => Law.Holds(
        Shops,
        shop =>
        {
            var plan = new SimplePlanner(shop.Options).Plan(shop.Customers, Today);
            Assert.All(plan.Contacts, contact => Assert.True(contact.LastInteraction < contact.DueSince && contact.DueSince <= contact.Day && contact.Day >= Today));
            Assert.Equal(plan.Contacts.OrderBy(contact => contact.Day).ThenBy(contact => contact.Customer), plan.Contacts);
            Assert.Equal(plan.Waiting.OrderBy(wait => wait.Due).ThenBy(wait => wait.Customer), plan.Waiting);
        });

    [Fact]
    public void Order_of_customers_and_of_their_contacts_changes_nothing() => Law.Holds(
        from shop in Shops
        from shuffled in Gen.Shuffle(shop.Customers)
        select (shop.Options, shop.Customers, Shuffled: shuffled.Select(customer => customer with { Contacts = [.. customer.Contacts.Reverse()] })),
        shop =>
        {
            var planner = new SimplePlanner(shop.Options);
            Assert.Equal(planner.Plan(shop.Customers, Today), planner.Plan(shop.Shuffled, Today));
        });

    /// <summary>Asks day after day whether any window around it is full.</summary>
    private static (LocalDate Last, LocalDate Due, LocalDate? First) FirstPossible(SimplePlannerOptions options, SimpleCustomer customer)
    {
        var last = customer.Contacts.Append(customer.LastInteraction).Max();
        var due = last.PlusDays(customer.Segment is null ? options.IntervalDays : options.IntervalsBySegment["regular"]);
        var from = LocalDate.Max(due, Today);
        return (last, due, Enumerable.Range(0, 300).Select(from.PlusDays).Where(day => Keeps(options.Cap, customer.Contacts, day)).Select(day => (LocalDate?)day).FirstOrDefault());
    }

    private static bool Keeps(TouchCap cap, IReadOnlyCollection<LocalDate> contacts, LocalDate day) =>
        cap.IsNone || Enumerable.Range(0, cap.WindowDays).All(back =>
        {
            var window = new DateInterval(day.PlusDays(-back), day.PlusDays(cap.WindowDays - 1 - back));
            return contacts.Count(window.Contains) < cap.Max;
        });
}
