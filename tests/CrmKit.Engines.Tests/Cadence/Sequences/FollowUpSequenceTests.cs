using CrmKit.Cadence;

namespace CrmKit.Engines.Tests;

public sealed class FollowUpSequenceTests
{
    // A Thursday; noon in Berlin.
    private static readonly LocalDate Lead = new(2026, 3, 5);
    private static readonly ContactPoint Email = ContactPoint.Parse(Channel.Email, "anna@example.com");
    private static readonly ContactPoint Phone = ContactPoint.Parse(Channel.Phone, "+4930123456");

    private static readonly FollowUpSequenceOptions Options = new()
    {
        Name = new Topic("boat"),
        Steps = [new FollowUpStep(1), new FollowUpStep(3) { Reason = "shop.second", Kind = TouchKind.Value, Topic = new Topic("boats") }, new FollowUpStep(10) { From = FollowUpAnchor.Start }],
        BusinessZone = SimulatedLife.Business,
    };

    [Fact]
    public void First_step_carries_its_facts_and_is_due_on_the_next_business_day()
    {
        var source = new FollowUpSequence(Options);
        Assert.Empty(source.Propose(Person(Visit(Lead)), Lead));
        var candidate = Assert.Single(source.Propose(Person(Visit(Lead)), Lead.PlusDays(1)));
        Assert.Equal("7/follow-up.step/boat:2026-03-05:1", candidate.Key.ToString());
        Assert.Equal("follow-up.step(sequence=boat, step=1, length=3, length-by=stated, start=2026-03-05)", candidate.Reason.ToString());
        Assert.Equal((TouchClass.Promotional, Purpose.Marketing, false), (candidate.Class, candidate.Purpose, candidate.IsCommitment));
        Assert.Equal(new DateInterval(Lead.PlusDays(1), Lead.PlusDays(30)), candidate.Window);
        Assert.Equal(TouchMoot.OnPurchaseAfter(Lead.PlusDays(-1)), candidate.Moot);
        Assert.Equal(FollowUpReasons.StatedLength, source.LengthReason.Code);
    }

    [Fact]
    public void Lead_of_a_weekend_is_followed_up_on_the_first_business_day_after_it()
    {
        var source = new FollowUpSequence(Options);
        var saturday = Lead.PlusDays(2);
        Assert.Equal(Lead.PlusDays(4), source.Standing(Person(Visit(saturday)), saturday).Window!.Start);
        var atOnce = new FollowUpSequence(Options with { Steps = [new FollowUpStep(0)] });
        Assert.Equal(Lead.PlusDays(4), atOnce.Standing(Person(Visit(saturday)), saturday).Window!.Start);
        Assert.Equal(Lead, atOnce.Standing(Person(Visit(Lead)), Lead).Window!.Start);
    }

    [Fact]
    public void Next_step_waits_for_the_one_before_and_takes_another_channel()
    {
        var source = new FollowUpSequence(Options);
        var first = Sent(1, Lead.PlusDays(4));
        Assert.Equal([Channel.Email], source.Standing(Person(Visit(Lead)), Lead.PlusDays(1)).Channels.AsEnumerable());
        Assert.Equal(1, source.Standing(Person(Visit(Lead)), Lead.PlusDays(20)).NextStep);

        // It left on Monday; three business days later is Thursday.
        var waiting = source.Standing(Person(Visit(Lead), first), Lead.PlusDays(6));
        Assert.Equal((SequenceState.Waiting, 1, 2), (waiting.State, waiting.Sent, waiting.NextStep));
        Assert.Equal("follow-up.waiting(sequence=boat, step=2, due=2026-03-12)", waiting.Reason.ToString());
        var candidate = Assert.Single(source.Propose(Person(Visit(Lead), first), Lead.PlusDays(7)));
        Assert.Equal("7/shop.second/boat:2026-03-05:2", candidate.Key.ToString());
        Assert.Equal("2026-03-09", candidate.Reason["previous"]);
        Assert.Equal((TouchKind.Value, "boats"), (candidate.Kind, candidate.Topic!.Value.Code));
        Assert.Equal([Channel.Phone], candidate.Channels.AsEnumerable());

        // Two business days later whatever channel opens serves, under the same key.
        var later = Assert.Single(source.Propose(Person(Visit(Lead), first), Lead.PlusDays(11)));
        Assert.Equal([Channel.Email, Channel.Phone], later.Channels.AsEnumerable());
        Assert.Equal(candidate.Key, later.Key);
    }

    [Fact]
    public void Step_from_the_start_never_leaves_on_the_day_of_the_one_before()
    {
        var source = new FollowUpSequence(Options);
        var late = new LocalDate(2026, 3, 27);
        Assert.Equal(new LocalDate(2026, 3, 19), source.Standing(Person(Visit(Lead), Sent(1, Lead.PlusDays(1)), Sent(2, Lead.PlusDays(6), "shop.second")), late).Window!.Start);
        Assert.Equal(new LocalDate(2026, 3, 30), source.Standing(Person(Visit(Lead), Sent(1, Lead.PlusDays(1)), Sent(2, late, "shop.second")), late).Window!.Start);
    }

    [Fact]
    public void Each_end_is_told_with_its_reason()
    {
        AssertStop(SequenceStop.Purchase, "follow-up.purchase(sequence=boat, day=2026-03-10)", Person(Visit(Lead), Purchase.OnDay(new EventKey("p"), "7", new LocalDate(2026, 3, 10), Money.Zero(Currency.Eur), SimulatedLife.Business)));
        AssertStop(SequenceStop.Reply, "follow-up.reply(sequence=boat, day=2026-03-06)", Person(Visit(Lead), new Reply(new EventKey("r"), "7", At(Lead.PlusDays(1)), Channel.Phone)));
        AssertStop(SequenceStop.Refusal, "follow-up.refusal(sequence=boat)", Person(Visit(Lead)) with { Customer = Anna with { Blocks = [new ContactBlock(Channel.Email), new ContactBlock(Channel.Phone)] } });
        AssertStop(SequenceStop.Bounce, "follow-up.bounce(sequence=boat)", Person(Visit(Lead)) with { Customer = Anna with { ContactPoints = [new(Email, ContactPointStatus.Bouncing), new(Phone, ContactPointStatus.Dead)] } });
        AssertStop(SequenceStop.NoContactPoint, "follow-up.no-contact-point(sequence=boat)", Person(Visit(Lead)) with { Customer = Anna with { ContactPoints = [new(Email, ContactPointStatus.Retired)] } });
        AssertStop(SequenceStop.Lapsed, "follow-up.lapsed(sequence=boat, step=1, until=2026-04-04)", Person(Visit(Lead)), new LocalDate(2026, 4, 5));
        AssertStop(SequenceStop.Cap, "follow-up.cap(sequence=boat, length=3)", Person(Visit(Lead), Sent(1, Lead.PlusDays(1)), Sent(2, Lead.PlusDays(6), "shop.second"), Sent(3, Lead.PlusDays(20))));
    }

    [Fact]
    public void Topic_that_is_not_welcome_ends_the_sequence_where_the_person_said_so_and_a_block_with_an_end_does_not()
    {
        var person = Person(Visit(Lead), Sent(1, Lead.PlusDays(1)));
        CustomerSnapshot With(InterestOrigin origin) => person with { Customer = Anna with { Interests = [new Interest(new Topic("boats"), origin, IsWelcome: false, At(Lead))] } };
        var source = new FollowUpSequence(Options);
        Assert.Equal(SequenceStop.Refusal, source.Standing(With(InterestOrigin.Stated), Lead.PlusDays(6)).Stop);
        Assert.Equal(SequenceState.Due, source.Standing(With(InterestOrigin.Inferred), Lead.PlusDays(6)).State);
        var away = person with { Customer = Anna with { Blocks = [new ContactBlock(until: Lead.PlusDays(20))] } };
        Assert.Equal(SequenceState.Due, source.Standing(away, Lead.PlusDays(6)).State);
    }

    [Fact]
    public void Refusal_in_the_ledger_stops_the_sequence_where_it_was_said_everywhere_and_silence_does_not()
    {
        var source = new FollowUpSequence(Options);
        var lead = Person(Visit(Lead));
        var today = Lead.PlusDays(1);
        Assert.Equal(SequenceState.Due, source.Standing(lead with { Consents = ConsentLedger.Empty }, today).State);

        // At one of two contact points: the other serves.
        Assert.Equal([Channel.Phone], source.Standing(lead with { Consents = Said(ConsentState.OptOut, Email) }, today).Channels.AsEnumerable());

        // Everywhere, known today or dated ahead by a clock that runs fast.
        var refused = lead with { Consents = Said(ConsentState.OptOut, Email, Phone) };
        AssertStop(SequenceStop.Refusal, "follow-up.refusal(sequence=boat)", refused, today);
        Assert.Empty(source.Propose(refused, today));
        Assert.Equal(SequenceStop.Refusal, source.Standing(lead with { Consents = Said(ConsentState.Objection, Email, Phone) }, Lead.PlusDays(1)).Stop);

        // Of another purpose, or of a step that asks for no agreement, it is none.
        var greetings = new ConsentLedger(new[] { Email, Phone }.Select(point => Known.Says(ConsentState.OptOut, point, Purpose.Greetings)));
        Assert.Equal(SequenceState.Due, source.Standing(lead with { Consents = greetings }, today).State);
        var owed = new FollowUpSequence(Options with { Steps = [new FollowUpStep(1) { Class = TouchClass.Transactional }] });
        Assert.Equal(SequenceState.Due, owed.Standing(refused, today).State);

        // Who agrees again is followed up again.
        var again = new ConsentLedger([.. refused.Consents.Entries, Known.Says(ConsentState.OptIn, Email, at: At(today) + Duration.FromHours(1))]);
        Assert.Equal([Channel.Email], source.Standing(lead with { Consents = again }, today).Channels.AsEnumerable());

        ConsentLedger Said(ConsentState state, params ContactPoint[] points) => new(points.Select(point => Known.Says(state, point, at: At(Lead.PlusDays(1)))));
    }

    [Fact]
    public void Complaint_stops_the_sequence_as_any_word_of_the_person_does()
    {
        var source = new FollowUpSequence(Options);
        var complaint = new Complaint(new EventKey("c"), "7", At(Lead.PlusDays(3)));
        var settled = new ComplaintResolved(new EventKey("s"), "7", At(Lead.PlusDays(4)), new EventKey("c"));
        Assert.Equal(SequenceStop.Reply, source.Standing(Person(Visit(Lead), Sent(1, Lead.PlusDays(1)), complaint, settled), Lead.PlusDays(6)).Stop);
    }

    [Fact]
    public void What_the_lead_says_on_its_first_day_is_no_answer_until_something_left()
    {
        var source = new FollowUpSequence(Options with { Steps = [new FollowUpStep(0), new FollowUpStep(1)] });
        var first = new Reply(new EventKey("a"), "7", At(Lead), Channel.Email);
        var second = new Reply(new EventKey("b"), "7", At(Lead) + Duration.FromHours(2), Channel.Email);
        Assert.Equal(SequenceState.Due, source.Standing(Person(first, second), Lead).State);
        var between = new Touch(new EventKey("t"), "7", At(Lead) + Duration.FromHours(1), new TouchKey("7", FollowUpReasons.Step, "boat:2026-03-05:1"), TouchClass.Promotional, Channel.Email);
        Assert.Equal(SequenceStop.Reply, source.Standing(Person(first, between, second), Lead).Stop);
    }

    [Fact]
    public void Sequence_that_was_begun_goes_on_under_its_day_though_an_older_event_be_found()
    {
        var source = new FollowUpSequence(Options);
        var found = Person(Visit(Lead.PlusDays(-9)), Visit(Lead), Sent(1, Lead.PlusDays(1)));
        Assert.Equal((Lead, 2), (source.Standing(found, Lead.PlusDays(6)).Start, source.Standing(found, Lead.PlusDays(6)).NextStep));
    }

    [Fact]
    public void Day_in_a_field_starts_the_sequence_and_another_day_starts_it_anew()
    {
        var source = new FollowUpSequence(Options with { StartField = "lead-since" });
        CustomerSnapshot On(LocalDate day) => Person(Sent(1, Lead.PlusDays(1))) with { Customer = Anna with { Fields = CustomFields.None.With("lead-since", FieldValue.Of(day)) } };
        Assert.Equal(SequenceState.NotStarted, source.Standing(Person(Visit(Lead)), Lead).State);
        Assert.Equal(2, source.Standing(On(Lead), Lead.PlusDays(6)).NextStep);
        Assert.Equal(1, source.Standing(On(Lead.PlusDays(5)), Lead.PlusDays(6)).NextStep);
        Assert.Equal("follow-up.not-started(sequence=boat, start=2026-04-05)", source.Standing(On(new LocalDate(2026, 4, 5)), Lead).Reason.ToString());
    }

    [Fact]
    public void Opened_message_is_no_lead() =>
        Assert.Equal(SequenceState.NotStarted, new FollowUpSequence(Options).Standing(Person(new Engagement(new EventKey("o"), "7", At(Lead), EngagementKind.Opened)), Lead).State);

    // Wilson's upper limits at 95 % of 40 of 400, 12 of 200 and 0 of 120 sold are 0.1331, 0.1020 and 0.0310.
    [Theory]
    [InlineData(0.03, 3, FollowUpReasons.WorthThroughout)]
    [InlineData(0.05, 2, FollowUpReasons.MeasuredLength)]
    [InlineData(0.11, 1, FollowUpReasons.MeasuredLength)]
    [InlineData(0.2, 0, FollowUpReasons.MeasuredLength)]
    public void Length_ends_where_even_the_upper_limit_of_a_touch_brings_too_little(double worth, int length, string code)
    {
        var source = new FollowUpSequence(Options with { Yields = [new(400, 40, 0.1331), new(200, 12, 0.1020), new(120, 0, 0.0310)], WorthShare = worth });
        Assert.Equal((length, code), (source.Length, source.LengthReason.Code));
        Assert.Equal(length > 0, source.Propose(Person(Visit(Lead)), Lead.PlusDays(1)).Any());
    }

    [Fact]
    public void Measured_end_is_told_and_nothing_is_known_beyond_the_curve()
    {
        var source = new FollowUpSequence(Options with { Yields = [new(400, 40, 0.1331), new(200, 2, 0.0357)], WorthShare = 0.05 });
        var standing = source.Standing(Person(Visit(Lead), Sent(1, Lead.PlusDays(1))), Lead.PlusDays(8));
        Assert.Equal(SequenceStop.Yield, standing.Stop);
        Assert.Equal("follow-up.yield(sequence=boat, length=1, upper=0.0357, worth=0.05)", standing.Reason.ToString());

        // Few leads have wide limits, and no lead none.
        Assert.Equal(9, new FollowUpSequence(Options with { Touches = 9, Yields = [new(3, 0, 0.56), default], WorthShare = 0.05 }).Length);
    }

    [Fact]
    public void Last_step_is_repeated_up_to_the_stated_length()
    {
        var source = new FollowUpSequence(Options with { Steps = [new FollowUpStep(1)], Touches = 4 });
        var standing = source.Standing(Person(Visit(Lead), Sent(1, Lead.PlusDays(1)), Sent(2, Lead.PlusDays(4)), Sent(3, Lead.PlusDays(5))), Lead.PlusDays(6));
        Assert.Equal((SequenceState.Due, 4), (standing.State, standing.NextStep));
    }

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Steps = [] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Steps = default }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Steps = [new FollowUpStep(1), new FollowUpStep(0)] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Steps = [new FollowUpStep(-1)] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Steps = [new FollowUpStep(1) { From = default }] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Steps = [new FollowUpStep(1) { WindowDays = 0 }] }));
        Assert.Throws<ArgumentException>(() => new FollowUpSequence(Options with { Steps = [new FollowUpStep(1) { Reason = string.Empty }] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Touches = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { TurnBusinessDays = 61 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { WorthShare = 0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Yields = [new(1, 0, 1)] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Yields = [new(1, 2, 1)], WorthShare = 0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Yields = [new(2, 1, 0.4)], WorthShare = 0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Yields = [new(2, 1, double.NaN)], WorthShare = 0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Yields = [new(2, 1, 1)], WorthShare = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FollowUpSequence(Options with { Channels = [] }));
    }

    private static Customer Anna { get; } = new() { Id = "7", ContactPoints = [Email, Phone] };

    private static void AssertStop(SequenceStop stop, string reason, CustomerSnapshot person, LocalDate? today = null)
    {
        var source = new FollowUpSequence(Options);
        var standing = source.Standing(person, today ?? Lead.PlusDays(25));
        Assert.Equal((SequenceState.Stopped, stop, reason), (standing.State, standing.Stop, standing.Reason.ToString()));
        Assert.Empty(source.Propose(person, today ?? Lead.PlusDays(25)));
    }

    private static CustomerSnapshot Person(params TimelineEvent[] events) =>
        new(Anna, new CustomerOutlook("7", Lead), LastPurchase: null, LastContact: null) { History = new RelationshipHistory(events, SimulatedLife.Business) };

    private static Engagement Visit(LocalDate day) => new(new EventKey($"visit:{OccasionOracle.Iso(day)}"), "7", At(day), EngagementKind.Visited);

    private static Touch Sent(int step, LocalDate day, string reason = FollowUpReasons.Step) =>
        new(new EventKey($"sent:{step}"), "7", At(day), new TouchKey("7", reason, $"boat:2026-03-05:{step}"), TouchClass.Promotional, Channel.Email);

    private static Instant At(LocalDate day) => day.At(new LocalTime(12, 0)).InZoneStrictly(SimulatedLife.Business).ToInstant();
}
