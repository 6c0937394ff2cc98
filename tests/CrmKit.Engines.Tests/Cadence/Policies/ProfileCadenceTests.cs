using CrmKit.Calendars;
using CrmKit.Cadence;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ProfileCadenceTests
{
    private static readonly LocalDate Day = new(2024, 2, 29);
    private static readonly ImmutableArray<string> Items = ["boat", "dress", "refill", "tea"];

    private static Gen<ImmutableArray<TimelineEvent>> Histories => Generated.UpTo(8, Gen.OneOf(
        from day in Gen.Choose(0, 900)
        from items in Gen.SubListOf(Items.AsEnumerable())
        from key in Gen.Choose(0, 99)
        select (TimelineEvent)(Bought(key, Day.PlusDays(day)) with { Items = [.. items.Select(item => new Topic(item))] }),
        from day in Gen.Choose(0, 900)
        from of in Gen.Choose(0, 99)
        from amount in Gen.Elements(1, 99)
        select (TimelineEvent)PurchaseReturn.OnDay(new EventKey($"r{of}"), "7", Day.PlusDays(day), new Money(amount, Currency.Eur), DateTimeZone.Utc, new EventKey($"p{of}")),
        from day in Gen.Choose(0, 900)
        from number in Gen.Choose(0, 99)
        select (TimelineEvent)Touched(number, Day.PlusDays(day), ProfileReasons.Due)));

    [Fact]
    public void Nobody_hears_of_what_he_bought_within_its_rest_and_what_is_said_fits_what_he_owns() => Law.Holds(
        from profile in GeneratedProfiles.Profiles
        from events in Histories
        from zone in Generated.Zones
        from day in Gen.Choose(0, 3000)
        select (profile, history: new RelationshipHistory(events, zone), today: Day.PlusDays(day)),
        given =>
        {
            foreach (var candidate in new ProfileCadence(new CadencePolicy(given.profile)).Propose(Snapshot(given.history), given.today))
            {
                var bought = given.history.Events.OfType<Purchase>().Where(purchase => candidate.Topic is { } topic && purchase.Items.Contains(topic)).ToList();
                var rest = given.profile.Items.Where(item => item.Item == candidate.Topic).Select(item => item.RestDays).SingleOrDefault();
                Assert.All(bought, purchase => Assert.False(candidate.Window.Start < purchase.Day.PlusDays(rest)));

                // The content is one of the band's, and its condition holds on the due day.
                var recency = given.history.Summary.LastPurchase is { } last ? Period.DaysBetween(last, candidate.Window.Start) : (int?)null;
                Assert.Contains(given.profile.Bands.Of(recency).Contents, content =>
                    (content.Topic, content.Kind, content.Class, content.Purpose) == (candidate.Topic, candidate.Kind, candidate.Class, candidate.Purpose)
                    && (content.Channels.IsEmpty ? given.profile.Channels : content.Channels).SequenceEqual(candidate.Channels)
                    && (content.Condition is not { } condition || condition.Holds(given.history.OwnedSince(condition.Item), candidate.Window.Start)));
            }
        }, tests: 1000);

    [Fact]
    public void Asking_on_every_day_of_a_window_gives_one_effect_with_one_content() => Law.Holds(
        from profile in GeneratedProfiles.Profiles
        from events in Histories
        from zone in Generated.Zones
        select (profile, history: new RelationshipHistory(events, zone)),
        given =>
        {
            var source = new ProfileCadence(new CadencePolicy(given.profile));
            var snapshot = Snapshot(given.history);
            var candidates = Enumerable.Range(0, 1200).SelectMany(day => source.Propose(snapshot, Day.PlusDays(day)).Select(candidate => (Day: Day.PlusDays(day), Candidate: candidate))).ToList();
            foreach (var window in candidates.GroupBy(item => item.Candidate.Key))
            {
                var first = window.First().Candidate;
                Assert.All(window, item => Assert.True(Same(first, item.Candidate) && item.Candidate.Window.Contains(item.Day)));
            }

            Assert.Equal(candidates.Count, candidates.DistinctBy(item => item.Day).Count());
        }, tests: 30);

    [Fact]
    public void Candidate_carries_its_terms()
    {
        var history = new RelationshipHistory([Bought(1, Day)], DateTimeZone.Utc);
        var value = new ValueOutlook(0.9, 3, new Money(100, Currency.Eur), new Money(400, Currency.Eur), 365, EstimateStatus.Fitted);
        var outlook = new CustomerOutlook("7", Day) { Value = value, Attrition = new AttritionOutlook(0.25, AttritionSource.Value, EstimateStatus.Fitted) };
        var source = new ProfileCadence(new CadencePolicy(BusinessProfiles.DressShop()));
        var snapshot = Snapshot(history) with { Outlook = outlook };
        Assert.Empty(source.Propose(snapshot, Day.PlusDays(25)));
        var candidate = Assert.Single(source.Propose(snapshot, Day.PlusDays(30)));
        Assert.Equal("7/cadence.profile-due/2024-02-29+1", candidate.Key.ToString());
        Assert.Equal(
            "cadence.profile-due(due=2024-03-26, profile=dress-shop, band=fresh, interval=26, base=40, recency=1, value=0.85, risk=0.75, rhythm=1, shortest=14, longest=365, kind=care)",
            candidate.Reason.ToString());
        Assert.Equal(new DateInterval(Day.PlusDays(26), Day.PlusDays(51)), candidate.Window);
        Assert.Equal((Day.PlusDays(26), 40_000L, 1538L, TouchMoot.OnPurchaseAfter(Day)), (candidate.PeakDay, candidate.Value, candidate.LossPerDay, candidate.Moot));
        Assert.Equal((TouchKind.Care, TouchClass.Relationship, Purpose.Greetings, null), (candidate.Kind, candidate.Class, candidate.Purpose, candidate.Topic));
        Assert.False(candidate.IsCommitment);
    }

    [Fact]
    public void Each_content_has_its_turn()
    {
        var profile = BusinessProfiles.DressShop();
        var source = new ProfileCadence(new CadencePolicy(profile));
        List<TimelineEvent> events = [Touched(0, Day, "other.reason")];
        var topics = new List<string?>();
        var today = Day;
        for (var i = 1; i <= 6; i++)
        {
            today = today.PlusDays(90);
            var candidate = Assert.Single(source.Propose(Snapshot(new RelationshipHistory(events, DateTimeZone.Utc)), today));
            topics.Add(candidate.Topic?.Code);
            events.Add(Touched(i, today, ProfileReasons.Due));
        }

        Assert.Equal(["collection", "styling", "dress", "collection", "styling", "dress"], topics);
    }

    [Fact]
    public void Who_agreed_to_a_part_of_what_there_is_to_say_hears_that_part_in_its_turn()
    {
        var zone = DateTimeZone.Utc;
        var mail = ContactPoint.Parse(Channel.Email, "seven@example.com");
        var agreed = new ConsentEntry("7", mail, Purpose.Greetings, ConsentState.OptIn, zone.StartOf(Day), "form");
        var source = new ProfileCadence(new CadencePolicy(BusinessProfiles.DressShop()));
        var person = new Customer { Id = "7", ContactPoints = [mail] };
        Assert.Equal(["styling", "styling", "styling"], TopicsOf(agreed));

        // Who agreed to nothing, or at an address of another channel, keeps the turn: the gates say why nothing leaves.
        Assert.Equal(["collection", "styling", "dress"], TopicsOf());
        Assert.Equal(["collection", "styling", "dress"], TopicsOf(agreed with { Point = ContactPoint.Parse(Channel.Phone, "+491701234567") }));
        Assert.Equal(["collection", "dress", "collection"], TopicsOf(agreed with { Purpose = Purpose.Marketing }));

        // A refusal counts at once.
        Assert.Equal(["collection", "styling", "dress"], TopicsOf(agreed, agreed with { State = ConsentState.OptOut, OccurredAt = zone.StartOf(Day.PlusDays(1)) }));

        IEnumerable<string?> TopicsOf(params IEnumerable<ConsentEntry> said)
        {
            var snapshot = Snapshot(new RelationshipHistory([Touched(0, Day, "other.reason")], zone)) with
            {
                Customer = person,
                Consents = new ConsentLedger(said.Select(entry => new RecordedConsent(entry, entry.OccurredAt))),
            };
            return [.. Enumerable.Range(1, 3).Select(number => source.Propose(snapshot, Day.PlusDays(60 * number)).Single().Topic?.Code)];
        }
    }

    [Fact]
    public void Who_has_heard_as_often_as_the_profile_allows_waits_and_is_not_forgotten()
    {
        var profile = BusinessProfiles.DressShop() with { IntervalDays = 14, Most = TouchCap.AtMost(2, 30) };
        var history = new RelationshipHistory([Bought(1, Day), Touched(1, Day.PlusDays(1), "occasion.thank-you"), Touched(2, Day.PlusDays(6), "occasion.birthday")], DateTimeZone.Utc);
        var days = DaysOf(profile);
        Assert.Equal(Day.PlusDays(31), days[0]);
        Assert.Equal(Day.PlusDays(20), DaysOf(profile with { Most = TouchCap.None })[0]);

        // An order confirmation is no contact that anybody is tired of.
        var receipt = Touched(3, Day.PlusDays(6), "order") with { Class = TouchClass.Transactional, Kind = TouchKind.Value };
        Assert.Equal(Day.PlusDays(15), DaysOf(profile, new RelationshipHistory([Bought(1, Day), Touched(1, Day.PlusDays(1), "occasion.thank-you"), receipt], DateTimeZone.Utc))[0]);

        List<LocalDate> DaysOf(BusinessProfile given, RelationshipHistory? happened = null) =>
            [.. Enumerable.Range(0, 60).Select(number => Day.PlusDays(number)).Where(day => new ProfileCadence(new CadencePolicy(given)).Propose(Snapshot(happened ?? history), day).Any())];
    }

    [Fact]
    public void What_was_not_said_gives_way_to_the_next_at_the_next_due_day()
    {
        var snapshot = Snapshot(new RelationshipHistory([Touched(0, Day, "other.reason")], DateTimeZone.Utc));
        var source = new ProfileCadence(new CadencePolicy(BusinessProfiles.DressShop()));
        var topics = Enumerable.Range(1, 4).Select(number => source.Propose(snapshot, Day.PlusDays(68 * number)).Single().Topic?.Code);
        Assert.Equal(["collection", "styling", "dress", "collection"], topics);
    }

    [Fact]
    public void Item_is_a_topic_again_on_the_day_on_which_its_rest_is_over()
    {
        var greeting = new BandContent { Kind = TouchKind.Care, Class = TouchClass.Relationship };
        var offer = new BandContent { Kind = TouchKind.Pitch, Class = TouchClass.Promotional, Topic = new Topic("boat") };
        var profile = CadencePolicyTests.Plain() with { Bands = new RecencyBands(new RecencyBand("never", null, 1, [greeting]), new RecencyBand("all", null, 1, [offer, greeting])) };
        Assert.Equal("boat", TopicAfter(100));
        Assert.Null(TopicAfter(101));

        // Due 100 days after the purchase, which is the first offer's turn once it may be made. What came back rests too.
        string? TopicAfter(int restDays)
        {
            var resting = profile with { Items = [new ProfileItem(new Topic("boat"), restDays)] };
            TimelineEvent[] events =
            [
                Bought(1, Day) with { Items = [new Topic("boat")] },
                PurchaseReturn.OnDay(new EventKey("r"), "7", Day, new Money(99, Currency.Eur), DateTimeZone.Utc, new EventKey("p1")),
            ];
            var candidate = new ProfileCadence(new CadencePolicy(resting)).Propose(Snapshot(new RelationshipHistory(events, DateTimeZone.Utc)), Day.PlusDays(150)).Single();
            Assert.Equal(Day.PlusDays(100), candidate.Window.Start);
            return candidate.Topic?.Code;
        }
    }

    [Fact]
    public void A_move_to_another_zone_names_the_same_effect()
    {
        var late = new Reply(new EventKey("r"), "7", Instant.FromUtc(2024, 2, 29, 20, 0), Channel.Email);
        var source = new ProfileCadence(new CadencePolicy(CadencePolicyTests.Plain()));
        var keys = Generated.SampleZones.Select(zone =>
            source.Propose(Snapshot(new RelationshipHistory([late], zone)), Day.PlusDays(120)).Single()).ToList();
        Assert.Single(keys.Select(candidate => candidate.Key).Distinct());
        Assert.Equal(2, keys.Select(candidate => candidate.Window.Start).Distinct().Count());
    }

    [Fact]
    public void Outlook_that_moves_the_due_day_a_little_names_the_same_effect()
    {
        var source = new ProfileCadence(new CadencePolicy(BusinessProfiles.DressShop()));
        var history = new RelationshipHistory([Bought(1, Day)], DateTimeZone.Utc);
        var candidates = new[] { 0.1, 0.12, 0.2 }.Select(left => source.Propose(
            Snapshot(history) with { Outlook = new CustomerOutlook("7", Day) { Attrition = new AttritionOutlook(left, AttritionSource.Value, EstimateStatus.Fitted) } }, Day.PlusDays(50)).Single()).ToList();
        Assert.Single(candidates.Select(candidate => candidate.Key).Distinct());
        Assert.Equal(3, candidates.Select(candidate => candidate.Window.Start).Distinct().Count());
    }

    [Fact]
    public void Nobody_waits_longer_than_three_of_the_longest_intervals_though_every_window_was_decided_without_a_contact_and_the_interval_then_grew() => Law.Holds(
        from shortest in Gen.Choose(1, 40)
        from more in Gen.Choose(0, 80)
        from intervals in Generated.UpTo(4, Gen.Choose(shortest, shortest + more))
        from days in Gen.Choose(1, 900)
        select (shortest, longest: shortest + more, intervals: intervals.IsEmpty ? [shortest] : intervals, days),
        given =>
        {
            var plain = CadencePolicyTests.Plain() with { ShortestDays = given.shortest, LongestDays = given.longest, Value = null, Risk = null, Rhythm = null };
            var snapshot = Snapshot(new RelationshipHistory([Bought(1, Day)], DateTimeZone.Utc));
            var decided = new HashSet<TouchKey>();
            var last = 0;
            for (var day = 0; day <= given.days + (4 * given.longest); day++)
            {
                // The interval is told anew as time goes by, and stays as it was told last.
                var interval = given.intervals[Math.Min(given.intervals.Length - 1, day * given.intervals.Length / given.days)];
                var source = new ProfileCadence(new CadencePolicy(plain with { IntervalDays = interval }));
                var isNew = source.Propose(snapshot, Day.PlusDays(day)).Any(candidate => decided.Add(candidate.Key));
                last = isNew ? day : last;
                Assert.InRange(day - last, 0, 3 * given.longest);
            }
        }, tests: 60);

    [Fact]
    public void Interval_that_wobbles_about_the_longest_names_the_same_effects()
    {
        var snapshot = Snapshot(new RelationshipHistory([Bought(1, Day)], DateTimeZone.Utc));
        var plain = CadencePolicyTests.Plain() with { LongestDays = 100 };
        foreach (var number in Enumerable.Range(1, 9))
        {
            var keys = new[] { 98, 99, 100 }.Select(interval => new ProfileCadence(new CadencePolicy(plain with { IntervalDays = interval })).Propose(snapshot, Day.PlusDays((number * interval) + 1)).Single().Key);
            Assert.Single(keys.Distinct());
        }
    }

    [Fact]
    public void Snapshot_without_a_history_counts_from_its_own_days()
    {
        var source = new ProfileCadence(new CadencePolicy(CadencePolicyTests.Plain()));
        var snapshot = new CustomerSnapshot(new Customer { Id = "7" }, new CustomerOutlook("7", Day), Day.PlusDays(-10), Day);
        Assert.Equal("2024-02-29+1", Assert.Single(source.Propose(snapshot, Day.PlusDays(100))).Key.Occurrence);
        Assert.Empty(source.Propose(snapshot with { LastPurchase = null, LastContact = null }, Day.PlusDays(100)));
    }

    private static bool Same(TouchCandidate left, TouchCandidate right) =>
        left.Channels.SequenceEqual(right.Channels) && left with { Channels = [] } == right with { Channels = [] };

    private static Purchase Bought(int key, LocalDate day) => Purchase.OnDay(new EventKey($"p{key}"), "7", day, new Money(99, Currency.Eur), DateTimeZone.Utc);

    private static Touch Touched(int key, LocalDate day, string reason) =>
        new(new EventKey($"t{key}"), "7", day.At(LocalTime.Noon).InUtc().ToInstant(), new TouchKey("7", reason, $"{key}"), TouchClass.Relationship, Channel.Email);

    private static CustomerSnapshot Snapshot(RelationshipHistory history) =>
        new(new Customer { Id = "7" }, new CustomerOutlook("7", Day), history.Summary.LastPurchase, LastContact: null) { History = history };
}
