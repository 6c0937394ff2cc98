namespace CrmKit;

/// <summary>All statements of one person, replayed to any past instant.</summary>
/// <remarks>Immutable and thread-safe. A decision costs one pass over the person's statements.</remarks>
public sealed class ConsentLedger
{
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
    /// <remarks>The latest statement wins; of two at the same instant, the refusal; of two equal ones, that recorded first is relied on. Silence refuses.</remarks>
    /// <param name="point">The contact point to be used; spellings of one e-mail address are one point.</param>
    /// <param name="purpose">The purpose of the contact.</param>
    /// <param name="asOf">The instant of the decision.</param>
    public ConsentDecision Decide(ContactPoint point, Purpose purpose, Instant asOf) =>
        Latest(point, purpose, recorded => IsKnown(recorded, asOf));

    /// <summary>Decides about a contact that is yet to leave: a refusal counts as soon as it is in the ledger, whatever its times.</summary>
    /// <remarks>Clocks differ and go back; a refusal that is known must win over any of that. Agreement counts as in <see cref="Decide"/>.</remarks>
    /// <param name="point">The contact point to be used; spellings of one e-mail address are one point.</param>
    /// <param name="purpose">The purpose of the contact.</param>
    /// <param name="at">When the contact would leave.</param>
    public ConsentDecision DecideContact(ContactPoint point, Purpose purpose, Instant at) =>
        Latest(point, purpose, recorded => recorded.Entry.State == ConsentState.OptOut || IsKnown(recorded, at));

    /// <summary>The agreement that will count first after an instant; <c>null</c> where none will by time alone.</summary>
    internal RecordedConsent? FirstAgreementAfter(ContactPoint point, Purpose purpose, Instant at) => About(point, purpose)
        .Where(recorded => recorded.Entry.State == ConsentState.OptIn && !IsKnown(recorded, at))
        .MinBy(CountsFrom);

    /// <summary>From when on a statement counts.</summary>
    internal static Instant CountsFrom(RecordedConsent recorded) => Instant.Max(recorded.Entry.OccurredAt, recorded.RecordedAt);

    private static bool IsKnown(RecordedConsent recorded, Instant at) => CountsFrom(recorded) <= at;

    private IEnumerable<RecordedConsent> About(ContactPoint point, Purpose purpose) =>
        _entries.Where(recorded => recorded.Entry.Purpose == purpose && recorded.Entry.Point.Reaches(point));

    private ConsentDecision Latest(ContactPoint point, Purpose purpose, Func<RecordedConsent, bool> counts)
    {
        RecordedConsent? latest = null;
        foreach (var candidate in About(point, purpose))
        {
            if (counts(candidate) && (latest is null || Outranks(candidate, latest)))
            {
                latest = candidate;
            }
        }

        return new ConsentDecision(latest?.Entry.State == ConsentState.OptIn, latest);
    }

    /// <summary>A total order, so that the statement relied on does not depend on the order in which a store hands them out.</summary>
    private static bool Outranks(RecordedConsent challenger, RecordedConsent holder)
    {
        var (mine, theirs) = (challenger.Entry, holder.Entry);
        if (mine.OccurredAt != theirs.OccurredAt)
        {
            return mine.OccurredAt > theirs.OccurredAt;
        }

        if (mine.State != theirs.State)
        {
            return mine.State == ConsentState.OptOut;
        }

        if (challenger.RecordedAt != holder.RecordedAt)
        {
            return challenger.RecordedAt < holder.RecordedAt;
        }

        return string.CompareOrdinal(mine.Source, theirs.Source) is var bySource and not 0
            ? bySource < 0
            : string.CompareOrdinal(mine.Point.Address, theirs.Point.Address) < 0;
    }
}
