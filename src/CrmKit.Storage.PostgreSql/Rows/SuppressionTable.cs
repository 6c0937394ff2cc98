namespace CrmKit.Storage.PostgreSql;

/// <summary>The hashes of contact points that must not be used, each with why and since when.</summary>
internal static class SuppressionTable
{
    public static async Task<bool> IsEmptyAsync(DatabaseSession session) => !await session.AnyAsync("SELECT 1 FROM crm_suppression LIMIT 1").ConfigureAwait(false);

    /// <summary>Why each of some points must not be used, and since when: a look-up that needs the database no more.</summary>
    public static async Task<Func<ContactPoint, ImmutableArray<SuppressedPoint>>> OfAsync(DatabaseSession session, SuppressionHasher hasher, IEnumerable<ContactPoint> points)
    {
        Dictionary<(Channel Channel, string Folded), string[]> hashes = [];
        foreach (var point in points)
        {
            var place = (point.Channel, point.FoldedAddress);
            if (!hashes.ContainsKey(place))
            {
                hashes.Add(place, [.. hasher.HashAll(point).Select(hash => hash.Hex)]);
            }
        }

        if (hashes.Count == 0)
        {
            return static _ => [];
        }

        var found = (await session.ListAsync(
            "SELECT hash, kind, since FROM crm_suppression WHERE hash = ANY ($1)",
            static row => (Hash: row.Text(0), Kind: row.Member<SuppressionKind>(1), Since: row.Instant(2)),
            hashes.Values.SelectMany(all => all).ToArray()).ConfigureAwait(false)).ToLookup(row => row.Hash, row => (row.Kind, row.Since), StringComparer.Ordinal);
        return found.Count == 0
            ? static _ => []
            : point => hashes.TryGetValue((point.Channel, point.FoldedAddress), out var all) ? SuppressionRules.Of(point, all.SelectMany(hash => found[hash])) : [];
    }

    /// <summary>Why a point must not be used, and since when.</summary>
    public static async Task<ImmutableArray<SuppressedPoint>> OfAsync(DatabaseSession session, SuppressionHasher hasher, ContactPoint point) =>
        (await OfAsync(session, hasher, [point]).ConfigureAwait(false))(point);

    /// <summary>Notes that a point was suppressed again.</summary>
    /// <param name="session">The session.</param>
    /// <param name="hasher">Gives the hash under each key.</param>
    /// <param name="point">The contact point.</param>
    /// <param name="kind">Why.</param>
    /// <param name="now">When.</param>
    /// <returns>Whether it was suppressed for this reason before, and whether it holds since a later instant now.</returns>
    public static async Task<(bool IsKnown, bool IsLater)> RenewAsync(DatabaseSession session, SuppressionHasher hasher, ContactPoint point, SuppressionKind kind, long now)
    {
        string[] hashes = [.. hasher.HashAll(point).Select(hash => hash.Hex)];
        var isKnown = await session.AnyAsync("SELECT 1 FROM crm_suppression WHERE hash = ANY ($1) AND kind = $2 LIMIT 1", hashes, (int)kind).ConfigureAwait(false);
        return (isKnown, isKnown && await session.ExecuteAsync("UPDATE crm_suppression SET since = $3 WHERE hash = ANY ($1) AND kind = $2 AND since < $3", hashes, (int)kind, now).ConfigureAwait(false) > 0);
    }

    public static Task InsertAsync(DatabaseSession session, SuppressionHash hash, string fingerprint, SuppressionKind kind, long now) => session.ExecuteAllAsync(
        ("INSERT INTO crm_suppression (hash, kind, since) VALUES ($1, $2, $3)", [hash.Hex, (int)kind, now]),
        ("INSERT INTO crm_suppression_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING", [fingerprint]));
}
