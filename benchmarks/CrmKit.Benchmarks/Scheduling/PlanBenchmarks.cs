using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using CrmKit.Cadence;
using CrmKit.Calendars;
using CrmKit.Scheduling;
using NodaTime;

namespace CrmKit.Benchmarks.Scheduling;

/// <summary>Proposing contacts and planning one day: everybody consents, one in three is due, a few have their birthday.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly LocalDate Today = new(2026, 6, 1);

    private readonly ImmutableArray<ITouchSource> _sources =
        [new Birthdays(new BirthdayOptions { LeapDay = LeapDayPolicy.February28 }), new IntervalCadence(new IntervalCadenceOptions())];

    private readonly ContactPlanner _planner = new(
        GateList.Standard(new GateOptions()), new ContactPlannerOptions { BusinessZone = Zone, DayLimit = DayLimit.AtMost(1_000) });

    private (CustomerSnapshot Snapshot, GateFacts Facts)[] _people = [];
    private PlanningCase[] _cases = [];
    private Instant _now;

    [Params(10_000, 100_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Invent()
    {
        _now = Zone.AtLeniently(Today.At(new LocalTime(9, 0))).ToInstant();
        _people = [.. Enumerable.Range(1, Scale.Of(Customers)).Select(Person)];
        _cases = Propose();
    }

    [Benchmark]
    public PlanningCase[] Propose() =>
        [.. _people.Select(person => new PlanningCase(person.Facts, [.. _sources.SelectMany(source => source.Propose(person.Snapshot, Today))]))];

    [Benchmark]
    public ContactPlan Plan() => _planner.Plan(_cases, _now);

    private (CustomerSnapshot Snapshot, GateFacts Facts) Person(int number)
    {
        CustomerId id = number;
        var point = ContactPoint.Parse(Channel.Email, $"customer.{number}@example.com");
        var said = _now - Duration.FromDays(100);
        var consents = new[] { Purpose.Marketing, Purpose.Greetings }
            .Select(purpose => new RecordedConsent(new ConsentEntry(id, point, purpose, ConsentState.OptIn, said, "benchmark"), said));
        var customer = new Customer { Id = id, GivenName = "Ada", ContactPoints = [point], Birthday = new AnnualDate(1 + (number % 12), 1 + (number % 28)) };
        var value = new ValueOutlook(0.7, 2, new Money(40, Currency.Eur), new Money(number % 997, Currency.Eur), 364, EstimateStatus.Pooled);
        var outlook = new CustomerOutlook(id, Today) { Value = value };
        var snapshot = new CustomerSnapshot(customer, outlook, Today.PlusDays(-(number % 135)), LastContact: null);
        var facts = new GateFacts
        {
            Customer = id,
            FactsVersion = 1,
            ReadAt = _now,
            Zone = new CustomerZone(Zone, ZoneSource.Business),
            Points = [point],
            Consents = new ConsentLedger(consents),
        };
        return (snapshot, facts);
    }
}
