namespace CrmKit.Storage;

/// <summary>What merges conclude, brought up to date, the same in every store. For those who write a store.</summary>
/// <remarks>
/// A store asks after every change that may matter to a person of several records: a merge or its undoing (then for both sides), a statement, other contact points. What is concluded no longer
/// gets <see cref="RecordedConsent.VoidFrom"/>, what is missing is recorded, both at the present, so that past instants read as they did.
/// </remarks>
/// <param name="Over">What stands and is not concluded any more.</param>
/// <param name="Missing">What is concluded and does not stand.</param>
public sealed record Conclusions(ImmutableArray<StoredConclusion> Over, ImmutableArray<ConcludedRefusal> Missing)
{
    /// <summary>The contact points at which anything changes: for everybody who has them, since a refusal holds for all of these.</summary>
    public ImmutableArray<ContactPoint> Points => [.. Over.Select(over => over.Recorded.Entry.Point).Concat(Missing.Select(missing => missing.Entry.Point))];

    /// <summary>Compares what stands with what is concluded.</summary>
    /// <param name="standing">The concluded statements that stand under the ids of the person's records.</param>
    /// <param name="concluded">What <see cref="MergedConsent.Conclude"/> gives for the person.</param>
    public static Conclusions Compare(IEnumerable<StoredConclusion> standing, IEnumerable<ConcludedRefusal> concluded)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(concluded);

        // Told of whom: the person may be known under another id since.
        var missing = concluded.ToDictionary(one => (Content(one.Entry), (ConclusionTerms?)one.Terms, (CustomerId?)one.Merge.Absorbed));
        ImmutableArray<StoredConclusion> over = [.. standing.Where(known => !missing.Remove((Content(known.Recorded.Entry), known.Recorded.Concluded, known.Absorbed)))];
        return new Conclusions(over, [.. missing.Values]);

        static (Channel Channel, string Address, Purpose Purpose, Topic? Topic, ConsentState State, Instant OccurredAt) Content(ConsentEntry entry) =>
            (entry.Point.Channel, entry.Point.FoldedAddress, entry.Purpose, entry.Topic, entry.State, entry.OccurredAt);
    }
}
