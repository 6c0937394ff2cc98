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
    /// <param name="point">The contact point to be used.</param>
    /// <param name="purpose">The purpose of the contact.</param>
    /// <param name="asOf">The instant of the decision.</param>
    public ConsentDecision Decide(ContactPoint point, Purpose purpose, Instant asOf)
    {
        RecordedConsent? latest = null;
        foreach (var candidate in _entries)
        {
            var entry = candidate.Entry;
            var counts = entry.Point == point && entry.Purpose == purpose && entry.OccurredAt <= asOf && candidate.RecordedAt <= asOf;
            if (counts && (latest is null || Outranks(candidate, latest)))
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

        return challenger.RecordedAt != holder.RecordedAt
            ? challenger.RecordedAt < holder.RecordedAt
            : string.CompareOrdinal(mine.Source, theirs.Source) < 0;
    }
}
