using CrmKit.Scheduling;

namespace CrmKit.Engines.Tests;

/// <summary>Planner and dispatcher ask the same gates: what was planned leaves, as long as no fact changes.</summary>
public sealed class PlanningMeetsDispatchTests
{
    [Fact]
    public void Everything_that_was_planned_passes_the_gates_when_its_time_comes() => Law.Holds(PlanningGenerators.Plannings, planning =>
    {
        var gates = GateList.Standard(new GateOptions { Cap = planning.Cap });
        var made = planning.Cases.ToDictionary(item => item.Facts.Customer, item => item.Facts.Contacts);
        foreach (var touch in planning.Plan().Touches)
        {
            var customer = touch.Intent.Key.Customer;
            var facts = planning.Cases.Single(item => item.Facts.Customer == customer).Facts;

            // As the dispatcher asks: contacts that have left count, those still promised are judged when they leave.
            var verdict = gates.Evaluate(touch.Intent, facts with { Contacts = made[customer], Commitments = [] }, touch.SendAt);
            Assert.True(verdict.IsOpen, $"{touch.Intent.Key} was planned for {touch.SendAt}: {verdict.Reason}");
            made[customer] = made[customer].Add(new ContactRecord(touch.Intent.Key, touch.SendAt, touch.Intent.Class, touch.Intent.Point.Channel) { Kind = touch.Intent.Kind });
        }
    }, tests: 500);

    [Fact]
    public void Every_decision_says_which_rules_were_in_force_and_what_it_relied_on() => Law.Holds(PlanningGenerators.Plannings, planning =>
    {
        var inForce = GateList.Standard(new GateOptions { Cap = planning.Cap }).InForce;
        Assert.All(planning.Plan().Decisions, decision =>
        {
            Assert.Equal(inForce, decision.InForce);
            Assert.Equal(ReasonCodes.FactsReliedOn, decision.ReliedOn?.Code);
            Assert.Equal("Email", decision.ReliedOn?["channel"]);
        });
    }, tests: 50);

    [Fact]
    public void Contact_is_planned_inside_the_hours_that_the_person_likes_and_on_its_day_in_any_case()
    {
        var day = new LocalDate(2026, 3, 10);
        Assert.Equal(Known.BerlinTime(2026, 3, 10, 17), SendAt(new LocalTime(17, 0), new LocalTime(19, 0)));
        Assert.Equal(Known.BerlinTime(2026, 3, 10, 12), SendAt(new LocalTime(9, 0), new LocalTime(10, 0)));

        Instant SendAt(LocalTime from, LocalTime until)
        {
            var candidate = new TouchCandidate
            {
                Key = Known.Key(),
                Reason = new Reason("test"),
                Class = TouchClass.Promotional,
                Purpose = Purpose.Marketing,
                Channels = [Channel.Email],
                Window = new DateInterval(day, day.PlusDays(5)),
            };
            var facts = Known.Facts() with { PreferredHours = new Calendars.DailyHours(from, until) };
            var planner = new ContactPlanner(GateList.Standard(new GateOptions()), new ContactPlannerOptions { BusinessZone = Known.Berlin });
            return Assert.Single(planner.Plan([new PlanningCase(facts, [candidate])], Known.BerlinTime(2026, 3, 10, 12)).Touches).SendAt;
        }
    }
}
