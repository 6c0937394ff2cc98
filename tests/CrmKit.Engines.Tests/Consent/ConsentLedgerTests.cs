using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ConsentLedgerTests
{
    private static readonly Gen<(ImmutableArray<RecordedConsent> Entries, ContactPoint Point, Purpose Purpose, Instant AsOf)> Questions =
        from entries in Generated.UpTo(8, Generated.Consents)
        from point in Generated.ContactPoints
        from purpose in Generated.Purposes
        from asOf in Generated.FewInstants
        select (entries, point, purpose, asOf);

    [Fact]
    public void Decision_equals_a_replay_of_what_was_known() => Law.Holds(Questions, given =>
    {
        var decision = new ConsentLedger(given.Entries).Decide(given.Point, given.Purpose, given.AsOf);
        Assert.Equal(Replay(given.Entries, given.Point, given.Purpose, given.AsOf), decision.ReliedOn is null ? null : decision.IsAllowed);
        Assert.Equal(decision.IsAllowed, decision.ReliedOn?.Entry.State == ConsentState.OptIn);
    }, tests: 1000);

    // The entry relied on stands in stored decisions: of two refusals at one instant, it must always be the same.
    [Fact]
    public void Order_of_entries_changes_neither_the_decision_nor_the_entry_relied_on() => Law.Holds(
        from question in Questions
        from shuffled in Generated.Shuffled(question.Entries)
        select (question, shuffled),
        given => new ConsentLedger(given.question.Entries).Decide(given.question.Point, given.question.Purpose, given.question.AsOf)
            == new ConsentLedger(given.shuffled).Decide(given.question.Point, given.question.Purpose, given.question.AsOf),
        tests: 1000);

    [Fact]
    public void Refusal_wins_a_tie()
    {
        var entries = new[] { Known.Says(ConsentState.OptOut), Known.Says(ConsentState.OptIn) };
        Assert.False(new ConsentLedger(entries).Decide(Known.Email, Purpose.Marketing, Known.LongAgo).IsAllowed);
        Assert.False(new ConsentLedger(entries.Reverse()).Decide(Known.Email, Purpose.Marketing, Known.LongAgo).IsAllowed);
    }

    [Fact]
    public void Silence_refuses_and_relies_on_nothing() =>
        Assert.Equal(new ConsentDecision(IsAllowed: false, ReliedOn: null), ConsentLedger.Empty.Decide(Known.Email, Purpose.Marketing, Known.LongAgo));

    [Fact]
    public void What_is_recorded_later_is_unknown_before()
    {
        var week = Duration.FromDays(7);
        var ledger = new ConsentLedger(
        [
            Known.Says(ConsentState.OptIn),
            Known.Says(ConsentState.OptOut, at: Known.LongAgo + week, recorded: Known.LongAgo + (week * 3)),
        ]);
        Assert.True(ledger.Decide(Known.Email, Purpose.Marketing, Known.LongAgo + (week * 2)).IsAllowed);
        Assert.False(ledger.Decide(Known.Email, Purpose.Marketing, Known.LongAgo + (week * 3)).IsAllowed);
        Assert.False(ledger.Decide(Known.Email, Purpose.Marketing, Known.LongAgo - week).IsAllowed);
    }

    [Fact]
    public void Consent_is_of_one_point_and_one_purpose()
    {
        var ledger = new ConsentLedger([Known.Says(ConsentState.OptIn)]);
        Assert.True(ledger.Decide(Known.Email, Purpose.Marketing, Known.LongAgo).IsAllowed);
        Assert.False(ledger.Decide(Known.Mobile, Purpose.Marketing, Known.LongAgo).IsAllowed);
        Assert.False(ledger.Decide(Known.Email, Purpose.Greetings, Known.LongAgo).IsAllowed);
    }

    /// <summary>Says every statement again in the order in which it was said, opt-ins first; what stands at the end counts.</summary>
    private static bool? Replay(IEnumerable<RecordedConsent> entries, ContactPoint point, Purpose purpose, Instant asOf)
    {
        bool? stands = null;
        var known = entries.Where(item => item.RecordedAt <= asOf && item.Entry.OccurredAt <= asOf).Select(item => item.Entry);
        foreach (var entry in known.OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.State == ConsentState.OptIn ? 0 : 1))
        {
            if (entry.Point.Reaches(point) && entry.Purpose == purpose)
            {
                stands = entry.State == ConsentState.OptIn;
            }
        }

        return stands;
    }
}
