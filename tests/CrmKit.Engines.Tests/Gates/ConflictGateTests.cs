namespace CrmKit.Engines.Tests;

public sealed class ConflictGateTests
{
    private static readonly Instant Noon = Known.BerlinTime(2026, 3, 10, 12);
    private static readonly OpenComplaint Open = new(new EventKey("ticket-1"), Known.BerlinTime(2026, 3, 8, 9));
    private static readonly OpenComplaint Other = new(new EventKey("ticket-2"), Known.BerlinTime(2026, 3, 9, 9));

    [Fact]
    public void Open_complaint_stops_offers_and_greetings_until_a_new_fact_and_is_named()
    {
        foreach (var touchClass in Enum.GetValues<TouchClass>())
        {
            var verdict = Judge(Known.Intent(touchClass), Noon, Open, Other);
            Assert.Equal(touchClass is TouchClass.Transactional or TouchClass.Legal, verdict.IsOpen);
        }

        var closed = Judge(Known.Intent(), Noon, Other, Open);
        Assert.Equal(("conflict", Reopening.OnNewFact), (closed.Rule, closed.Reopening));
        Assert.Equal("gate.complaint-open(complaint=ticket-1, since=2026-03-08, open=2)", closed.Reason.ToString());
        Assert.False(closed.IsForStaff);
    }

    [Fact]
    public void Contact_about_an_open_complaint_passes_and_one_about_a_settled_complaint_does_not()
    {
        var checkBack = Known.Intent(TouchClass.Relationship) with { Regards = Open.Key };
        Assert.True(Judge(checkBack, Noon, Other, Open).IsOpen);
        Assert.False(Judge(checkBack, Noon, Other).IsOpen);
        Assert.False(Judge(checkBack, Noon, Other, Open with { SettledAt = Noon }).IsOpen);
        Assert.False(Judge(Known.Intent() with { Regards = new EventKey("order-1") }, Noon, Open).IsOpen);
    }

    [Fact]
    public void Complaint_that_will_be_settled_opens_the_gate_at_that_instant_and_the_last_one_decides()
    {
        var (soon, later) = (Noon + Duration.FromMinutes(1), Noon + Duration.FromHours(3));
        var both = Judge(Known.Intent(), Noon, Open with { SettledAt = soon }, Other with { SettledAt = later });
        Assert.Equal(Reopening.At(later), both.Reopening);
        Assert.Equal("ticket-2", both.Reason["complaint"]);
        Assert.Equal("1", Judge(Known.Intent(), soon, Open with { SettledAt = soon }, Other with { SettledAt = later }).Reason["open"]);
        Assert.True(Judge(Known.Intent(), later, Open with { SettledAt = soon }, Other with { SettledAt = later }).IsOpen);
    }

    [Fact]
    public void Complaint_counts_though_its_time_is_ahead_of_the_clock() =>
        Assert.False(Judge(Known.Intent(), Noon, Open with { MadeAt = Noon + Duration.FromHours(1) }).IsOpen);

    private static GateVerdict Judge(TouchIntent intent, Instant at, params ImmutableArray<OpenComplaint> complaints) =>
        new ConflictGate().Evaluate(intent, Known.Facts() with { OpenComplaints = complaints }, at);
}
