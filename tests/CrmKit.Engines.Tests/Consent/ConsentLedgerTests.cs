using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ConsentLedgerTests
{
    private static readonly Topic Spring = new("spring");
    private static readonly Topic Hanover = new("hanover");

    [Fact]
    public void Decision_equals_a_replay_of_what_was_known() => Law.Holds(ConsentGenerators.Cases, given =>
    {
        var decision = given.Question.Decide(given.Entries);
        Assert.Equal(Replay(given.Entries, given.Question), decision.ReliedOn is null ? null : decision.IsAllowed);
        Assert.Equal(decision.IsAllowed, decision.ReliedOn?.Entry.State == ConsentState.OptIn);
    }, tests: 3000);

    // The entry relied on stands in stored decisions: of two refusals at one instant, it must always be the same.
    [Fact]
    public void Order_of_entries_changes_neither_the_decision_nor_the_entry_relied_on() => Law.Holds(
        from given in ConsentGenerators.Cases
        from shuffled in Generated.Shuffled(given.Entries)
        select (given.Entries, given.Question, shuffled),
        given => given.Question.Decide(given.Entries) == given.Question.Decide(given.shuffled)
            && given.Question.DecideContact(given.Entries) == given.Question.DecideContact(given.shuffled),
        tests: 1000);

    [Fact]
    public void What_is_recorded_or_ended_later_never_changes_a_past_decision() => Law.Holds(
        from given in ConsentGenerators.Cases
        from later in Generated.UpTo(4, ConsentGenerators.Recorded)
        from hours in Gen.Choose(1, 100)
        select (given.Entries, given.Question, later, hours),
        given =>
        {
            var after = given.Question.AsOf + Duration.FromHours(given.hours);
            var grown = given.Entries
                .Select(recorded => recorded.VoidFrom is null ? recorded with { VoidFrom = after } : recorded)
                .Concat(given.later.Select(recorded => recorded with { RecordedAt = after }));
            var (before, replayed) = (given.Question.Decide(given.Entries), given.Question.Decide(grown));
            Assert.Equal(before.IsAllowed, replayed.IsAllowed);
            Assert.Equal(before.ReliedOn?.Entry, replayed.ReliedOn?.Entry);
        }, tests: 1000);

    [Fact]
    public void Agreement_after_an_objection_counts_only_with_proof_and_only_when_it_came_later() => Law.Holds(ConsentGenerators.Cases, given =>
    {
        var decision = given.Question.Decide(given.Entries);
        foreach (var objection in given.Entries.Where(recorded => recorded.Entry.State == ConsentState.Objection && IsKnown(recorded, given.Question)))
        {
            Assert.True(!decision.IsAllowed || (decision.ReliedOn!.Entry.IsFreshOptIn && decision.ReliedOn.Entry.OccurredAt > objection.Entry.OccurredAt));
        }
    }, tests: 3000);

    [Fact]
    public void No_number_of_agreements_without_proof_revives_whoever_objected() => Law.Holds(
        from given in ConsentGenerators.Cases
        from agreements in Generated.UpTo(6, ConsentGenerators.Recorded)
        select (given.Entries, given.Question, agreements),
        given =>
        {
            var objection = new RecordedConsent(new ConsentEntry("7", given.Question.Point, Purpose.Greetings, ConsentState.Objection, given.Question.AsOf, "letter"), given.Question.AsOf);
            var imported = given.agreements.Select(recorded => recorded with { Entry = recorded.Entry with { State = ConsentState.OptIn, Evidence = ConsentEvidence.Reported } });
            var ever = given.Question with { AsOf = given.Question.AsOf + Duration.FromDays(10_000) };
            Assert.False(ever.Decide([.. imported, objection]).IsAllowed);
            Assert.False(ever.DecideContact([.. imported, objection]).IsAllowed);
        }, tests: 1000);

    [Fact]
    public void Contact_is_never_decided_more_freely_than_the_past() => Law.Holds(
        ConsentGenerators.Cases, given => !given.Question.DecideContact(given.Entries).IsAllowed || given.Question.Decide(given.Entries).IsAllowed, tests: 3000);

    [Fact]
    public void Contact_is_decided_as_the_past_once_everything_is_known() => Law.Holds(ConsentGenerators.Cases, given =>
    {
        var later = given.Question with { AsOf = given.Question.AsOf + Duration.FromDays(100) };
        Assert.Equal(later.Decide(given.Entries), later.DecideContact(given.Entries));
    }, tests: 1000);

    [Fact]
    public void Refusal_that_is_known_always_stops_a_contact() => Law.Holds(ConsentGenerators.Cases, given =>
    {
        var last = given.Entries.Select(recorded => recorded.Entry.OccurredAt).Append(given.Question.AsOf).Max();
        var refusal = new RecordedConsent(
            new ConsentEntry("7", given.Question.Point, given.Question.Purpose, ConsentState.OptOut, last, "telephone") { Topic = given.Question.Topic }, last + Duration.FromDays(900));
        Assert.False(given.Question.DecideContact([.. given.Entries, refusal]).IsAllowed);
    }, tests: 1000);

    [Fact]
    public void General_refusal_covers_every_topic_agreed_to_before()
    {
        var entries = new[] { Said(ConsentState.OptIn, 1, Spring), Said(ConsentState.OptOut, 2, topic: null) };
        Assert.False(Ask(entries, Spring));
        Assert.True(Ask([.. entries, Said(ConsentState.OptIn, 3, Spring)], Spring));
        Assert.False(Ask([.. entries, Said(ConsentState.OptIn, 3, Spring)], Hanover));
        Assert.False(Ask([.. entries, Said(ConsentState.OptIn, 3, Spring)], topic: null));
    }

    [Fact]
    public void Refusal_of_one_topic_leaves_the_others()
    {
        var entries = new[] { Said(ConsentState.OptIn, 1, topic: null), Said(ConsentState.OptOut, 2, Spring) };
        Assert.False(Ask(entries, Spring));
        Assert.True(Ask(entries, Hanover));
        Assert.True(Ask(entries, topic: null));
    }

    [Fact]
    public void Agreement_to_one_topic_permits_nothing_at_large()
    {
        Assert.False(Ask([Said(ConsentState.OptIn, 1, Spring)], topic: null));
        Assert.True(Ask([Said(ConsentState.OptIn, 1, Spring)], Spring));
    }

    [Fact]
    public void Objection_is_about_every_purpose_and_topic_of_its_point()
    {
        var entries = new[] { Said(ConsentState.OptIn, 1, topic: null), Said(ConsentState.Objection, 2, Spring) with { } };
        Assert.False(Ask(entries, Hanover));
        Assert.False(new ConsentLedger(entries).Decide(Known.Email, Purpose.Greetings, Known.LongAgo + Duration.FromDays(9)).IsAllowed);
        Assert.Null(new ConsentLedger(entries).Decide(Known.Mobile, Purpose.Marketing, Known.LongAgo + Duration.FromDays(9)).ReliedOn);
    }

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

    [Fact]
    public void Decision_allocates_nothing()
    {
        var ledger = new ConsentLedger([Said(ConsentState.OptIn, 1, topic: null), Said(ConsentState.Objection, 2, Spring), Said(ConsentState.OptIn, 3, Spring), Said(ConsentState.OptOut, 3, Hanover)]);
        var at = Known.LongAgo + Duration.FromDays(9);
        var allowed = 0;
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                allowed += ledger.Decide(Known.Email, Purpose.Marketing, at, Spring).IsAllowed ? 1 : 0;
                allowed += ledger.DecideContact(Known.Email, Purpose.Marketing, at, Hanover).IsAllowed ? 1 : 0;
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();
        Assert.Equal(0, Allocated());
        Assert.Equal(0, allowed);
    }

    private static RecordedConsent Said(ConsentState state, int day, Topic? topic)
    {
        var recorded = Known.Says(state, at: Known.LongAgo + Duration.FromDays(day));
        return recorded with { Entry = recorded.Entry with { Topic = topic } };
    }

    private static bool Ask(IEnumerable<RecordedConsent> entries, Topic? topic) =>
        new ConsentLedger(entries).Decide(Known.Email, Purpose.Marketing, Known.LongAgo + Duration.FromDays(9), topic).IsAllowed;

    private static bool IsKnown(RecordedConsent recorded, ConsentQuestion question) =>
        recorded.RecordedAt <= question.AsOf && recorded.Entry.OccurredAt <= question.AsOf && !(recorded.VoidFrom <= question.AsOf) && question.IsAbout(recorded.Entry);

    /// <summary>Says every statement again in the order in which it was said, agreements first; what stands at the end counts.</summary>
    private static bool? Replay(IEnumerable<RecordedConsent> entries, ConsentQuestion question)
    {
        bool? stands = null;
        var objected = false;
        var known = entries.Where(recorded => IsKnown(recorded, question)).Select(recorded => recorded.Entry);
        foreach (var entry in known.OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.State))
        {
            objected |= entry.State == ConsentState.Objection;
            if (entry.State != ConsentState.OptIn)
            {
                stands = false;
            }
            else if (!objected || (entry.Basis == LegalBasis.Consent && entry.Evidence.Kind != EvidenceKind.Reported))
            {
                stands = true;
            }
        }

        return stands;
    }
}
