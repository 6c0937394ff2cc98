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
    /// record a refusal holds since that record's first merge. It is over at all of them once it does not stand any more where it was given, by whichever of
    /// the records it was taken back. An objection is carried on as one; once it is lifted for a purpose or topic where it was given, it is carried on for the
    /// other ones alone. An agreement that is dated ahead counts from its date on, and that end is told at once (<see cref="ConclusionTerms.Until"/>):
    /// what holds at an instant does not depend on when it is concluded, nor on the order in which things were recorded. A person of a single record has none.
    /// </remarks>
    /// <param name="person">Whom the statements are told of.</param>
    /// <param name="records">The person's records.</param>
    /// <param name="statements">What was said under the ids of the records, without anything that was concluded here.</param>
    /// <param name="merges">The merges that stand among the records, in the order in which they were recorded.</param>
    /// <param name="at">The present: what ended before is left out.</param>
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

        var purposes = statements.Select(recorded => recorded.Entry.Purpose).ToHashSet();
        var addresses = records.SelectMany(record => record.ContactPoints.Select(point => (Record: record.Id, point.Point)))
            .Concat(statements.Select(recorded => (Record: recorded.Entry.Customer, recorded.Entry.Point)))
            .GroupBy(owned => (owned.Point.Channel, owned.Point.FoldedAddress))
            .Select(same => (same.First().Point, Owners: same.Select(owned => owned.Record).Distinct().ToImmutableArray()))
            .ToLookup(address => address.Point.Channel);
        var concluded = statements.Where(recorded => recorded.Entry.IsRefusal).Select(recorded => recorded.Entry.Customer).Distinct().SelectMany(Carried);
        return
        [
            .. concluded
                .GroupBy(one => (one.Entry.Point, one.Entry.Purpose, one.Entry.Topic, one.Entry.State, one.Terms.IsForItsPurposeAlone))
                .SelectMany(same => Strictest(same, links))
                .OrderBy(one => one.Entry.Point.FoldedAddress, StringComparer.Ordinal)
                .ThenBy(one => one.Entry.Point.Channel)
                .ThenBy(one => one.Entry.Purpose.Code, StringComparer.Ordinal)
                .ThenBy(one => one.Entry.Topic?.Code, StringComparer.Ordinal)
                .ThenBy(one => one.Entry.State)
                .ThenBy(one => one.Terms.IsForItsPurposeAlone),
        ];

        IEnumerable<ConcludedRefusal> Carried(CustomerId record)
        {
            var between = statements.Select(recorded => recorded.Entry.Customer).Distinct().Where(other => other != record).ToDictionary(other => other, other => links.Between(record, other).MergedAt);
            var since = addresses.ToDictionary(channel => channel.Key, channel => channel.Select(address => (address.Point, Link: links.Since(record, address.Owners))).ToImmutableArray());
            return
                from place in statements.Where(Counts).GroupBy(recorded => (recorded.Entry.Point.Channel, recorded.Entry.Point.FoldedAddress))
                where place.Any(recorded => recorded.Entry.IsRefusal)
                from refusal in new StandingRefusals([.. place], purposes, at).All()
                from address in since[place.Key.Channel]
                select Told(refusal, address.Point, address.Link);

            // What one record agreed to before it was one with another takes back nothing that the other refused.
            bool Counts(RecordedConsent recorded) =>
                recorded.Entry.Customer == record || (recorded.Entry.State == ConsentState.OptIn && recorded.SaidAt > between[recorded.Entry.Customer]);
        }

        ConcludedRefusal Told(StandingRefusal refusal, ContactPoint point, RecordMerge link) => new(
            new ConsentEntry(person, point, refusal.Purpose, refusal.Said.Entry.State, Instant.Max(refusal.Said.SaidAt, link.MergedAt), MergeSource) { Topic = refusal.Topic },
            link,
            new ConclusionTerms(Instant.Max(refusal.Said.RecordedAt, link.MergedAt), refusal.Until, refusal.IsForItsPurposeAlone));
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
        var refusals = recordedSince.Where(recorded => recorded.Entry.IsRefusal).ToList();
        var byChannel = points.Concat(refusals.Select(recorded => recorded.Entry.Point)).DistinctBy(point => (point.Channel, point.FoldedAddress)).ToLookup(point => point.Channel);
        return
        [
            .. refusals
                .SelectMany(recorded => byChannel[recorded.Entry.Point.Channel].Select(point => Told(recorded, point)))
                .Distinct()
                .OrderBy(entry => entry.Point.FoldedAddress, StringComparer.Ordinal)
                .ThenBy(entry => entry.Purpose.Code, StringComparer.Ordinal)
                .ThenBy(entry => entry.Topic?.Code, StringComparer.Ordinal)
                .ThenBy(entry => entry.State)
                .ThenBy(entry => entry.OccurredAt),
        ];

        ConsentEntry Told(RecordedConsent said, ContactPoint point) =>
            new(customer, point, said.Entry.Purpose, said.Entry.State, said.SaidAt, UnmergeSource) { Topic = said.Entry.Topic };
    }

    /// <summary>The objections among what is told at the undoing of a merge that hold still: they were not taken back with proof, neither where they were said nor where they are told.</summary>
    /// <remarks>While the records were one, what was said covered the person at all addresses; from now on such an objection suppresses the contact point like any other.</remarks>
    /// <param name="told">What <see cref="AtUnmerge"/> tells.</param>
    /// <param name="recordedSince">What was recorded of the person while the records were one.</param>
    /// <param name="at">When the merge is undone: an agreement that does not count yet takes nothing back.</param>
    public static ImmutableHashSet<ConsentEntry> StandingObjections(IEnumerable<ConsentEntry> told, IReadOnlyCollection<RecordedConsent> recordedSince, Instant at)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(recordedSince);
        var agreed = recordedSince.Where(recorded => recorded.Entry.IsFreshOptIn && ConsentLedger.CountsFrom(recorded) <= at)
            .GroupBy(recorded => (recorded.Entry.Point.Channel, recorded.Entry.Point.FoldedAddress))
            .ToDictionary(place => place.Key, place => place.Max(recorded => recorded.SaidAt));
        var standing = recordedSince.Where(recorded => recorded.Entry.State == ConsentState.Objection && !IsLifted(recorded.Entry.Point, recorded.SaidAt))
            .Select(recorded => (recorded.Entry.Point.Channel, recorded.SaidAt))
            .ToHashSet();
        return [.. told.Where(entry => entry.State == ConsentState.Objection && !IsLifted(entry.Point, entry.OccurredAt) && standing.Contains((entry.Point.Channel, entry.OccurredAt)))];

        bool IsLifted(ContactPoint point, Instant said) => agreed.TryGetValue((point.Channel, point.FoldedAddress), out var last) && last > said;
    }

    // Of those that say the same, the ones that no other makes superfluous: said as late, known as late, and holding as long.
    private static List<ConcludedRefusal> Strictest(IEnumerable<ConcludedRefusal> same, RecordLinks links)
    {
        List<ConcludedRefusal> strictest = [];
        foreach (var one in same.OrderByDescending(one => one.Entry.OccurredAt).ThenByDescending(one => one.Terms.KnownSince).ThenByDescending(one => one.Terms.Until ?? Instant.MaxValue).ThenByDescending(one => links.OrderOf(one.Merge)))
        {
            if (!strictest.Exists(other => other.Terms.KnownSince >= one.Terms.KnownSince && !StandingRefusals.IsBefore(other.Terms.Until, one.Terms.Until)))
            {
                strictest.Add(one);
            }
        }

        return strictest;
    }
}
