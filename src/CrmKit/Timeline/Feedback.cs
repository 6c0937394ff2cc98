namespace CrmKit;

/// <summary>A customer answered a question about satisfaction.</summary>
public sealed record Feedback : TimelineEvent
{
    /// <summary>Creates an answer.</summary>
    /// <param name="key">The source's own key.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="occurredAt">When.</param>
    /// <param name="metric">The question.</param>
    /// <param name="score">The answer: 0 to 10, 1 to 5 or 1 to 7, as the question has it.</param>
    /// <param name="about">The key of the event that was asked about; <c>null</c> for none.</param>
    /// <param name="note">What was added in words, personal data; at most 10,000 characters.</param>
    /// <exception cref="ArgumentOutOfRangeException">The question is unknown, or the answer lies outside its scale.</exception>
    /// <exception cref="ArgumentException">The note is empty or too long.</exception>
    public Feedback(EventKey key, CustomerId customer, Instant occurredAt, SatisfactionMetric metric, int score, EventKey? about = null, string? note = null)
        : base(key, customer, occurredAt)
    {
        var (lowest, highest) = ScaleOf(metric);
        if (score < lowest || score > highest)
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, string.Create(CultureInfo.InvariantCulture, $"An answer to {metric} is {lowest} to {highest}."));
        }

        Metric = metric;
        Score = score;
        About = about;
        Note = NoteText.Checked(note, nameof(note));
    }

    /// <summary>The question.</summary>
    public SatisfactionMetric Metric { get; }

    /// <summary>The answer.</summary>
    public int Score { get; }

    /// <summary>The key of the event that was asked about; <c>null</c> for none.</summary>
    public EventKey? About { get; }

    /// <summary>What was added in words.</summary>
    public string? Note { get; }

    /// <summary>The scale of a question, both ends included.</summary>
    /// <param name="metric">The question.</param>
    /// <exception cref="ArgumentOutOfRangeException">The question is unknown.</exception>
    public static (int Lowest, int Highest) ScaleOf(SatisfactionMetric metric) => metric switch
    {
        SatisfactionMetric.NetPromoter => (0, 10),
        SatisfactionMetric.Satisfaction => (1, 5),
        SatisfactionMetric.Effort => (1, 7),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Unknown question."),
    };

    /// <summary>Key and type alone; the note is personal data.</summary>
    public override string ToString() => $"{nameof(Feedback)} {Key}";
}
