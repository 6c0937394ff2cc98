namespace CrmKit;

/// <summary>How often each answer to a question about satisfaction was given. All scores are made from these whole numbers.</summary>
/// <remarks>Counts of several places or years merge in any order. Not thread-safe.</remarks>
public sealed class AnswerCounts
{
    /// <summary>Most answers accepted: every sum made of them then stays within 64 bits.</summary>
    public const long MaxTotal = 1_000_000_000_000_000;

    private readonly long[] _counts;
    private readonly int _lowest;

    /// <summary>Creates empty counts.</summary>
    /// <param name="metric">The question.</param>
    /// <exception cref="ArgumentOutOfRangeException">The question is unknown.</exception>
    public AnswerCounts(SatisfactionMetric metric)
    {
        (_lowest, var highest) = Feedback.ScaleOf(metric);
        _counts = new long[highest - _lowest + 1];
        Metric = metric;
    }

    /// <summary>The question.</summary>
    public SatisfactionMetric Metric { get; }

    /// <summary>All answers.</summary>
    public long Total { get; private set; }

    /// <summary>How often an answer was given.</summary>
    /// <param name="score">An answer of the question's scale.</param>
    /// <exception cref="ArgumentOutOfRangeException">The answer lies outside the scale.</exception>
    public long this[int score] => _counts[IndexOf(score)];

    /// <summary>Counts the answers to a question in a timeline; other events are passed over.</summary>
    /// <param name="events">Events, in any order.</param>
    /// <param name="metric">The question.</param>
    public static AnswerCounts From(IEnumerable<TimelineEvent> events, SatisfactionMetric metric)
    {
        ArgumentNullException.ThrowIfNull(events);
        var counts = new AnswerCounts(metric);
        foreach (var answer in events.OfType<Feedback>().Where(answer => answer.Metric == metric))
        {
            counts.Add(answer.Score);
        }

        return counts;
    }

    /// <summary>Adds answers.</summary>
    /// <param name="score">The answer.</param>
    /// <param name="count">How often it was given, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The answer lies outside the scale, or the count below zero.</exception>
    /// <exception cref="OverflowException">There would be more answers than <see cref="MaxTotal"/>.</exception>
    public void Add(int score, long count = 1)
    {
        var index = IndexOf(score);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Total = Grown(count);
        _counts[index] += count;
    }

    /// <summary>Adds the answers of other counts.</summary>
    /// <param name="other">Counts of the same question; they stay as they are.</param>
    /// <exception cref="ArgumentException">The other counts are of another question.</exception>
    /// <exception cref="OverflowException">There would be more answers than <see cref="MaxTotal"/>.</exception>
    public void Merge(AnswerCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Metric != Metric)
        {
            throw new ArgumentException($"Answers to {other.Metric} cannot be added to answers to {Metric}.", nameof(other));
        }

        Total = Grown(other.Total);
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    internal AnswerCounts Of(SatisfactionMetric metric, string parameter) =>
        Metric == metric ? this : throw new ArgumentException($"These are answers to {Metric}, not to {metric}.", parameter);

    /// <summary>Answers from one to another, both included.</summary>
    internal long Between(int lowest, int highest) => _counts.AsSpan()[IndexOf(lowest)..(IndexOf(highest) + 1)].ToArray().Sum();

    /// <summary>The sum of all answers.</summary>
    internal long Sum() => _counts.Select((count, i) => count * (_lowest + i)).Sum();

    private int IndexOf(int score) => score >= _lowest && score < _lowest + _counts.Length
        ? score - _lowest
        : throw new ArgumentOutOfRangeException(nameof(score), score, string.Create(CultureInfo.InvariantCulture, $"An answer to {Metric} is {_lowest} to {_lowest + _counts.Length - 1}."));

    private long Grown(long by) => by <= MaxTotal - Total ? Total + by : throw new OverflowException($"At most {MaxTotal} answers are counted.");
}
