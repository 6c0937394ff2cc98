namespace CrmKit;

/// <summary>What refusals mean for a person of whom there were two records: the most restrictive one holds for both.</summary>
/// <remarks>
/// A consent is given for one contact point, and two records have different ones: who refused offers by e-mail at one of them has refused them by
/// e-mail. So a refusal in force is carried to every contact point of the same channel. Nothing here ever permits.
/// </remarks>
public static class MergedConsent
{
    /// <summary>The source of statements that a merge concludes.</summary>
    public const string MergeSource = "merge of two records";

    /// <summary>The source of statements that the undoing of a merge concludes.</summary>
    public const string UnmergeSource = "merge undone";

    /// <summary>What the refusals in force of two records mean for the contact points of both, from the merge on and as long as it stands.</summary>
    /// <param name="survivor">The statements of the surviving record's person.</param>
    /// <param name="absorbed">The statements of the absorbed record's person.</param>
    /// <param name="points">The contact points of both.</param>
    /// <param name="survivorId">Whom the statements are told of.</param>
    /// <param name="at">The instant of the merge.</param>
    public static ImmutableArray<ConsentEntry> AtMerge(ConsentLedger survivor, ConsentLedger absorbed, IEnumerable<ContactPoint> points, CustomerId survivorId, Instant at)
    {
        ArgumentNullException.ThrowIfNull(survivor);
        ArgumentNullException.ThrowIfNull(absorbed);
        ArgumentNullException.ThrowIfNull(points);
        var questions = survivor.Entries.Concat(absorbed.Entries).Select(recorded => (recorded.Entry.Purpose, recorded.Entry.Topic)).ToHashSet();
        var refusals = RefusalsInForce(survivor, questions, at).Concat(RefusalsInForce(absorbed, questions, at));
        var known = survivor.Entries.Concat(absorbed.Entries).Select(recorded => recorded.Entry.Point);
        return Carried(refusals, points.Concat(known), survivorId, MergeSource, _ => at);
    }

    /// <summary>What was refused while two records were one, told of one of the two once they are two again.</summary>
    /// <remarks>Nobody knows any more which of the two it was who refused.</remarks>
    /// <param name="recordedSince">What was recorded of the person while the records were one.</param>
    /// <param name="points">The contact points of the one that it is told of.</param>
    /// <param name="customer">The one that it is told of.</param>
    public static ImmutableArray<ConsentEntry> AtUnmerge(IEnumerable<RecordedConsent> recordedSince, IEnumerable<ContactPoint> points, CustomerId customer)
    {
        ArgumentNullException.ThrowIfNull(recordedSince);
        ArgumentNullException.ThrowIfNull(points);
        var refusals = recordedSince.Select(recorded => recorded.Entry).Where(entry => entry.IsRefusal && !string.Equals(entry.Source, MergeSource, StringComparison.Ordinal)).ToList();
        return Carried(refusals, points.Concat(refusals.Select(entry => entry.Point)), customer, UnmergeSource, entry => entry.OccurredAt);
    }

    private static IEnumerable<ConsentEntry> RefusalsInForce(ConsentLedger ledger, HashSet<(Purpose Purpose, Topic? Topic)> questions, Instant at) => ledger.Entries
        .Where(recorded => recorded.Entry.IsRefusal)
        .Select(recorded => recorded.Entry.Point)
        .Distinct()
        .SelectMany(point => RefusalsInForce(ledger, point, questions, at))
        .Distinct();

    private static IEnumerable<ConsentEntry> RefusalsInForce(ConsentLedger ledger, ContactPoint point, HashSet<(Purpose Purpose, Topic? Topic)> questions, Instant at)
    {
        var answers = questions.Select(question => (question, Decision: ledger.DecideContact(point, question.Purpose, at, question.Topic))).ToList();
        var isLifted = answers.Any(answer => answer.Decision.IsAllowed);
        foreach (var ((purpose, topic), (isAllowed, reliedOn)) in answers)
        {
            if (!isAllowed && reliedOn is { Entry: var refusal })
            {
                // An objection that was lifted for one purpose holds on for the others, and is carried on as the refusal of each.
                yield return refusal.State == ConsentState.Objection && isLifted ? refusal with { State = ConsentState.OptOut, Purpose = purpose, Topic = topic } : refusal;
            }
        }
    }

    private static ImmutableArray<ConsentEntry> Carried(IEnumerable<ConsentEntry> refusals, IEnumerable<ContactPoint> points, CustomerId customer, string source, Func<ConsentEntry, Instant> when)
    {
        var byChannel = points.DistinctBy(point => (point.Channel, point.FoldedAddress)).ToLookup(point => point.Channel);
        return
        [
            .. refusals
                .SelectMany(refusal => byChannel[refusal.Point.Channel].Select(point => new ConsentEntry(customer, point, refusal.Purpose, refusal.State, when(refusal), source) { Topic = refusal.Topic }))
                .Distinct()
                .OrderBy(entry => entry.Point.FoldedAddress, StringComparer.Ordinal)
                .ThenBy(entry => entry.Purpose.Code, StringComparer.Ordinal)
                .ThenBy(entry => entry.Topic?.Code, StringComparer.Ordinal)
                .ThenBy(entry => entry.State)
                .ThenBy(entry => entry.OccurredAt),
        ];
    }
}
