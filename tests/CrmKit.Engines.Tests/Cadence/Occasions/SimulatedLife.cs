namespace CrmKit.Engines.Tests;

/// <summary>Years of one person: purchases, returns, complaints, replies, moves between zones, and a planner that is down now and then. What is proposed leaves by chance.</summary>
internal sealed class SimulatedLife
{
    public static readonly DateTimeZone Business = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    private static readonly DateTimeZone[] Zones = [.. new[] { "Europe/Berlin", "America/New_York", "Pacific/Apia", "Pacific/Honolulu", "Pacific/Kiritimati", "Asia/Kolkata", "Australia/Lord_Howe" }.Select(id => DateTimeZoneProviders.Tzdb[id])];

    private readonly Random _random;
    private readonly ImmutableArray<ITouchSource> _sources;
    private readonly HashSet<TouchKey> _left = [];
    private int _numbers;

    public SimulatedLife(int seed, params ImmutableArray<ITouchSource> sources)
    {
        _random = new Random(seed);
        _sources = sources;
        Zone = Zones[_random.Next(Zones.Length)];
        Now = new LocalDate(2007 + _random.Next(18), 1 + _random.Next(12), 1 + _random.Next(28)).At(new LocalTime(_random.Next(24), 0)).InUtc().ToInstant();
    }

    public Customer Customer { get; set; } = new() { Id = "7" };

    public List<TimelineEvent> Events { get; } = [];

    public DateTimeZone Zone { get; private set; }

    public Instant Now { get; private set; }

    /// <summary>The chance that a day brings a purchase.</summary>
    public double Buys { get; init; } = 0.04;

    /// <summary>The chance that a day brings a reply.</summary>
    public double Replies { get; init; } = 0.01;

    public LocalDate Today => Now.InZone(Zone).Date;

    public Random Random => _random;

    public RhythmOutlook? Rhythm { get; private set; }

    public CustomerSnapshot Snapshot => new(
        Customer,
        new CustomerOutlook(Customer.Id, Today) { Rhythm = Rhythm },
        LastKept(),
        LastContact: null)
    {
        History = new RelationshipHistory(Events, Zone),
    };

    /// <summary>Purchases of which nothing came back, in order of day.</summary>
    public List<Purchase> Kept()
    {
        var returned = Events.OfType<PurchaseReturn>().Select(given => given.Purchase).ToHashSet();
        return [.. Events.OfType<Purchase>().Where(purchase => !returned.Contains(purchase.Key)).OrderBy(purchase => purchase.Day)];
    }

    /// <summary>Lives a number of days; each that the planner is up is looked at.</summary>
    /// <param name="days">How many.</param>
    /// <param name="seen">What each source proposed.</param>
    public void Live(int days, Action<ImmutableArray<ImmutableArray<TouchCandidate>>> seen)
    {
        var down = 0;
        for (var day = 0; day < days; day++, Now += Duration.FromDays(1))
        {
            Happen();
            down = down > 0 ? down - 1 : _random.Next(60) == 0 ? _random.Next(1, 26) : 0;
            if (down > 0)
            {
                continue;
            }

            var snapshot = Snapshot;
            ImmutableArray<ImmutableArray<TouchCandidate>> proposed = [.. _sources.Select(source => source.Propose(snapshot, Today).ToImmutableArray())];
            seen(proposed);
            foreach (var candidate in proposed.SelectMany(each => each).Where(candidate => _random.Next(5) < 2 && _left.Add(candidate.Key)))
            {
                Events.Add(new Touch(Key("touch"), Customer.Id, Now + Duration.FromMinutes(30), candidate.Key, candidate.Class, candidate.Channels[0]));
            }
        }
    }

    private void Happen()
    {
        if (_random.Next(150) == 0)
        {
            Zone = Zones[_random.Next(Zones.Length)];
        }

        var at = Now - Duration.FromMinutes(_random.Next(1, 24 * 60));
        if (_random.NextDouble() < Buys)
        {
            ImmutableArray<Topic> items = [.. new[] { "repair", "oil", "boat" }.Where(_ => _random.Next(3) == 0).Select(code => new Topic(code))];
            var purchase = new Purchase(Key("purchase"), Customer.Id, at, at.InZone(Business).Date, new Money(_random.Next(1, 200), Currency.Eur)) { Items = items };
            Events.Add(purchase);
        }

        if (_random.Next(100) == 0 && Kept() is { Count: > 0 } kept)
        {
            var given = kept[_random.Next(kept.Count)];
            Events.Add(new PurchaseReturn(Key("return"), Customer.Id, at, at.InZone(Business).Date, given.Amount, given.Key));
        }

        if (_random.NextDouble() < Replies)
        {
            Events.Add(new Reply(Key("reply"), Customer.Id, at, Channel.Email));
        }

        if (_random.Next(90) == 0)
        {
            Events.Add(new Complaint(Key("complaint"), Customer.Id, at));
        }

        foreach (var open in Events.OfType<Complaint>().Where(complaint => complaint.OccurredAt < at && _random.Next(12) == 0).ToList())
        {
            // Now and then a complaint is settled twice.
            if (_random.Next(4) == 0 || !Events.OfType<ComplaintResolved>().Any(settled => settled.Complaint == open.Key))
            {
                Events.Add(new ComplaintResolved(Key("settled"), Customer.Id, at, open.Key));
            }
        }

        // A rhythm that is estimated anew every day, a little differently.
        Rhythm = LastKept() is { } last
            ? new RhythmOutlook(30, 1, 0.8, last.PlusDays(25 + _random.Next(3)), last.PlusDays(60), 0.5, EstimateStatus.Pooled)
            : null;
    }

    private LocalDate? LastKept() => Kept() is { Count: > 0 } kept ? kept[^1].Day : null;

    private EventKey Key(string kind) => new($"{kind}:{_numbers++}");
}
