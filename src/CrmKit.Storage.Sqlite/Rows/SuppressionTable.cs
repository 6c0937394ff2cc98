namespace CrmKit.Storage.Sqlite;

/// <summary>The hashes of contact points that must not be used, each with why and since when.</summary>
internal static class SuppressionTable
{
    public static bool IsEmpty(SqliteSession session) => session.Scalar("SELECT 1 FROM crm_suppression LIMIT 1") is null;

    /// <summary>Why a point must not be used, the stricter where there are several reasons; <c>null</c> where it may be.</summary>
    public static SuppressionKind? KindOf(SqliteSession session, SuppressionHasher hasher, ContactPoint point)
    {
        // The kinds are numbered from the milder to the stricter one.
        SuppressionKind? strictest = null;
        foreach (var hash in hasher.HashAll(point))
        {
            if (session.Scalar("SELECT max(kind) FROM crm_suppression WHERE hash = $1", hash.Hex) is long kind && (int)kind > (int)(strictest ?? 0))
            {
                strictest = (SuppressionKind)kind;
            }
        }

        return strictest;
    }

    /// <summary>Notes that a point was suppressed again; <c>false</c> where it was not for this reason before.</summary>
    public static bool TryRenew(SqliteSession session, SuppressionHasher hasher, ContactPoint point, SuppressionKind kind, long now)
    {
        var renewed = 0;
        foreach (var hash in hasher.HashAll(point))
        {
            renewed += session.Execute("UPDATE crm_suppression SET since = max(since, $3) WHERE hash = $1 AND kind = $2", hash.Hex, (int)kind, now);
        }

        return renewed > 0;
    }

    public static void Insert(SqliteSession session, SuppressionHash hash, SuppressionKind kind, long now) =>
        session.Execute("INSERT INTO crm_suppression (hash, kind, since) VALUES ($1, $2, $3)", hash.Hex, (int)kind, now);

    /// <summary>Since when a point has been suppressed, for the reason learned last; <c>null</c> where it is not.</summary>
    public static long? Since(SqliteSession session, SuppressionHasher hasher, ContactPoint point)
    {
        long? latest = null;
        foreach (var hash in hasher.HashAll(point))
        {
            if (session.Scalar("SELECT max(since) FROM crm_suppression WHERE hash = $1", hash.Hex) is long since && !(since <= latest))
            {
                latest = since;
            }
        }

        return latest;
    }

    /// <summary>Lets a point be used again.</summary>
    /// <returns>The number of reasons that were lifted.</returns>
    public static int Lift(SqliteSession session, SuppressionHasher hasher, ContactPoint point)
    {
        var lifted = 0;
        foreach (var hash in hasher.HashAll(point))
        {
            lifted += session.Execute("DELETE FROM crm_suppression WHERE hash = $1", hash.Hex);
        }

        return lifted;
    }
}
