using BenchmarkDotNet.Attributes;
using NodaTime;

namespace CrmKit.Benchmarks.Consent;

/// <summary>A million decisions about as many people, each with four statements: an old agreement, a topic, another purpose, and for every third one an objection.</summary>
[MemoryDiagnoser]
public class ConsentBenchmarks
{
    private static readonly Instant Start = Instant.FromUtc(2025, 1, 1, 0, 0);
    private static readonly Topic Spring = new("spring");

    private ContactPoint[] _points = [];
    private RecordedConsent[][] _statements = [];
    private ConsentLedger[] _ledgers = [];

    [Params(1_000_000)]
    public int People { get; set; }

    [GlobalSetup]
    public void Invent()
    {
        var people = Scale.Of(People);
        _points = new ContactPoint[people];
        _statements = new RecordedConsent[people][];
        _ledgers = new ConsentLedger[people];
        for (var i = 0; i < people; i++)
        {
            _points[i] = ContactPoint.Parse(Channel.Email, $"customer.{i}@example.com");
            _statements[i] = Statements(i);
            _ledgers[i] = new ConsentLedger(_statements[i]);
        }
    }

    [Benchmark(Baseline = true)]
    public int Decide() => Count(0, _ledgers.Length);

    [Benchmark]
    public int DecideOnTwoCores()
    {
        var (first, second) = (0, 0);
        Parallel.Invoke(() => first = Count(0, _ledgers.Length / 2), () => second = Count(_ledgers.Length / 2, _ledgers.Length));
        return first + second;
    }

    [Benchmark]
    public int BuildLedgersAndDecide()
    {
        var allowed = 0;
        var at = Start + Duration.FromDays(100);
        for (var i = 0; i < _statements.Length; i++)
        {
            allowed += new ConsentLedger(_statements[i]).DecideContact(_points[i], Purpose.Marketing, at, Spring).IsAllowed ? 1 : 0;
        }

        return allowed;
    }

    private int Count(int from, int until)
    {
        var allowed = 0;
        var at = Start + Duration.FromDays(100);
        for (var i = from; i < until; i++)
        {
            allowed += _ledgers[i].DecideContact(_points[i], Purpose.Marketing, at, Spring).IsAllowed ? 1 : 0;
        }

        return allowed;
    }

    // The address of the statements is another object than that of the contact, as it is when both come from a store.
    private static RecordedConsent[] Statements(int number)
    {
        CustomerId id = number;
        var point = ContactPoint.Parse(Channel.Email, $"customer.{number}@example.com");
        return
        [
            Said(ConsentState.OptIn, Purpose.Marketing, topic: null, day: 0),
            Said(ConsentState.OptOut, Purpose.Greetings, topic: null, day: 1),
            Said(ConsentState.OptIn, Purpose.Marketing, Spring, day: 2),
            Said(number % 3 == 0 ? ConsentState.Objection : ConsentState.OptIn, Purpose.Marketing, Spring, day: 3),
        ];

        RecordedConsent Said(ConsentState state, Purpose purpose, Topic? topic, int day)
        {
            var at = Start + Duration.FromDays(day) + Duration.FromSeconds(number % 1000);
            return new RecordedConsent(new ConsentEntry(id, point, purpose, state, at, "benchmark") { Topic = topic }, at);
        }
    }
}
