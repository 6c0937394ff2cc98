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

    /// <summary>What the refusals in force of a person's records mean for the contact points of all of them, as long as the merges stand.</summary>
    /// <remarks>
    /// A refusal of one record holds at a contact point of another since both are one, and no earlier than it was said: an agreement to that contact point
    /// that was given later than that counts. Where several records have the contact point, the latest merge counts; at further contact points of its own
    /// record a refusal holds since that record's first merge. It is over for all once it is taken back where it was given, by whichever of the records.
    /// The order in which all that was recorded does not matter. A person of a single record has none.
    /// </remarks>
    /// <param name="person">Whom the statements are told of.</param>
    /// <param name="records">The person's records.</param>
    /// <param name="statements">What was said under the ids of the records, without anything that was concluded here.</param>
    /// <param name="merges">The merges that stand among the records, in the order in which they were recorded.</param>
    /// <param name="at">The present: an agreement that does not count yet takes nothing back.</param>
    public static ImmutableArray<ConcludedRefusal> Conclude(
        CustomerId person,
        IReadOnlyCollection<Customer> records,
        IReadOnlyCollection<RecordedConsent> statements,
        IEnumerable<RecordMerge> merges,
        Instant at)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(merges);
        var links = new RecordLinks(merges);
        if (links.IsEmpty || !statements.Any(recorded => recorded.Entry.IsRefusal))
        {
            return [];
        }

        var questions = statements.Select(recorded => (recorded.Entry.Purpose, recorded.Entry.Topic)).ToHashSet();
        var addresses = records.SelectMany(record => record.ContactPoints.Select(point => (Record: record.Id, point.Point)))
            .Concat(statements.Select(recorded => (Record: recorded.Entry.Customer, recorded.Entry.Point)))
            .GroupBy(owned => (owned.Point.Channel, owned.Point.FoldedAddress))
            .Select(same => (same.First().Point, Owners: same.Select(owned => owned.Record).Distinct().ToImmutableArray()))
            .ToLookup(address => address.Point.Channel);
        var concluded =
            from record in statements.Where(recorded => recorded.Entry.IsRefusal).Select(recorded => recorded.Entry.Customer).Distinct()
            let said = new ConsentLedger(statements.Where(recorded => Counts(recorded.Entry, record)))
            from refusal in RefusalsInForce(said, questions, at)
            from address in addresses[refusal.Point.Channel]
            let link = links.Since(record, address.Owners)
            select new ConcludedRefusal(
                new ConsentEntry(person, address.Point, refusal.Purpose, refusal.State, Instant.Max(refusal.OccurredAt, link.MergedAt), MergeSource) { Topic = refusal.Topic },
                link);
        return
        [
            .. concluded
                .GroupBy(one => (one.Entry.Point, one.Entry.Purpose, one.Entry.Topic, one.Entry.State))
                .Select(same => same.OrderBy(one => one.Entry.OccurredAt).ThenBy(one => links.OrderOf(one.Merge)).Last())
                .OrderBy(one => one.Entry.Point.FoldedAddress, StringComparer.Ordinal)
                .ThenBy(one => one.Entry.Point.Channel)
                .ThenBy(one => one.Entry.Purpose.Code, StringComparer.Ordinal)
                .ThenBy(one => one.Entry.Topic?.Code, StringComparer.Ordinal)
                .ThenBy(one => one.Entry.State),
        ];

        // What one record agreed to before it was one with another takes back nothing that the other refused.
        bool Counts(ConsentEntry entry, CustomerId record) =>
            entry.Customer == record || (entry.State == ConsentState.OptIn && entry.OccurredAt > links.Between(record, entry.Customer).MergedAt);
    }

    /// <summary>What was refused while two records were one, told of one of the two once they are two again.</summary>
    /// <remarks>Nobody knows any more which of the two it was who refused. A store takes what was recorded since by the order of recording: clocks go back.</remarks>
    /// <param name="recordedSince">What was recorded of the person while the records were one, without what the merge concluded.</param>
    /// <param name="points">The contact points of the one that it is told of.</param>
    /// <param name="customer">The one that it is told of.</param>
    public static ImmutableArray<ConsentEntry> AtUnmerge(IEnumerable<RecordedConsent> recordedSince, IEnumerable<ContactPoint> points, CustomerId customer)
    {
        ArgumentNullException.ThrowIfNull(recordedSince);
        ArgumentNullException.ThrowIfNull(points);
        var refusals = recordedSince.Select(recorded => recorded.Entry).Where(entry => entry.IsRefusal).ToList();
        return Carried(refusals, points.Concat(refusals.Select(entry => entry.Point)), customer);
    }

    /// <summary>Whether an objection that is told at the undoing of a merge holds still: it was not taken back with proof, neither where it was said nor where it is told.</summary>
    /// <remarks>While the records were one, what was said covered the person at all addresses; from now on such an objection suppresses the contact point like any other.</remarks>
    /// <param name="told">What <see cref="AtUnmerge"/> tells.</param>
    /// <param name="recordedSince">What was recorded of the person while the records were one.</param>
    public static bool IsStandingObjection(ConsentEntry told, IEnumerable<RecordedConsent> recordedSince)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(recordedSince);
        ImmutableArray<ConsentEntry> since = [.. recordedSince.Select(recorded => recorded.Entry)];
        return told.State == ConsentState.Objection
            && !IsLifted(told)
            && since.Any(entry => entry.State == told.State && entry.OccurredAt == told.OccurredAt && entry.Point.Channel == told.Point.Channel && !IsLifted(entry));

        bool IsLifted(ConsentEntry objection) => since.Any(entry => entry.IsFreshOptIn && entry.OccurredAt > objection.OccurredAt && entry.Point.Reaches(objection.Point));
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

    private static ImmutableArray<ConsentEntry> Carried(IEnumerable<ConsentEntry> refusals, IEnumerable<ContactPoint> points, CustomerId customer)
    {
        var byChannel = points.DistinctBy(point => (point.Channel, point.FoldedAddress)).ToLookup(point => point.Channel);
        return
        [
            .. refusals
                .SelectMany(refusal => byChannel[refusal.Point.Channel].Select(point => new ConsentEntry(customer, point, refusal.Purpose, refusal.State, refusal.OccurredAt, UnmergeSource) { Topic = refusal.Topic }))
                .Distinct()
                .OrderBy(entry => entry.Point.FoldedAddress, StringComparer.Ordinal)
                .ThenBy(entry => entry.Purpose.Code, StringComparer.Ordinal)
                .ThenBy(entry => entry.Topic?.Code, StringComparer.Ordinal)
                .ThenBy(entry => entry.State)
                .ThenBy(entry => entry.OccurredAt),
        ];
    }
}
