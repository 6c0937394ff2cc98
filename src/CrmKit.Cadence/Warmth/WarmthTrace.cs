using System.Runtime.InteropServices;

namespace CrmKit.Cadence;

/// <summary>What the warmth of a relationship rests on, read from its events up to a day.</summary>
internal sealed class WarmthTrace
{
    // What changes the stability, by day; on one day a silence that ends with it is established before anything new is said.
    private readonly List<(int Day, bool IsReply)> _changes = [];
    private readonly WarmthOptions _options;

    public WarmthTrace(RelationshipHistory history, LocalDate today, WarmthOptions options)
    {
        _options = options;
        var events = history.Events;
        var replied = new HashSet<int>();
        TimelineEvent? answer = null;

        // From the end: the first sign at or after each contact is the last that was passed.
        for (var end = events.Length; end > 0;)
        {
            var start = end - 1;
            while (start > 0 && events[start - 1].OccurredAt == events[end - 1].OccurredAt)
            {
                start--;
            }

            // An answer at the instant of a contact is its answer: signs of an instant are read before its contacts.
            for (var i = start; i < end; i++)
            {
                Heard(history, events[i], today, replied, ref answer);
            }

            for (var i = start; i < end; i++)
            {
                Contacted(history, events[i], today, answer);
            }

            end = start;
        }

        _changes.AddRange(replied.Select(day => (day, true)));
        _changes.Sort();
        Begin(history, today);
    }

    /// <summary>When the days begin; <c>null</c> where nothing happened.</summary>
    public Instant? RestartedAt { get; private set; }

    public LocalDate Since { get; private set; }

    /// <summary>Contacts later than the last sign of the person.</summary>
    public int Unanswered { get; private set; }

    public LocalDate? LastUnanswered { get; private set; }

    /// <summary>The stability by what is established by the end of a day, contacts that went unanswered by then included.</summary>
    public double Stability(double start, int day)
    {
        var stability = Math.Clamp(start, _options.MinStabilityDays, _options.MaxStabilityDays);
        foreach (var (at, isReply) in CollectionsMarshal.AsSpan(_changes))
        {
            if (at > day)
            {
                break;
            }

            stability = Math.Clamp(stability * (isReply ? _options.GoodReplyFactor : _options.SilenceFactor), _options.MinStabilityDays, _options.MaxStabilityDays);
        }

        return stability;
    }

    private static void Heard(RelationshipHistory history, TimelineEvent item, LocalDate today, HashSet<int> replied, ref TimelineEvent? answer)
    {
        if (!Signs.IsInbound(item) || history.DayOf(item) is var day && day > today)
        {
            return;
        }

        answer = item;
        if (item is Reply || (item is Feedback feedback && Signs.Share(feedback) > 0.5))
        {
            replied.Add(DayNumber.From(day));
        }
    }

    private void Contacted(RelationshipHistory history, TimelineEvent item, LocalDate today, TimelineEvent? answer)
    {
        if (!Signs.AsksForAnswer(item) || history.DayOf(item) is var day && day > today)
        {
            return;
        }

        if (answer is null)
        {
            Unanswered++;
            LastUnanswered = LastUnanswered > day ? LastUnanswered : day;
        }

        if (answer is null || Period.DaysBetween(day, history.DayOf(answer)) > _options.AnswerDays)
        {
            _changes.Add((DayNumber.From(day) + _options.AnswerDays + 1, false));
        }
    }

    private void Begin(RelationshipHistory history, LocalDate today)
    {
        TimelineEvent? restart = null;
        foreach (var item in history.Events)
        {
            if (history.DayOf(item) <= today && (restart is null || Signs.IsInbound(item)))
            {
                restart = item;
            }
        }

        if (restart is not null)
        {
            RestartedAt = restart.OccurredAt;
            Since = history.DayOf(restart);
        }
    }
}
