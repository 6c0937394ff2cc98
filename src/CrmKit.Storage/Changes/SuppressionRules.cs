namespace CrmKit.Storage;

/// <summary>What suppresses a contact point, the same in every store. For those who write a store.</summary>
/// <remarks>
/// A store keeps for each keyed hash and kind since when it holds, and never deletes one: what opens the point again, and to whom, is said by that person's
/// statements (<see cref="SuppressedPoint"/>). A repeated suppression moves that instant on, which is a change of the facts of all who have the point, and is
/// not counted as one. It is looked up under every key of the ring.
/// </remarks>
public static class SuppressionRules
{
    /// <summary>The suppression that a newly recorded statement brings about, since the store's clock; <c>null</c> for none.</summary>
    /// <param name="entry">The statement.</param>
    public static Suppression? BroughtAboutBy(ConsentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.State == ConsentState.Objection ? new Suppression(entry.Customer, entry.Point, SuppressionKind.Objection) : null;
    }

    /// <summary>The suppressions of a contact point as the facts tell them: one for each kind, the strictest first, since the latest instant.</summary>
    /// <param name="point">The contact point.</param>
    /// <param name="found">Kind and instant of all that is kept of the point's hashes.</param>
    public static ImmutableArray<SuppressedPoint> Of(ContactPoint point, IEnumerable<(SuppressionKind Kind, Instant Since)> found)
    {
        ArgumentNullException.ThrowIfNull(found);

        // The kinds are numbered from the one that lets service through to the one that lets nothing through.
        return
        [
            .. found.GroupBy(one => one.Kind, one => one.Since)
                .OrderByDescending(kind => kind.Key)
                .Select(kind => new SuppressedPoint(point, kind.Key, kind.Max())),
        ];
    }
}
