using CrmKit.Calendars;
using CrmKit.Storage;

namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>The people of one business: they buy, answer, complain, refuse, move and leave. Silence makes them forget the business, and more contacts than they like drive them away.</summary>
/// <remarks>
/// The chance to leave on a day is <see cref="DailyLoss"/>, doubled for every four months in which neither side was heard of, and doubled again for every contact beyond two in thirty days. The law knows nothing of
/// how a policy chooses.
/// </remarks>
internal sealed class TownLife
{
    private const double DailyLoss = 0.0003;
    private static readonly string[] Zones = ["Europe/Berlin", "Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo"];

    private readonly Chance _chance;
    private readonly DateTimeZone _businessZone;
    private readonly Dictionary<ContactPoint, Townsman> _byPoint = [];
    private readonly List<(int Day, Townsman Person)> _answers = [];
    private readonly LocalDate _start;
    private double _silence;
    private double _nuisance;
    private int _days;
    private int _wasted;

    public TownLife(ulong seed, int trade, int people, LocalDate start, DateTimeZone businessZone, double meanGap, decimal spend)
    {
        _chance = new Chance(seed + (ulong)trade);
        _businessZone = businessZone;
        _start = start;
        People = [.. Enumerable.Range(0, people).Select(number => Born(trade, number, meanGap, spend))];
        foreach (var person in People)
        {
            _byPoint.Add(person.Point, person);
        }
    }

    public ImmutableArray<Townsman> People { get; }

    public List<TownFact> Facts { get; } = [];

    public List<(ContactPoint Point, Instant At)> Delivered { get; } = [];

    /// <summary>How much silence and nuisance added to the chance to leave, as shares of it, on average over the days of those who were still there; and the share of contacts with nobody there.</summary>
    public (double Silence, double Nuisance, double Wasted) Excess => (_silence / _days, _nuisance / _days, _wasted / (double)Math.Max(1, Delivered.Count));

    /// <summary>Everybody enters the book, with what they bought and agreed to before the first day.</summary>
    public ChangeSet Beginning()
    {
        var before = _businessZone.StartOf(_start.PlusDays(-1));
        var consents = new List<ConsentEntry>();
        var events = new List<TimelineEvent>();
        foreach (var person in People)
        {
            foreach (var (purpose, share) in new[] { (Purpose.Marketing, 0.85), (Purpose.Greetings, 0.95) })
            {
                if (_chance.Hits(person.Number, -1, purpose.Code, share))
                {
                    consents.Add(Says(person, purpose, ConsentState.OptIn, before));
                }
            }

            var day = _start.PlusDays(-1 - _chance.Below(person.Number, -2, "first", 400));
            for (; day < _start; day = day.PlusDays(GapOf(person, day)))
            {
                events.Add(Buys(person, day));
            }

            person.NextPurchase = day;
        }

        return new ChangeSet { Customers = [.. People.Select(Recorded)], Consents = [.. consents], Events = [.. events] };
    }

    /// <summary>What happens on a day, each at its own hour, in order.</summary>
    public IEnumerable<(Instant At, ChangeSet Changes)> Day(LocalDate day)
    {
        var number = Period.DaysBetween(_start, day);
        var happened = new List<(Instant At, ChangeSet Changes)>();
        foreach (var person in People.Where(person => !person.IsAbsorbed))
        {
            var at = _businessZone.StartOf(day) + Duration.FromMinutes(9 * 60) + Duration.FromMinutes(_chance.Below(person.Number, number, "hour", 10 * 60));
            if (Of(person, day, number, at) is { } changes)
            {
                happened.Add((at, changes));
            }
        }

        return happened.OrderBy(one => one.At);
    }

    /// <summary>Somebody gets a message; may answer within three days.</summary>
    public void Deliver(ContactPoint point, Instant at)
    {
        Delivered.Add((point, at));
        var person = _byPoint[point];
        var day = at.InZone(_businessZone).Date;
        var number = Period.DaysBetween(_start, day);
        person.LastActive = LocalDate.Max(person.LastActive, day);
        person.Contacts.Enqueue(day);
        _wasted += person.Left is null ? 0 : 1;
        if (person.Left is null && _chance.Hits(person.Number, number, "reply", 0.08))
        {
            _answers.Add((number + 1 + _chance.Below(person.Number, number, "reply-day", 3), person));
        }
    }

    /// <summary>Two records of one person become one, at most once for each.</summary>
    public (Townsman Survivor, Townsman Absorbed)? Merge(LocalDate day)
    {
        var number = Period.DaysBetween(_start, day);
        var (one, other) = (_chance.Below(0, number, "survivor", People.Length), _chance.Below(0, number, "absorbed", People.Length));
        var (survivor, absorbed) = (People[one], People[other]);
        if (one == other || survivor.IsAbsorbed || absorbed.IsAbsorbed || absorbed.OpenComplaint is not null || !_chance.Hits(0, number, "merge", 0.0001 * People.Length))
        {
            return null;
        }

        absorbed.IsAbsorbed = true;
        _byPoint[absorbed.Point] = survivor;
        return (survivor, absorbed);
    }

    private ChangeSet? Of(Townsman person, LocalDate day, int number, Instant at)
    {
        var events = new List<TimelineEvent>();
        var consents = new List<ConsentEntry>();
        Customer? moved = null;
        Forget(person, day);
        if (person.Left is null && Leaves(person, day, number))
        {
            person.Left = day;
        }

        if (person.Left is null && day >= person.NextPurchase)
        {
            events.Add(Buys(person, day));
            person.NextPurchase = day.PlusDays(GapOf(person, day));
        }

        if (_answers.RemoveAll(answer => answer.Day == number && answer.Person == person) > 0)
        {
            events.Add(new Reply(Key(person, number, "reply"), person.Id, at, person.Point.Channel));
            person.LastActive = day;
        }

        Complaints(person, day, number, at, events);
        if (_chance.Hits(person.Number, number, "refuses", 0.00005 * (1 + (3 * person.Contacts.Count))))
        {
            var purpose = _chance.Hits(person.Number, number, "which", 0.7) ? Purpose.Marketing : Purpose.Greetings;
            consents.Add(Says(person, purpose, ConsentState.OptOut, at));
        }

        if (_chance.Hits(person.Number, number, "moves", 0.0005))
        {
            person.Zone = ZoneOf(person.Number, number);
            moved = Recorded(person);
            Facts.Add(new TownFact(at, person.Id, TownFactKind.Moved, Zone: person.Zone));
        }

        return events.Count + consents.Count == 0 && moved is null ? null : new ChangeSet { Events = [.. events], Consents = [.. consents], Customers = moved is null ? [] : [moved] };
    }

    private void Complaints(Townsman person, LocalDate day, int number, Instant at, List<TimelineEvent> events)
    {
        if (person.OpenComplaint is { } open)
        {
            if (day >= person.SettledOn)
            {
                events.Add(new ComplaintResolved(Key(person, number, "settled"), person.Id, at, open));
                Facts.Add(new TownFact(at, person.Id, TownFactKind.Settled));
                person.OpenComplaint = null;
            }
        }
        else if (person.Left is null && _chance.Hits(person.Number, number, "complains", 0.0004))
        {
            person.OpenComplaint = Key(person, number, "complaint");
            person.SettledOn = day.PlusDays(1 + _chance.Below(person.Number, number, "settles", 40));
            events.Add(new Complaint(person.OpenComplaint.Value, person.Id, at));
            Facts.Add(new TownFact(at, person.Id, TownFactKind.Complained));
        }
    }

    private bool Leaves(Townsman person, LocalDate day, int number)
    {
        var silence = Period.DaysBetween(person.LastActive, day) / 120d;
        var nuisance = Math.Max(0, person.Contacts.Count - 2);
        var (forgotten, factor) = (Math.Pow(2, Math.Min(6, silence)), Math.Pow(2, Math.Min(6, silence) + Math.Min(6, nuisance)));
        (_days, _silence, _nuisance) = (_days + 1, _silence + forgotten - 1, _nuisance + factor - forgotten);
        return _chance.Hits(person.Number, number, "leaves", DailyLoss * factor);
    }

    private static void Forget(Townsman person, LocalDate day)
    {
        while (person.Contacts.TryPeek(out var first) && Period.DaysBetween(first, day) > 30)
        {
            person.Contacts.Dequeue();
        }
    }

    private Purchase Buys(Townsman person, LocalDate day)
    {
        person.LastActive = LocalDate.Max(person.LastActive, day);
        var number = Period.DaysBetween(_start, day);
        var amount = decimal.Round(person.Spend * (decimal)(0.5 + _chance.Of(person.Number, number, "amount")), 2);
        return Purchase.OnDay(Key(person, number, "bought"), person.Id, day, new Money(amount, Currency.Eur), _businessZone);
    }

    // Two exponential phases: more regular than purchases at random.
    private int GapOf(Townsman person, LocalDate day)
    {
        var number = Period.DaysBetween(_start, day);
        var phases = -Math.Log(1 - _chance.Of(person.Number, number, "gap")) - Math.Log(1 - _chance.Of(person.Number, number, "gap again"));
        return Math.Max(1, (int)Math.Round(person.MeanGap * phases / 2));
    }

    private ConsentEntry Says(Townsman person, Purpose purpose, ConsentState state, Instant at)
    {
        Facts.Add(new TownFact(at, person.Id, state == ConsentState.OptIn ? TownFactKind.OptedIn : TownFactKind.OptedOut, purpose));
        return new ConsentEntry(person.Id, person.Point, purpose, state, at, "town");
    }

    private Townsman Born(int trade, int number, double meanGap, decimal spend)
    {
        var birthday = _chance.Hits(number, -3, "birthday", 0.8)
            ? _chance.Hits(number, -4, "leap", 0.02) ? new AnnualDate(2, 29) : new AnnualDate(1 + _chance.Below(number, -5, "month", 12), 1 + _chance.Below(number, -6, "day", 28))
            : (AnnualDate?)null;
        var person = new Townsman
        {
            Number = number,
            Id = new CustomerId(string.Create(CultureInfo.InvariantCulture, $"t{trade}-{number:00000}")),
            Point = ContactPoint.Parse(Channel.Email, string.Create(CultureInfo.InvariantCulture, $"t{trade}.{number}@example.com")),
            Birthday = birthday is { } day ? new PartialDate(day) : null,
            MeanGap = meanGap * (0.5 + _chance.Of(number, -7, "gap")),
            Spend = spend * (decimal)(0.3 + (2 * _chance.Of(number, -8, "spend"))),
            Zone = ZoneOf(number, -9),
        };
        Facts.Add(new TownFact(Instant.MinValue, person.Id, TownFactKind.Moved, Zone: person.Zone));
        return person;
    }

    private DateTimeZone ZoneOf(int number, int day) => DateTimeZoneProviders.Tzdb[Zones[_chance.Below(number, day, "zone", Zones.Length)]];

    private static Customer Recorded(Townsman person) => new()
    {
        Id = person.Id,
        GivenName = "Townsman",
        ContactPoints = [person.Point],
        Birthday = person.Birthday,
        Zone = new CustomerZone(person.Zone, ZoneSource.Person),
    };

    private static EventKey Key(Townsman person, int number, string what) => new(string.Create(CultureInfo.InvariantCulture, $"{person.Id}:{number}:{what}"));
}
