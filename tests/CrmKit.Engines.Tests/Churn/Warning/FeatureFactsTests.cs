using CrmKit.Numerics;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public class FeatureFactsTests
{
    private static readonly CustomerId Customer = "42";
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly LocalDate AsOf = new(2026, 3, 29);
    private static readonly Instant End = Instant.FromUtc(2026, 3, 29, 22, 0);

    // The house's features, and a program's own that look at everything they can.
    private static readonly ImmutableArray<Feature> Features =
    [
        .. Churn.Features.Standard,
        Churn.Features.Alive(),
        new("events", facts => facts.Events.Length),
        new("last", facts => facts.Events.IsEmpty ? null : facts.Events[^1].OccurredAt.ToUnixTimeSeconds()),
        new("keys", facts => facts.Events.Sum(item => (double)item.Key.Value.Sum(c => c))),
        new("spent", facts => facts.Purchases is { } purchases ? (double)purchases.Sum(purchase => purchase.Amount.Amount) : null),
        new("covered", facts => facts.Coverage.Covers<Complaint>(facts.AsOf) ? 1 : 0),
        new("silent-days", facts => facts.LastTwoWay is { } last ? facts.DaysSince(facts.DayOf(last)) : null),
    ];

    [Fact]
    public void What_comes_later_changes_no_feature() => Law.Holds(Gen.Choose(0, int.MaxValue), seed =>
    {
        var random = new SeededRandom((ulong)seed);
        var known = History(random, 30);
        var then = Values(known);
        Assert.Equal(then, Values(Added(random, known)));
        Assert.Equal(then, Values(CorrectedOrTakenBack(random, known)));
        Assert.Equal(then, Values(Added(random, CorrectedOrTakenBack(random, known))));
    });

    [Fact]
    public void What_was_known_changes_a_feature()
    {
        // The property above would hold of features that look at nothing.
        var changed = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0UL; seed < 60; seed++)
        {
            var random = new SeededRandom(seed);
            var (before, after) = (Values(History(random, 12)), Values(History(random, 30)));
            changed.UnionWith(Features.Select(feature => feature.Name).Where((_, i) => !Nullable.Equals(before[i], after[i])));
        }

        Assert.Equal(["alive", "rhythm-overdue"], Features.Select(feature => feature.Name).Where(name => !changed.Contains(name)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Events_without_recorded_instants_count_once_they_happened() => Law.Holds(Gen.Choose(0, int.MaxValue), seed =>
    {
        var random = new SeededRandom((ulong)seed);
        var events = History(random, 20).Select(version => version.Event).ToList();
        var later = events.Select((item, i) => Event(random, "later-" + i.ToString(CultureInfo.InvariantCulture), End + Duration.FromHours(random.NextBelow(9000))));
        Assert.Equal(Of(events), Of([.. later, .. events]));

        static double?[] Of(IReadOnlyList<TimelineEvent> all)
        {
            var facts = FeatureFacts.FromEvents(Customer, AsOf, Zone, all, coverage: TimelineCoverage.FromEvents(all, Zone));
            return [.. Features.Select(feature => feature.Of(facts))];
        }
    });

    [Fact]
    public void Version_counts_from_when_it_was_recorded_to_when_another_took_its_place()
    {
        var day = End - Duration.FromDays(3);
        var complaint = new Complaint(new EventKey("1"), Customer, day);
        RecordedEvent[] versions =
        [
            new(complaint, day) { SupersededAt = End - Duration.FromTicks(1), IsRetraction = true },
            new(new Reply(new EventKey("2"), Customer, day, Channel.Email), End),
            new(new Reply(new EventKey("3"), Customer, day, Channel.Email), End - Duration.FromTicks(1)),
            new(new Reply(new EventKey("4"), Customer, day, Channel.Email), day) { SupersededAt = End },
            new(new Reply(new EventKey("5"), Customer, End, Channel.Email), day),
            new(new Reply(new EventKey("6"), Customer, day, Channel.Email), day) { IsRetraction = true },
            new(Purchase.OnDay(new EventKey("7"), Customer, AsOf, new Money(5, Currency.Eur), Zone), day),
            new(new Purchase(new EventKey("8"), Customer, day, AsOf.PlusDays(1), new Money(5, Currency.Eur)), day),
        ];
        var facts = FeatureFacts.FromRecorded(Customer, AsOf, Zone, versions);
        Assert.Equal(["3", "4", "7"], facts.Events.Select(item => item.Key.Value));
    }

    [Fact]
    public void Foreign_or_later_things_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FeatureFacts.FromEvents(Customer, AsOf, Zone, [new Complaint(new EventKey("1"), "43", End - Duration.FromDays(1))]));
        Assert.Throws<ArgumentException>(() => FeatureFacts.FromEvents(Customer, AsOf, Zone, [], new CustomerOutlook(Customer, AsOf.PlusDays(1))));
        Assert.Throws<ArgumentException>(() => FeatureFacts.FromEvents(Customer, AsOf, Zone, [], new CustomerOutlook("43", AsOf)));
        Assert.Throws<ArgumentException>(() => FeatureFacts.FromEvents(default, AsOf, Zone, []));
        Assert.Equal(LocalDate.MaxIsoValue, FeatureFacts.FromEvents(Customer, LocalDate.MaxIsoValue, Zone, []).AsOf);
        Assert.Equal(LocalDate.MinIsoValue, FeatureFacts.FromEvents(Customer, LocalDate.MinIsoValue.PlusDays(10), Zone, []).WindowStart(int.MaxValue));
    }

    private static double?[] Values(IReadOnlyList<RecordedEvent> versions)
    {
        var outlook = new CustomerOutlook(Customer, AsOf) { Rhythm = new RhythmOutlook(30, 1, 0.8, null, null, 0.7, EstimateStatus.Pooled) };
        var facts = FeatureFacts.FromRecorded(Customer, AsOf, Zone, versions, outlook, TimelineCoverage.FromRecorded(versions, Zone));
        return [.. Features.Select(feature => feature.Of(facts))];
    }

    // Happened and recorded by the end of the day; some already corrected or taken back by then.
    private static List<RecordedEvent> History(SeededRandom random, int count)
    {
        var versions = new List<RecordedEvent>();
        for (var i = 0; i < random.NextBelow(count); i++)
        {
            var happened = End - Duration.FromMinutes(1 + random.NextBelow(300_000));
            var recorded = happened + ((End - happened) * random.NextUniform() * 0.5);
            var superseded = random.NextBelow(5) == 0 ? recorded + ((End - recorded) * random.NextUniform() * 0.9) : (Instant?)null;
            versions.Add(new RecordedEvent(Event(random, "known-" + i.ToString(CultureInfo.InvariantCulture), happened), recorded) { SupersededAt = superseded, IsRetraction = superseded is not null && random.NextBelow(2) == 0 });
        }

        return versions;
    }

    // Recorded later, whenever it happened, or happening later, whenever it was recorded.
    private static List<RecordedEvent> Added(SeededRandom random, List<RecordedEvent> known)
    {
        var all = new List<RecordedEvent>(known);
        for (var i = 0; i < 1 + random.NextBelow(10); i++)
        {
            var (later, any) = (End + Duration.FromMinutes(random.NextBelow(300_000)), End + Duration.FromMinutes(random.NextBelow(600_000) - 300_000));
            var (happened, recorded) = random.NextBelow(2) == 0 ? (later, any) : (any, later);
            all.Insert(random.NextBelow(all.Count + 1), new RecordedEvent(Event(random, "added-" + i.ToString(CultureInfo.InvariantCulture), happened), recorded));
        }

        return all;
    }

    private static List<RecordedEvent> CorrectedOrTakenBack(SeededRandom random, List<RecordedEvent> known)
    {
        var all = new List<RecordedEvent>();
        foreach (var version in known)
        {
            if (version.SupersededAt is not null || random.NextBelow(2) == 0)
            {
                all.Add(version);
                continue;
            }

            var later = End + Duration.FromMinutes(random.NextBelow(300_000));
            var isRetraction = random.NextBelow(2) == 0;
            all.Add(version with { SupersededAt = later, IsRetraction = isRetraction });
            if (!isRetraction)
            {
                all.Add(new RecordedEvent(Event(random, version.Event.Key.Value, End - Duration.FromMinutes(1 + random.NextBelow(300_000))), later));
            }
        }

        return all;
    }

    private static TimelineEvent Event(SeededRandom random, string name, Instant at)
    {
        var key = new EventKey(name);
        var day = at.InZone(Zone).Date;
        var other = new EventKey("known-" + random.NextBelow(10).ToString(CultureInfo.InvariantCulture));
        return random.NextBelow(9) switch
        {
            0 => new Complaint(key, Customer, at),
            1 => new ComplaintResolved(key, Customer, at, other),
            2 => new Reply(key, Customer, at, Channel.Email),
            3 => new Feedback(key, Customer, at, SatisfactionMetric.NetPromoter, random.NextBelow(11)),
            4 => new PaymentFailed(key, Customer, at),
            5 => new PurchaseReturn(key, Customer, at, day, new Money(1 + random.NextBelow(20), Currency.Eur)),
            6 => new Touch(key, Customer, at, new TouchKey(Customer, "spring", name), TouchClass.Promotional, Channel.Email),
            _ => new Purchase(key, Customer, at, day, new Money(5 + random.NextBelow(100), Currency.Eur)),
        };
    }
}
