namespace CrmKit.Storage;

/// <summary>What suppresses a contact point and what lifts that, the same in every store. For those who write a store.</summary>
/// <remarks>
/// A store keeps for each keyed hash and kind since when it holds; a repeated suppression moves that instant on and is no change otherwise. It is
/// looked up under every key of the ring.
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

    /// <summary>Whether a newly recorded statement lifts a suppression of its contact point. Nothing else ever does.</summary>
    /// <param name="entry">The statement.</param>
    /// <param name="since">Since when the suppression holds.</param>
    public static bool IsLiftedBy(ConsentEntry entry, Instant since)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.IsFreshOptIn && entry.OccurredAt > since;
    }

    /// <summary>The kind that counts where a contact point is suppressed for several.</summary>
    /// <param name="kinds">The kinds.</param>
    /// <returns><c>null</c> for a point that is not suppressed.</returns>
    public static SuppressionKind? Strictest(IEnumerable<SuppressionKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        SuppressionKind? strictest = null;
        foreach (var kind in kinds)
        {
            // The kinds are numbered from the one that lets service through to the one that lets nothing through.
            strictest = strictest is { } other && other > kind ? other : kind;
        }

        return strictest;
    }
}
