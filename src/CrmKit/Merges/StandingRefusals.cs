namespace CrmKit;

/// <summary>Which refusals stand at one contact point, and until when by what is known.</summary>
/// <remarks>
/// All that depends on time are agreements that are dated ahead of their recording: each begins to count at an instant that is known. What stands in between
/// and not at the last of these instants has an end, so that nobody has to look again when that comes. One pass for each purpose and topic that is named at the point.
/// </remarks>
internal sealed class StandingRefusals
{
    private readonly ContactPoint _point;
    private readonly Instant _at;
    private readonly ImmutableArray<RecordedConsent> _objections;
    private readonly ImmutableArray<Answer> _answers;

    /// <summary>Looks at the statements about one contact point.</summary>
    /// <param name="said">The statements.</param>
    /// <param name="purposes">All purposes that are spoken of anywhere: an objection is about each.</param>
    /// <param name="at">The present.</param>
    public StandingRefusals(IReadOnlyCollection<RecordedConsent> said, IEnumerable<Purpose> purposes, Instant at)
    {
        _point = said.First().Entry.Point;
        _at = at;

        // The last first; of two at one instant, the choice does not depend on the order in which a store hands them out.
        _objections =
        [
            .. said.Where(recorded => recorded.Entry.State == ConsentState.Objection)
                .OrderByDescending(recorded => recorded.SaidAt)
                .ThenByDescending(recorded => recorded.RecordedAt)
                .ThenBy(recorded => recorded.Entry.Purpose.Code, StringComparer.Ordinal)
                .ThenBy(recorded => recorded.Entry.Topic?.Code, StringComparer.Ordinal),
        ];
        var byPurpose = said.Where(recorded => recorded.Entry.State != ConsentState.Objection).ToLookup(recorded => recorded.Entry.Purpose);
        _answers = [.. (_objections.IsEmpty ? byPurpose.Select(purpose => purpose.Key) : purposes).SelectMany(purpose => AnswersFor(purpose, byPurpose[purpose]))];
    }

    public IEnumerable<StandingRefusal> All() => WholeObjections().Concat(PerQuestion());

    /// <summary>Whether one end comes before another; <c>null</c> is none.</summary>
    public static bool IsBefore(Instant? one, Instant? other) => one is { } end && !(other <= end);

    // The purpose at large first, and then the topics that somebody named.
    private IEnumerable<Answer> AnswersFor(Purpose purpose, IEnumerable<RecordedConsent> said)
    {
        var byTopic = said.ToLookup(recorded => recorded.Entry.Topic);
        ImmutableArray<RecordedConsent> atLarge = [.. _objections, .. byTopic[null]];
        yield return new Answer(purpose, Topic: null, AnswersTo(purpose, topic: null, atLarge));
        foreach (var topic in byTopic.Where(topic => topic.Key is not null))
        {
            yield return new Answer(purpose, topic.Key, AnswersTo(purpose, topic.Key, [.. atLarge, .. topic]));
        }
    }

    private ImmutableArray<Span> AnswersTo(Purpose purpose, Topic? topic, ImmutableArray<RecordedConsent> said)
    {
        var ledger = new ConsentLedger(said);
        return [.. SpansOf(said).Select(span => new Span(span.From, span.Until, ledger.DecideContact(_point, purpose, span.From, topic)))];
    }

    // From the present on, cut where something that is known begins or ceases to count.
    private IEnumerable<(Instant From, Instant? Until)> SpansOf(ImmutableArray<RecordedConsent> said)
    {
        ImmutableArray<Instant> cuts =
        [
            .. said.Where(recorded => recorded.Entry.State == ConsentState.OptIn).Select(ConsentLedger.CountsFrom)
                .Concat(said.Select(recorded => recorded.VoidFrom).OfType<Instant>())
                .Where(cut => cut > _at)
                .Distinct()
                .Order(),
        ];
        var from = _at;
        foreach (var cut in cuts)
        {
            yield return (from, cut);
            from = cut;
        }

        yield return (from, null);
    }

    private RecordedConsent? ObjectionAt(Instant at) => _objections.FirstOrDefault(objection => objection.HoldsAt(at));

    // About everything, as long as it is lifted for nothing.
    private IEnumerable<StandingRefusal> WholeObjections()
    {
        if (_objections.IsEmpty || LiftedFrom() is var lifted && lifted <= _at)
        {
            yield break;
        }

        foreach (var (from, until) in SpansOf(_objections))
        {
            if (!(lifted <= from) && ObjectionAt(from) is { } objection)
            {
                yield return new StandingRefusal(objection, objection.Entry.Purpose, objection.Entry.Topic, Earlier(until, lifted), IsForItsPurposeAlone: false);
            }
        }
    }

    private IEnumerable<StandingRefusal> PerQuestion()
    {
        var isEverLifted = _answers.Any(answer => answer.Spans.Any(span => span.Decision.IsAllowed));
        List<StandingRefusal> atLarge = [];
        foreach (var (purpose, topic, spans) in _answers)
        {
            if (topic is null)
            {
                atLarge.Clear();
            }

            foreach (var refusal in spans.SelectMany(span => Refused(span, purpose, topic, isEverLifted)))
            {
                if (topic is null)
                {
                    atLarge.Add(refusal);
                }
                else if (atLarge.Exists(wide => wide.Said == refusal.Said && wide.IsForItsPurposeAlone == refusal.IsForItsPurposeAlone && !IsBefore(wide.Until, refusal.Until)))
                {
                    // What is refused of the purpose is refused of its topics.
                    continue;
                }

                yield return refusal;
            }
        }
    }

    // An objection stands on behind a refusal that came later: that one may be taken back by any agreement.
    private IEnumerable<StandingRefusal> Refused(Span span, Purpose purpose, Topic? topic, bool isEverLifted)
    {
        if (span.Decision is { IsAllowed: false, ReliedOn: { } refusal })
        {
            if (refusal.Entry.State != ConsentState.Objection)
            {
                yield return new StandingRefusal(refusal, purpose, topic, span.Until, IsForItsPurposeAlone: false);
            }

            if (isEverLifted && ObjectionAt(span.From) is { } objection)
            {
                yield return new StandingRefusal(objection, purpose, topic, span.Until, IsForItsPurposeAlone: true);
            }
        }
    }

    // The instant from which on, for good, there is always something that objections are lifted for.
    private Instant? LiftedFrom()
    {
        ImmutableArray<Span> open = [.. _answers.SelectMany(answer => answer.Spans).Where(span => span.Decision.IsAllowed)];
        if (!open.Any(span => span.Until is null))
        {
            return null;
        }

        var from = open.Where(span => span.Until is null).Min(span => span.From);
        foreach (var span in open.Where(span => span.Until is not null).OrderByDescending(span => span.Until))
        {
            if (span.Until < from)
            {
                break;
            }

            from = Instant.Min(from, span.From);
        }

        return from;
    }

    private static Instant? Earlier(Instant? one, Instant? other) => IsBefore(one, other) ? one : other;

    private sealed record Answer(Purpose Purpose, Topic? Topic, ImmutableArray<Span> Spans);

    private sealed record Span(Instant From, Instant? Until, ConsentDecision Decision);
}
