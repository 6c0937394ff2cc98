namespace CrmKit.Storage.Sqlite;

/// <summary>The hashes of contact points that must not be used, each with why and since when.</summary>
internal static class SuppressionTable
{
    public static bool IsEmpty(SqliteSession session) => session.Scalar("SELECT 1 FROM crm_suppression LIMIT 1") is null;

    /// <summary>Why a point must not be used, and since when.</summary>
    public static ImmutableArray<SuppressedPoint> Of(SqliteSession session, SuppressionHasher hasher, ContactPoint point)
    {
        List<(SuppressionKind Kind, Instant Since)> found = [];
        foreach (var hash in hasher.HashAll(point))
        {
            using var rows = session.Query("SELECT kind, since FROM crm_suppression WHERE hash = $1", hash.Hex);
            while (rows.Read())
            {
                found.Add(rows.As(static row => (row.Member<SuppressionKind>(0), row.Instant(1))));
            }
        }

        return SuppressionRules.Of(point, found);
    }

    /// <summary>Notes that a point was suppressed again; <c>false</c> where it was not for this reason before.</summary>
    /// <param name="session">The session.</param>
    /// <param name="hasher">Gives the hash under each key.</param>
    /// <param name="point">The contact point.</param>
    /// <param name="kind">Why.</param>
    /// <param name="now">When.</param>
    /// <param name="isLater">Whether it holds since a later instant now.</param>
    public static bool TryRenew(SqliteSession session, SuppressionHasher hasher, ContactPoint point, SuppressionKind kind, long now, out bool isLater)
    {
        var isKnown = false;
        isLater = false;
        foreach (var hash in hasher.HashAll(point))
        {
            isKnown |= session.Scalar("SELECT 1 FROM crm_suppression WHERE hash = $1 AND kind = $2", hash.Hex, (int)kind) is not null;
            isLater |= session.Execute("UPDATE crm_suppression SET since = $3 WHERE hash = $1 AND kind = $2 AND since < $3", hash.Hex, (int)kind, now) > 0;
        }

        return isKnown;
    }

    public static void Insert(SqliteSession session, SuppressionHash hash, SuppressionKind kind, long now) =>
        session.Execute("INSERT INTO crm_suppression (hash, kind, since) VALUES ($1, $2, $3)", hash.Hex, (int)kind, now);
}
