namespace CrmKit.Import;

/// <summary>Puts the contact points of one customer together, channel by channel.</summary>
internal sealed class PointMerge(Customer known, ImportedCustomer row, CustomerImportPolicy policy, FieldChoice choice)
{
    private const string Status = "status";
    private const string Order = "contact_order";

    /// <summary>The points in their order.</summary>
    public ImmutableArray<ContactPointRecord> Apply()
    {
        var channels = new Dictionary<Channel, List<ContactPointRecord>>();
        foreach (var told in row.Customer.ContactPoints.GroupBy(point => point.Channel))
        {
            channels.Add(told.Key, OfChannel(told.Key, [.. told]));
        }

        var merged = InKnownOrder(channels);
        return row.StatesPreference ? InToldOrder(merged) : [.. merged];
    }

    private static string? Addresses(IEnumerable<ContactPointRecord> points) => string.Join("; ", points.Select(point => point.Point.Address)) is { Length: > 0 } text ? text : null;

    private static bool IsSame(ContactPointRecord one, ContactPointRecord other) => one.Point.Reaches(other.Point);

    // Of a bounced, dead or abandoned address the record is worth keeping: without it, the next file would revive the address.
    private static bool IsTelling(ContactPointRecord point) => point.Status is not (ContactPointStatus.Active or ContactPointStatus.Unverified);

    private List<ContactPointRecord> OfChannel(Channel channel, List<ContactPointRecord> told)
    {
        var field = FileCodes.Channels.Word(channel);
        var before = known.ContactPoints.Where(point => point.Channel == channel).ToList();

        // Statuses first: where the file says that no known address works, the new one takes nobody's place.
        var updated = before.ConvertAll(point => told.Find(other => IsSame(other, point)) is { } same ? Same(field, point, same) : point);
        if (told.TrueForAll(point => before.Exists(other => IsSame(other, point))) || !choice.Between(field, Addresses(updated.Where(point => point.IsUsable)), Addresses(told)!))
        {
            return updated;
        }

        return
        [
            .. told.Select(point => updated.Find(other => IsSame(other, point)) ?? point),
            .. updated.Where(point => IsTelling(point) && !told.Exists(other => IsSame(other, point))),
        ];
    }

    /// <summary>One address that is both known and told: its label, and its status, which a file makes worse more easily than better.</summary>
    private ContactPointRecord Same(string field, ContactPointRecord before, ContactPointRecord told)
    {
        var label = choice.Text(field, before.Label, told.Label);
        var status = before.Status;
        if (row.StatedStatuses.Any(told.Point.Reaches) && told.Status != before.Status)
        {
            var isWorse = told.Status > before.Status;
            var change = isWorse || policy.Explicit(Status) == FieldPolicy.Overwrite ? FieldChange.Overwritten : FieldChange.Kept;
            choice.Note(Status, change, FileCodes.Statuses.Word(before.Status), FileCodes.Statuses.Word(told.Status));
            status = change == FieldChange.Overwritten ? told.Status : before.Status;
        }

        // The spelling that is known stays: consent and suppression fold it anyway.
        return before with { Label = label, Status = status };
    }

    private List<ContactPointRecord> InKnownOrder(Dictionary<Channel, List<ContactPointRecord>> channels)
    {
        var merged = new List<ContactPointRecord>();
        var written = new HashSet<Channel>();
        foreach (var point in known.ContactPoints)
        {
            if (!channels.TryGetValue(point.Channel, out var replaced))
            {
                merged.Add(point);
            }
            else if (replaced.Find(other => IsSame(other, point)) is { } same)
            {
                merged.Add(same);
                written.Add(point.Channel);
            }
            else if (written.Add(point.Channel))
            {
                // A new address stands where the first one of its channel stood.
                merged.AddRange(replaced.Where(other => !known.ContactPoints.Any(before => IsSame(before, other))));
            }
        }

        var present = merged.ToHashSet(ReferenceEqualityComparer.Instance);
        merged.AddRange(row.Customer.ContactPoints.Select(point => channels[point.Channel].Find(other => IsSame(other, point))).OfType<ContactPointRecord>().Where(point => present.Add(point)));
        return merged;
    }

    private ImmutableArray<ContactPointRecord> InToldOrder(List<ContactPointRecord> merged)
    {
        var told = row.Customer.ContactPoints.Select(point => merged.Find(other => IsSame(other, point))).OfType<ContactPointRecord>().ToList();
        ImmutableArray<ContactPointRecord> wanted = [.. told, .. merged.Where(point => !told.Contains(point, ReferenceEqualityComparer.Instance))];
        if (wanted.SequenceEqual(merged) || known.ContactPoints.IsEmpty)
        {
            return wanted;
        }

        return choice.Between(Order, Channels(merged), Channels(wanted)) ? wanted : [.. merged];

        static string Channels(IEnumerable<ContactPointRecord> points) => string.Join(' ', points.Select(point => FileCodes.Channels.Word(point.Channel)));
    }
}
