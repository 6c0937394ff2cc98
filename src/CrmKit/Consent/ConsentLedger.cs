namespace CrmKit;

/// <summary>All statements of one person, replayed to any past instant.</summary>
/// <remarks>
/// <para>Immutable and thread-safe. A decision costs two passes over the person's statements and allocates nothing.</para>
/// <para>
/// A statement without a topic is about every topic of its purpose; one with a topic about that topic alone. Of the statements about a contact the
/// latest decides; of two at one instant, the refusal; silence refuses. Nobody says anything in the future: a statement dated ahead of its recording
/// counts as said when it was recorded. A refusal that came to be known after an agreement, and is dated before it by no more than clocks differ, comes after it. An objection is about everything at its contact point, and after it
/// only a later agreement with proof counts (<see cref="ConsentEntry.IsFreshOptIn"/>).
/// </para>
/// </remarks>
public sealed class ConsentLedger
{
    /// <summary>How far the clocks of two hosts may be apart.</summary>
    private static readonly Duration ClockDifference = Duration.FromMinutes(15);

    private readonly ImmutableArray<RecordedConsent> _entries;

    /// <summary>Creates a ledger.</summary>
    /// <param name="entries">Statements of one person, in any order.</param>
    public ConsentLedger(IEnumerable<RecordedConsent> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _entries = [.. entries];
    }

    /// <summary>A ledger without statements.</summary>
    public static ConsentLedger Empty { get; } = new([]);

    /// <summary>The statements.</summary>
    public IReadOnlyList<RecordedConsent> Entries => _entries;

    /// <summary>Decides as it would have been decided at an instant: only what had been said and recorded by then counts.</summary>
    /// <param name="point">The contact point to be used; spellings of one e-mail address are one point.</param>
    /// <param name="purpose">The purpose of the contact.</param>
    /// <param name="asOf">The instant of the decision.</param>
    /// <param name="topic">The topic of the contact; <c>null</c> for a contact about the purpose at large, which an agreement to one topic does not permit.</param>
    public ConsentDecision Decide(ContactPoint point, Purpose purpose, Instant asOf, Topic? topic = null) =>
        Decide(new Question(point, purpose, topic, asOf, RefusalsCountAtOnce: false));

    /// <summary>Decides about a contact that is yet to leave: a refusal counts as soon as it is in the ledger, whatever its times.</summary>
    /// <remarks>Clocks differ and go back; a refusal that is known must win over any of that. Agreement counts as in <see cref="Decide(ContactPoint, Purpose, Instant, Topic?)"/>.</remarks>
    /// <param name="point">The contact point to be used; spellings of one e-mail address are one point.</param>
    /// <param name="purpose">The purpose of the contact.</param>
    /// <param name="at">When the contact would leave.</param>
    /// <param name="topic">The topic of the contact; <c>null</c> for the purpose at large.</param>
    public ConsentDecision DecideContact(ContactPoint point, Purpose purpose, Instant at, Topic? topic = null) =>
        Decide(new Question(point, purpose, topic, at, RefusalsCountAtOnce: true));

    /// <summary>The agreement that will count first after an instant; <c>null</c> where none will by time alone.</summary>
    internal RecordedConsent? FirstAgreementAfter(ContactPoint point, Purpose purpose, Instant at, Topic? topic)
    {
        var question = new Question(point, purpose, topic, at, RefusalsCountAtOnce: true);
        return _entries
            .Where(recorded => recorded.Entry.State == ConsentState.OptIn && question.IsAbout(recorded) && CountsFrom(recorded) > at)
            .MinBy(CountsFrom);
    }

    /// <summary>From when on a statement counts.</summary>
    internal static Instant CountsFrom(RecordedConsent recorded) => Instant.Max(recorded.Entry.OccurredAt, recorded.RecordedAt);

    private ConsentDecision Decide(Question question)
    {
        var objection = LatestObjection(question);
        RecordedConsent? latest = null;
        foreach (var candidate in _entries)
        {
            if (question.IsAbout(candidate)
                && question.Counts(candidate)
                && (latest is null || Outranks(candidate, latest))
                && (objection is null || candidate.Entry.State != ConsentState.OptIn || Lifts(candidate, objection)))
            {
                latest = candidate;
            }
        }

        if (latest is { Entry.State: ConsentState.OptIn } agreement && RefusalByASlowClock(question, agreement) is { } refusal)
        {
            latest = refusal;
        }

        return new ConsentDecision(latest?.Entry.State == ConsentState.OptIn, latest);
    }

    /// <summary>A refusal that was recorded after an agreement, though a clock that runs behind dates it a little before.</summary>
    private RecordedConsent? RefusalByASlowClock(Question question, RecordedConsent agreement)
    {
        RecordedConsent? latest = null;
        foreach (var candidate in _entries)
        {
            if (candidate.Entry.IsRefusal
                && candidate.KnownSince > agreement.RecordedAt
                && candidate.SaidAt > agreement.SaidAt - ClockDifference
                && question.IsAbout(candidate)
                && question.Counts(candidate)
                && (latest is null || Outranks(candidate, latest)))
            {
                latest = candidate;
            }
        }

        return latest;
    }

    private RecordedConsent? LatestObjection(Question question)
    {
        RecordedConsent? latest = null;
        foreach (var candidate in _entries)
        {
            if (candidate.Entry.State == ConsentState.Objection
                && question.IsAbout(candidate)
                && question.Counts(candidate)
                && (latest is null || Outranks(candidate, latest)))
            {
                latest = candidate;
            }
        }

        return latest;
    }

    private static bool Lifts(RecordedConsent agreement, RecordedConsent objection) => agreement.Entry.IsFreshOptIn && agreement.SaidAt > objection.SaidAt;

    /// <summary>A total order, so that the statement relied on does not depend on the order in which a store hands them out.</summary>
    private static bool Outranks(RecordedConsent challenger, RecordedConsent holder)
    {
        var (mine, theirs) = (challenger.Entry, holder.Entry);
        if (challenger.SaidAt != holder.SaidAt)
        {
            return challenger.SaidAt > holder.SaidAt;
        }

        if (mine.State != theirs.State)
        {
            // The states are numbered from agreement to objection: the stricter one decides.
            return mine.State > theirs.State;
        }

        return challenger.RecordedAt != holder.RecordedAt
            ? challenger.RecordedAt < holder.RecordedAt
            : OrdinalOrder(mine, theirs) < 0;
    }

    private static int OrdinalOrder(ConsentEntry mine, ConsentEntry theirs)
    {
        var order = string.CompareOrdinal(mine.Source, theirs.Source);
        order = order != 0 ? order : string.CompareOrdinal(mine.Point.Address, theirs.Point.Address);
        order = order != 0 ? order : string.CompareOrdinal(mine.Purpose.Code, theirs.Purpose.Code);
        order = order != 0 ? order : string.CompareOrdinal(mine.Topic?.Code, theirs.Topic?.Code);
        order = order != 0 ? order : theirs.Evidence.Kind.CompareTo(mine.Evidence.Kind);
        order = order != 0 ? order : string.CompareOrdinal(mine.Evidence.Reference, theirs.Evidence.Reference);
        order = order != 0 ? order : mine.Basis.CompareTo(theirs.Basis);
        order = order != 0 ? order : string.CompareOrdinal(mine.Wording, theirs.Wording);
        return order != 0 ? order : mine.Customer.CompareTo(theirs.Customer);
    }

    /// <summary>One contact that is asked about.</summary>
    private readonly record struct Question(ContactPoint Point, Purpose Purpose, Topic? Topic, Instant At, bool RefusalsCountAtOnce)
    {
        public bool IsAbout(RecordedConsent recorded) => recorded.IsAbout(Purpose, Topic) && recorded.Entry.Point.Reaches(Point);

        public bool Counts(RecordedConsent recorded) =>
            recorded.HoldsAt(At) && ((RefusalsCountAtOnce && recorded.Entry.IsRefusal) || CountsFrom(recorded) <= At);
    }
}
