using CrmKit.Calendars;

namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>Holds what left against what truly happened. Knows no gate, no planner and no rule of the library but the options.</summary>
internal sealed class TownChecks
{
    private readonly TownBusiness _business;
    private readonly ILookup<CustomerId, TownFact> _facts;
    private readonly List<TownFact> _merges;
    private readonly List<SentContact> _sent;
    private readonly ILookup<CustomerId, SentContact> _sentTo;

    private TownChecks(TownBusiness business, IEnumerable<SentContact> sent)
    {
        _business = business;
        _facts = business.Life.Facts.OrderBy(fact => fact.At).ToLookup(fact => fact.Record);
        _merges = [.. business.Life.Facts.Where(fact => fact.Kind == TownFactKind.Merged)];
        _sent = [.. sent];
        _sentTo = _sent.ToLookup(contact => contact.Record);
    }

    public IReadOnlyList<SentContact> Sent => _sent;

    /// <summary>Finds for every message that the town got what it was, from what was promised and what the timeline says.</summary>
    public static async Task<TownChecks> OfAsync(TownBusiness business)
    {
        var checks = new TownChecks(business, []);
        var touches = (await business.Store.ReadEventsAsync().ToListAsync()).Select(recorded => recorded.Event).OfType<Touch>()
            .GroupBy(touch => (touch.Customer, touch.OccurredAt)).ToDictionary(same => same.Key, same => same.ToList());
        var records = business.Life.People.ToDictionary(person => person.Point, person => person.Id);
        Assert.Equal(touches.Values.Sum(same => same.Count), business.Life.Delivered.Count);
        return new TownChecks(business, business.Life.Delivered.Select((message, number) =>
        {
            var record = records[message.Point];
            var left = touches[(checks.RootOf(record, Instant.MaxValue), message.At)];
            var touch = left.First(touch => business.Promised.ContainsKey((touch.Touched.Reason, touch.Touched.Occurrence, message.Point)));
            left.Remove(touch);
            return new SentContact(number, message.At, record, business.Promised[(touch.Touched.Reason, touch.Touched.Occurrence, message.Point)]);
        }));
    }

    public void NobodyIsContactedAgainstTheirWill() => Assert.All(_sent, contact =>
    {
        var last = _facts[contact.Record].LastOrDefault(fact => fact.At <= contact.At && fact.Purpose == contact.Intent.Purpose);
        Assert.True(last is { Kind: TownFactKind.OptedIn }, $"{contact} left without consent for {contact.Intent.Purpose}");
    });

    public void NobodyIsContactedWhileTheyAreAngry() => Assert.All(_sent, contact =>
        Assert.DoesNotContain(RecordsOf(contact.Record, contact.At), record => IsAngry(record, contact.At)));

    public void NobodyIsContactedAtNight() => Assert.All(_sent, contact =>
    {
        var local = contact.At.InZone(ZoneOf(contact.Record, contact.At)).TimeOfDay;
        Assert.True(local >= new LocalTime(8, 0) && local < new LocalTime(20, 0), $"{contact} left at {local} there");
    });

    /// <summary>An offer leaves only where it and what left before it keep the cap. Attention counts, and passes: it may leave after an offer.</summary>
    public void NobodyIsContactedMoreOftenThanTheCapAllows()
    {
        var cap = _business.Options.Gates.Cap;
        Assert.All(_sent.Where(contact => contact.Intent.Class == TouchClass.Promotional), contact =>
        {
            var zone = ZoneOf(contact.Record, contact.At);
            var day = contact.At.InZone(zone).Date;
            var before = RecordsOf(contact.Record, contact.At).SelectMany(record => _sentTo[record]).Where(other =>
                other.Number < contact.Number
                && (other.Intent.Class == TouchClass.Promotional || other.Intent.Class == TouchClass.Relationship)
                && Period.DaysBetween(other.At.InZone(zone).Date, day) < cap.WindowDays).ToList();
            Assert.True(before.Count < cap.Max, $"{contact} left after {string.Join("; ", before)}");
        });
    }

    /// <summary>Whoever may be greeted hears a caring word in every window of the minimum, unless the desk said that it could not be, or stood still.</summary>
    public int NobodyIsForgotten()
    {
        var window = _business.Options.Minimum.WindowDays;
        var last = _business.Desk.Today.PlusDays(-1);
        var kept = 0;
        foreach (var person in _business.Life.People)
        {
            if (_merges.Exists(merge => merge.Record == person.Id || merge.Other == person.Id))
            {
                continue;
            }

            var caring = _sentTo[person.Id].Where(contact => contact.Intent is { Class: TouchClass.Relationship, Kind: not TouchKind.Pitch } or { Class: TouchClass.Promotional, Kind: TouchKind.Value or TouchKind.Care })
                .Select(contact => contact.At.InZone(TownBusiness.Zone).Date).Append(last).Order();
            var from = TownBusiness.Start;
            foreach (var day in caring)
            {
                Assert.True(Period.DaysBetween(from, day) <= window + Excused(person, from.PlusDays(window - 14), day), $"{person.Id} heard nothing from {from} to {day}");
                (from, kept) = (day, kept + 1);
            }
        }

        return kept;
    }

    // Days on which the desk stood still or said that it could not be done, days without consent to greetings and days of anger, and days on either side for the clock there.
    private int Excused(Townsman person, LocalDate from, LocalDate until)
    {
        var excused = 2;
        for (var day = from; day <= until; day = day.PlusDays(1))
        {
            var at = TownBusiness.Zone.StartOf(day) + Duration.FromHours(12);
            var agreed = _facts[person.Id].LastOrDefault(fact => fact.At <= at && fact.Purpose == Purpose.Greetings);
            var isExcused = _business.Downtime.Contains(day)
                || _business.Infeasible.Contains((person.Id, day))
                || agreed is not { Kind: TownFactKind.OptedIn }
                || IsAngry(person.Id, at);
            excused += isExcused ? 1 : 0;
        }

        return excused;
    }

    private bool IsAngry(CustomerId record, Instant at) =>
        _facts[record].LastOrDefault(fact => fact.At <= at && fact.Kind is TownFactKind.Complained or TownFactKind.Settled && fact.At <= at) is { Kind: TownFactKind.Complained };

    private IEnumerable<CustomerId> RecordsOf(CustomerId record, Instant at)
    {
        var root = RootOf(record, at);
        return _merges.Where(merge => merge.At <= at && RootOf(merge.Record, at) == root).Select(merge => merge.Record).Append(root);
    }

    private CustomerId RootOf(CustomerId record, Instant at)
    {
        while (_merges.Find(merge => merge.At <= at && merge.Record == record) is { Other: { } survivor })
        {
            record = survivor;
        }

        return record;
    }

    // Of records that are one, the zone of the survivor counts.
    private DateTimeZone ZoneOf(CustomerId record, Instant at) => _facts[RootOf(record, at)].Last(fact => fact.At <= at && fact.Kind == TownFactKind.Moved).Zone!;
}
