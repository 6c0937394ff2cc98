using CrmKit.Cadence;

namespace CrmKit.Engines.Tests;

/// <summary>One person over simulated years: a tick a day unless the program is down, contacts that leave or are declined, purchases, replies, moves between zones.</summary>
internal sealed class CadenceYears
{
    private static readonly CustomerId Customer = "7";
    private readonly Random _random;
    private readonly ProfileCadence _source;
    private readonly List<TimelineEvent> _events = [];
    private readonly HashSet<TouchKey> _decided = [];
    private DateTimeZone _zone = DateTimeZone.Utc;
    private RelationshipHistory _history = RelationshipHistory.Empty;
    private CustomerOutlook _outlook;

    public CadenceYears(BusinessProfile profile, int seed)
    {
        Profile = profile;
        _random = new Random(seed);
        _source = new ProfileCadence(new CadencePolicy(profile));
        _outlook = new CustomerOutlook(Customer, GeneratedProfiles.Epoch);
    }

    public BusinessProfile Profile { get; }

    /// <summary>Whether the outlook moves on every day, and not only when something happened.</summary>
    public bool Drifts { get; init; }

    /// <summary>Days without a tick, of all that there were.</summary>
    public int DaysDown { get; private set; }

    /// <summary>The days on which something was decided, with what it was, and the interaction or decision before it.</summary>
    public List<(TouchKey Key, LocalDate Day, bool Left, LocalDate Since, int DownSince)> Decisions { get; } = [];

    public void Run(LocalDate start, int days)
    {
        var (down, lastNews, downAtNews) = (0, start, 0);
        Happened(new Reply(new EventKey("first"), Customer, Noon(start), Channel.Email));
        for (var day = start; day < start.PlusDays(days); day = day.PlusDays(1))
        {
            if (Happens(day))
            {
                (lastNews, downAtNews) = (day, DaysDown);
            }

            down = down > 0 ? down - 1 : _random.Next(200) == 0 ? _random.Next(1, 400) : 0;
            if (down > 0)
            {
                DaysDown++;
                continue;
            }

            if (Tick(day) is { } key)
            {
                var left = _random.Next(3) > 0;
                Decisions.Add((key, day, left, lastNews, DaysDown - downAtNews));
                (lastNews, downAtNews) = (day, DaysDown);
                if (left)
                {
                    Happened(new Touch(new EventKey($"t{day:uuuuMMdd}"), Customer, Noon(day), key, TouchClass.Relationship, Channel.Email));
                }
            }
        }
    }

    // What is due by the documented rules must be proposed at this very tick, and nothing else; what was decided stays decided.
    private TouchKey? Tick(LocalDate utc)
    {
        var today = Noon(utc).InZone(_zone).Date;
        var snapshot = new CustomerSnapshot(new Customer { Id = Customer }, _outlook, _history.Summary.LastPurchase, LastContact: null) { History = _history };
        var expected = NaiveCadence.Window(Profile, CadenceFacts.Of(snapshot)!.Value, today)!.Value;
        var candidates = _source.Propose(snapshot, today).ToList();
        var heard = _events.OfType<Touch>().Count(touch => Period.DaysBetween(touch.OccurredAt.InZone(_zone).Date, today) < Profile.Most.WindowDays);
        var isDue = expected.Due <= today && (Profile.Most.IsNone || heard < Profile.Most.Max);
        Assert.Equal(isDue ? 1 : 0, candidates.Count);
        if (candidates is not [var candidate])
        {
            return null;
        }

        Assert.Equal(new DateInterval(expected.Due, expected.Next.PlusDays(-1)), candidate.Window);
        Assert.EndsWith($"+{expected.Number}", candidate.Key.Occurrence, StringComparison.Ordinal);
        return _decided.Add(candidate.Key) ? candidate.Key : null;
    }

    private bool Happens(LocalDate day)
    {
        if (_random.Next(500) == 0)
        {
            _zone = Generated.SampleZones[_random.Next(Generated.SampleZones.Count)];
            _history = new RelationshipHistory(_events, _zone);
        }

        if (Drifts)
        {
            Foresee(day);
        }

        switch (_random.Next(400))
        {
            case 0:
                Happened(new Purchase(new EventKey($"p{day:uuuuMMdd}"), Customer, Noon(day), day, new Money(50, Currency.Eur)) { Items = [new Topic("boat")] });
                return true;
            case 1:
                Happened(new Reply(new EventKey($"r{day:uuuuMMdd}"), Customer, Noon(day), Channel.Email));
                return true;
            default:
                return false;
        }
    }

    private void Happened(TimelineEvent item)
    {
        _events.Add(item);
        _history = new RelationshipHistory(_events, _zone);
        Foresee(_history.DayOf(item.OccurredAt));
    }

    private void Foresee(LocalDate day)
    {
        var window = day.PlusDays(_random.Next(-20, 200));
        _outlook = new CustomerOutlook(Customer, day)
        {
            Rhythm = new RhythmOutlook(60, 2, 0.8, window, window.PlusDays(10), 0.5, EstimateStatus.Fitted),
            Attrition = new AttritionOutlook(_random.NextDouble(), AttritionSource.Value, EstimateStatus.Fitted),
        };
    }

    private static Instant Noon(LocalDate day) => day.At(LocalTime.Noon).InUtc().ToInstant();
}
