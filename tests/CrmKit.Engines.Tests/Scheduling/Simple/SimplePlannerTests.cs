using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

public sealed class SimplePlannerTests
{
    private static readonly LocalDate Today = new(2026, 3, 10);

    [Fact]
    public void Contact_falls_an_interval_after_the_last_interaction_and_says_so()
    {
        var contact = Assert.Single(Plan(new SimpleCustomer("ann", Today.PlusDays(-80))).Contacts);
        Assert.Equal(new SimpleContact("ann", Today.PlusDays(10), Today.PlusDays(-80), Today.PlusDays(10), 90, 0), contact);
        Assert.Equal("2026-03-20 ann: no purchase or contact for 90 days (every 90)", contact.ToString());
    }

    [Fact]
    public void Overdue_customer_is_contacted_today_and_once()
    {
        var contact = Assert.Single(Plan(new SimpleCustomer("ann", Today.PlusDays(-700))).Contacts);
        Assert.Equal((Today, Today.PlusDays(-610), 0), (contact.Day, contact.DueSince, contact.CapDelayDays));
        Assert.Equal("no purchase or contact for 700 days (every 90)", EnglishReasons.Render(contact.Reason));
    }

    [Fact]
    public void Contact_of_the_shop_restarts_the_interval_as_a_visit_does()
    {
        var wait = Assert.Single(Plan(new SimpleCustomer("ann", Today.PlusDays(-700)) { Contacts = [Today.PlusDays(-300), Today] }).Waiting);
        Assert.Equal((SimpleWaitCause.NotYetDue, Today, Today.PlusDays(90), Today.PlusDays(90)), (wait.Cause, wait.LastInteraction, wait.Due, wait.Until));
        Assert.Equal("ann: not due before 2026-06-08: the last purchase or contact was on 2026-03-10 (every 90 days)", wait.ToString());
    }

    [Fact]
    public void Segment_has_its_own_interval_and_an_unknown_one_the_common()
    {
        var options = new SimplePlannerOptions { IntervalsBySegment = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["regular"] = 30 } };
        var plan = new SimplePlanner(options).Plan([new("ann", Today.PlusDays(-20), "regular"), new("bob", Today.PlusDays(-20), "Regular"), new("cid", Today.PlusDays(-20))], Today);
        Assert.Equal(["ann"], plan.Contacts.Select(contact => contact.Customer.Value));
        Assert.Equal(["ann"], plan.On(Today.PlusDays(10)).Select(contact => contact.Customer.Value));
        Assert.Equal(["bob", "cid"], plan.Waiting.Select(wait => wait.Customer.Value));
    }

    [Fact]
    public void Cap_puts_a_contact_off_until_it_frees_and_names_what_fills_it()
    {
        var options = new SimplePlannerOptions { IntervalDays = 5, Cap = TouchCap.AtMost(2, 30), HorizonDays = 14 };
        var customer = new SimpleCustomer("ann", Today.PlusDays(-8)) { Contacts = [Today.PlusDays(-8), Today.PlusDays(-20), Today.PlusDays(-400)] };
        var contact = Assert.Single(new SimplePlanner(options).Plan([customer], Today).Contacts);
        Assert.Equal((Today.PlusDays(10), Today.PlusDays(-3), 10), (contact.Day, contact.DueSince, contact.CapDelayDays));

        var wait = Assert.Single(new SimplePlanner(options with { HorizonDays = 10 }).Plan([customer], Today).Waiting);
        Assert.Equal((SimpleWaitCause.CapReached, Today.PlusDays(10)), (wait.Cause, wait.Until));
        Assert.Equal("the cap of 2 in any 30 days is used up (2 made or promised: 2026-02-18; 2026-03-02)", EnglishReasons.Render(wait.Reason));
    }

    [Fact]
    public void No_cap_is_a_value_and_a_cap_of_none_never_frees()
    {
        var customer = new SimpleCustomer("ann", Today.PlusDays(-3)) { Contacts = [Today.PlusDays(-1), Today.PlusDays(-1)] };
        var options = new SimplePlannerOptions { IntervalDays = 1, Cap = TouchCap.None };
        Assert.Equal(Today, Assert.Single(new SimplePlanner(options).Plan([customer], Today).Contacts).Day);
        var wait = Assert.Single(new SimplePlanner(options with { Cap = TouchCap.AtMost(0, 7) }).Plan([customer], Today).Waiting);
        Assert.Equal((SimpleWaitCause.CapReached, null), (wait.Cause, wait.Until));
    }

    [Fact]
    public void Appointment_and_promised_contact_ahead_count_from_their_own_day()
    {
        var plan = Plan(new SimpleCustomer("ann", Today.PlusDays(3)), new SimpleCustomer("bob", Today.PlusDays(-400)) { Contacts = [Today.PlusDays(40)] });
        Assert.Empty(plan.Contacts);
        Assert.Equal([Today.PlusDays(93), Today.PlusDays(130)], plan.Waiting.Select(wait => wait.Due));
    }

    [Fact]
    public void Ends_of_the_calendar_are_planned_like_any_day()
    {
        Assert.Equal(Today, Assert.Single(Plan(new SimpleCustomer("ann", default)).Contacts).Day);
        var last = Assert.Single(Plan(new SimpleCustomer("ann", Today) { Contacts = [LocalDate.MaxIsoValue] }).Waiting);
        Assert.Equal((LocalDate.MaxIsoValue, LocalDate.MaxIsoValue), (last.Due, last.Until));
    }

    [Fact]
    public void Nobody_gives_an_empty_plan() => Assert.Equal((0, 0), (Plan().Contacts.Length, Plan().Waiting.Length));

    [Fact]
    public void Customer_given_twice_or_without_a_key_is_rejected_without_being_named()
    {
        var twice = Assert.Throws<ArgumentException>(() => Plan(new SimpleCustomer("ann", Today), new SimpleCustomer("ann", Today.PlusDays(-1))));
        Assert.DoesNotContain("ann", twice.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Plan(new SimpleCustomer(default, Today)));
        Assert.Throws<ArgumentException>(() => Plan((SimpleCustomer)null!));
    }

    [Fact]
    public void Options_outside_their_range_are_rejected_and_named()
    {
        Rejected("IntervalDays", new SimplePlannerOptions { IntervalDays = 0 });
        Rejected("IntervalDays", new SimplePlannerOptions { IntervalDays = 3661 });
        Rejected("IntervalsBySegment", new SimplePlannerOptions { IntervalsBySegment = new Dictionary<string, int> { ["regular"] = 0 } });
        Rejected("HorizonDays", new SimplePlannerOptions { HorizonDays = 0 });
        Rejected("HorizonDays", new SimplePlannerOptions { HorizonDays = 65 });
        Rejected("Cap", new SimplePlannerOptions { Cap = TouchCap.AtMost(10_001, 14) });
    }

    private static void Rejected(string option, SimplePlannerOptions options) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => new SimplePlanner(options)).ParamName);

    private static SimplePlan Plan(params SimpleCustomer[] customers) => new SimplePlanner().Plan(customers, Today);
}
