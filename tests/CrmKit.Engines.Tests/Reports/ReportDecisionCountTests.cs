using CrmKit.Reports;

namespace CrmKit.Engines.Tests.Reports;

public class ReportDecisionCountTests
{
    [Fact]
    public void Plan_is_counted_by_outcome_and_reason_the_most_frequent_first()
    {
        var decisions = ImmutableArray.Create(
            Decision("1", PlanOutcome.Refused, ReasonCodes.ConsentMissing),
            Decision("2", PlanOutcome.Planned, ReasonCodes.GatesOpen),
            Decision("3", PlanOutcome.Deferred, ReasonCodes.QuietHours),
            Decision("4", PlanOutcome.Deferred, ReasonCodes.DayFull),
            Decision("5", PlanOutcome.Deferred, ReasonCodes.QuietHours),
            Decision("6", PlanOutcome.Deferred, ReasonCodes.CapReached));

        ReportDecisionCount[] expected =
        [
            new(PlanOutcome.Deferred, ReasonCodes.QuietHours, 2),
            new(PlanOutcome.Deferred, ReasonCodes.CapReached, 1),
            new(PlanOutcome.Deferred, ReasonCodes.DayFull, 1),
            new(PlanOutcome.Refused, ReasonCodes.ConsentMissing, 1),
        ];
        Assert.Equal(expected, ReportDecisionCount.FromPlan(new ContactPlan(SampleReport.Today, [], decisions)));
    }

    private static PlanDecision Decision(string customer, PlanOutcome outcome, string because) => new()
    {
        Key = new TouchKey(customer, ReasonCodes.IntervalDue, "2024-10-01"),
        Outcome = outcome,
        ProposedBecause = new Reason(ReasonCodes.IntervalDue),
        DecidedBecause = new Reason(because),
        Rule = "rule",
        DecidedAt = Instant.FromUtc(2024, 10, 1, 12, 0),
        FactsVersion = 0,
        ZoneDataVersion = "test",
        PolicyVersion = "test",
    };
}
