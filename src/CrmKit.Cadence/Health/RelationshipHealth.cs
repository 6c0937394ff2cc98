namespace CrmKit.Cadence;

/// <summary>How well a relationship stands, from what both sides did and left undone.</summary>
/// <remarks>
/// <para>
/// Each signal adds weight * s / (1 + s) points, s the sum over its events of 2^(-age / half-life): one fresh event brings half of what the signal can, and no number of them more than all. Answers
/// to questions count by how far they lie from the middle of their scale. Silence has s = days / half-life. The score is the sum of the points in the order of the signals.
/// </para>
/// <para>
/// A promise counts as <see cref="PromiseLedger"/> has it: kept or late from when it was kept, broken from the end of its last day where the business is, until it is kept after all.
/// A complaint that is settled several times was settled when it first was, as <see cref="ComplaintLedger"/> has it.
/// The score is a closed form of the set of events and the instant: no order, no run at night, and no event later than the instant. Thread-safe.
/// </para>
/// </remarks>
public sealed partial class RelationshipHealth
{
    private readonly DateTimeZone _zone;
    private readonly int _trendDays;
    private readonly double[] _points = new double[HealthCodes.Sums + 1];
    private readonly HalfLife[] _lives = new HalfLife[HealthCodes.Sums + 1];
    private readonly ulong _stamp = 14_695_981_039_346_656_037;

    /// <summary>Creates the engine.</summary>
    /// <param name="options">What each signal counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight, a half-life or the days of the trend are outside their range.</exception>
    public RelationshipHealth(HealthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.TrendDays is < 1 or > 3660)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.TrendDays, "The trend looks back 1 to 3660 days.");
        }

        foreach (var signal in Enum.GetValues<HealthSignal>())
        {
            var weight = options.Of(signal);
            if (!(Math.Abs(weight.Points) <= 1_000_000))
            {
                throw new ArgumentOutOfRangeException(nameof(options), weight.Points, $"The points of {signal} are -1000000 to 1000000.");
            }

            if (!(weight.HalfLifeDays is >= 0.01 and <= 36_500))
            {
                throw new ArgumentOutOfRangeException(nameof(options), weight.HalfLifeDays, $"The half-life of {signal} is 0.01 to 36500 days.");
            }

            _points[(int)signal - 1] = weight.Points;
            _lives[(int)signal - 1] = HalfLife.OfDays(weight.HalfLifeDays);
            _stamp = Mixed(_stamp, (ulong)_lives[(int)signal - 1].Ticks);
        }

        _zone = options.BusinessZone ?? throw new ArgumentNullException(nameof(options), "The zone of the business is missing.");
        foreach (var letter in _zone.Id)
        {
            _stamp = Mixed(_stamp, letter);
        }

        _trendDays = options.TrendDays;
    }

    /// <summary>Fills the health part of an outlook.</summary>
    /// <param name="outlook">The outlook.</param>
    /// <param name="history">What happened.</param>
    /// <param name="at">The instant; events after it do not count.</param>
    public CustomerOutlook Fill(CustomerOutlook outlook, RelationshipHistory history, Instant at)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        return outlook with { Health = Of(history, at) };
    }

    /// <summary>The health at an instant, with its terms.</summary>
    /// <remarks>O(n) in the events.</remarks>
    /// <param name="history">What happened.</param>
    /// <param name="at">The instant; events after it do not count. The trend compares it with as many days of 24 hours before.</param>
    public HealthOutlook Of(RelationshipHistory history, Instant at)
    {
        ArgumentNullException.ThrowIfNull(history);
        var (score, terms) = ScoreOf(history, at);
        var back = Duration.FromDays(_trendDays);
        var before = at - Instant.MinValue > back ? ScoreOf(history, at - back).Score : 0;
        return new HealthOutlook(score, score - before, _trendDays, terms.IsEmpty ? EstimateStatus.Prior : EstimateStatus.Fitted) { Terms = terms };
    }

    private (double Score, ImmutableArray<HealthTerm> Terms) ScoreOf(RelationshipHistory history, Instant at)
    {
        // The order of a history is that of time: what had happened by then is how it begins.
        var events = history.Events.AsSpan()[..Signs.FirstAfter(history.Events, at)];
        if (events.IsEmpty)
        {
            return (0, []);
        }

        var now = at.ToUnixTimeTicks();
        var sums = new double[HealthCodes.Sums];
        var counts = new int[HealthCodes.Sums];
        foreach (var (signal, ticks, amount) in Occurrences(events, now))
        {
            sums[(int)signal - 1] += amount * _lives[(int)signal - 1].Left(now - ticks);
            counts[(int)signal - 1]++;
        }

        var score = 0d;
        var terms = ImmutableArray.CreateBuilder<HealthTerm>();
        for (var i = 0; i < sums.Length; i++)
        {
            if (counts[i] > 0)
            {
                var points = Saturated(i, sums[i]);
                score += points;
                terms.Add(Term((HealthSignal)(i + 1), ReasonArgument.Of("count", counts[i]), points));
            }
        }

        var silent = now - LastSign(events).OccurredAt.ToUnixTimeTicks();
        var taken = Saturated(HealthCodes.Sums, Silence(silent));
        terms.Add(Term(HealthSignal.Silence, ReasonArgument.Of("days", silent / NodaConstants.TicksPerDay), taken));
        return (score + taken, terms.ToImmutable());
    }

    private static TimelineEvent LastSign(ReadOnlySpan<TimelineEvent> events)
    {
        for (var i = events.Length - 1; i > 0; i--)
        {
            if (Signs.IsInbound(events[i]))
            {
                return events[i];
            }
        }

        return events[0];
    }

    /// <summary>The signals of a history in its order, those of promises and settlements last.</summary>
    private List<(HealthSignal Signal, long Ticks, double Amount)> Occurrences(ReadOnlySpan<TimelineEvent> events, long now)
    {
        var occurrences = new List<(HealthSignal Signal, long Ticks, double Amount)>();
        foreach (var item in events)
        {
            if (HealthCodes.Read(item) is { } read)
            {
                occurrences.Add((read.Signal, item.OccurredAt.ToUnixTimeTicks(), read.Amount));
            }
        }

        foreach (var matter in MattersOf(events))
        {
            if (matter.Standing(now) is { } standing)
            {
                occurrences.Add((standing.Signal, standing.Since, 1));
            }
        }

        return occurrences;
    }

    /// <summary>Promises and complaints, in the order in which they are first heard of.</summary>
    private IEnumerable<Matter> MattersOf(ReadOnlySpan<TimelineEvent> events)
    {
        var order = new List<(MatterKind Kind, EventKey Key)>();
        var matters = new Dictionary<(MatterKind Kind, EventKey Key), Matter>();
        foreach (var item in events)
        {
            // What is done stands as it was done first, whenever the matter itself is heard of.
            Matter? matter = item switch
            {
                Promise promise => new Matter(MatterKind.Promise, promise.Key, TimesOf(promise, DoneBy(MatterKind.Promise, promise.Key))),
                PromiseKept kept => Known(MatterKind.Promise, kept.Promise).Done(kept.OccurredAt.ToUnixTimeTicks()),
                Complaint complaint => Matter.Complained(complaint.Key, complaint.OccurredAt.ToUnixTimeTicks(), DoneBy(MatterKind.Complaint, complaint.Key)),
                ComplaintResolved settled => Known(MatterKind.Complaint, settled.Complaint).Done(settled.OccurredAt.ToUnixTimeTicks()),
                _ => null,
            };
            if (matter is { } told)
            {
                if (!matters.ContainsKey((told.Kind, told.Key)))
                {
                    order.Add((told.Kind, told.Key));
                }

                matters[(told.Kind, told.Key)] = told;
            }
        }

        return order.Select(key => matters[key]);

        Matter Known(MatterKind kind, EventKey key) => matters.TryGetValue((kind, key), out var known)
            ? known
            : new Matter(kind, key, new PromiseTimes(PromiseTimes.Never, PromiseTimes.Never, PromiseTimes.Never));

        long DoneBy(MatterKind kind, EventKey key) => Known(kind, key).Times.Kept;
    }

    private PromiseTimes TimesOf(Promise promise, long kept) => new(promise.OccurredAt.ToUnixTimeTicks(), PromiseTimes.EndOf(promise.DueOn, _zone), kept);

    // FNV-1a (Fowler, Noll and Vo), the same in every process.
    private static ulong Mixed(ulong stamp, ulong value) => (stamp ^ value) * 1_099_511_628_211;

    private double Silence(long ticks) => (double)ticks / _lives[HealthCodes.Sums].Ticks;

    private double Saturated(int index, double sum) => _points[index] * (sum / (1 + sum));

    private static HealthTerm Term(HealthSignal signal, ReasonArgument counted, double points) =>
        new(points, new Reason(HealthCodes.Of(signal), counted, ReasonArgument.Of("points", points)));
}
