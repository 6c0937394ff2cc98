namespace CrmKit.Engines.Tests;

public sealed class ComplaintLedgerTests
{
    private static readonly Instant Noon = Known.LongAgo + Duration.FromHours(12);
    private static readonly Duration Hour = Duration.FromHours(1);

    [Fact]
    public void Complaint_is_open_from_when_it_is_made_until_it_is_settled()
    {
        var ledger = new ComplaintLedger([Settled("a", Noon + Hour), Complained("a", Noon), Settled("a", Noon + Hour + Hour)]);
        Assert.Empty(ledger.OpenAt(Noon - Duration.Epsilon));
        Assert.Equal("a", Assert.Single(ledger.OpenAt(Noon)).Key.Value);
        Assert.Single(ledger.OpenAt(Noon + Hour - Duration.Epsilon));
        Assert.Empty(ledger.OpenAt(Noon + Hour));
    }

    [Fact]
    public void Open_complaints_stand_oldest_first_and_settling_one_leaves_the_others() => Assert.Equal(
        ["b", "d", "a"],
        new ComplaintLedger([Complained("a", Noon + Hour), Complained("d", Noon), Complained("b", Noon), Complained("c", Noon), Settled("c", Noon), Settled("x", Noon)])
            .OpenAt(Noon + Hour).Select(complaint => complaint.Key.Value));

    [Fact]
    public void Complaint_counts_as_soon_as_it_is_known_until_the_earliest_settlement()
    {
        var ledger = new ComplaintLedger([Settled("a", Noon + Hour + Hour), Complained("a", Noon + Hour), Settled("a", Noon + Hour), Complained("b", Noon)]);
        Assert.Equal([new OpenComplaint(new("b"), Noon), new OpenComplaint(new("a"), Noon + Hour, Noon + Hour)], ledger.UnsettledAt(Noon - Hour).AsEnumerable());
        Assert.Equal([new OpenComplaint(new("b"), Noon)], ledger.UnsettledAt(Noon + Hour).AsEnumerable());
    }

    private static Complaint Complained(string key, Instant at) => new(new EventKey(key), "7", at);

    private static ComplaintResolved Settled(string complaint, Instant at) => new(new EventKey($"settled-{complaint}-{at}"), "7", at, new EventKey(complaint));
}
