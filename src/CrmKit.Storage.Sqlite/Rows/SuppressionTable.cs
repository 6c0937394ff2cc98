namespace CrmKit.Storage.Sqlite;

/// <summary>The hashes of contact points that must not be used, each with why and since when.</summary>
internal static class SuppressionTable
{
    public static bool IsEmpty(SqliteSession session) => session.Scalar("SELECT 1 FROM crm_suppression LIMIT 1") is null;

    /// <summary>Why a point must not be used, the stricter where there are several reasons; <c>null</c> where it may be.</summary>
    public static SuppressionKind? KindOf(SqliteSession session, SuppressionHasher hasher, ContactPoint point)
    {
        List<SuppressionKind> kinds = [];
        foreach (var hash in hasher.HashAll(point))
        {
            using var rows = session.Query("SELECT kind FROM crm_suppression WHERE hash = $1", hash.Hex);
            while (rows.Read())
            {
                kinds.Add(rows.As(static row => row.Member<SuppressionKind>(0)));
            }
        }

        return SuppressionRules.Strictest(kinds);
    }

    /// <summary>Whether a point must not be used for one reason.</summary>
    public static bool Has(SqliteSession session, SuppressionHasher hasher, ContactPoint point, SuppressionKind kind) =>
        hasher.HashAll(point).Any(hash => session.Scalar("SELECT 1 FROM crm_suppression WHERE hash = $1 AND kind = $2", hash.Hex, (int)kind) is not null);

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

    /// <summary>Lets a point be used again where the statement says so.</summary>
    /// <returns>The number of reasons that were lifted.</returns>
    public static int Lift(SqliteSession session, SuppressionHasher hasher, ConsentEntry entry)
    {
        List<(string Hash, int Kind)> lifted = [];
        foreach (var hash in hasher.HashAll(entry.Point))
        {
            using var rows = session.Query("SELECT kind, since FROM crm_suppression WHERE hash = $1", hash.Hex);
            while (rows.Read())
            {
                if (SuppressionRules.IsLiftedBy(entry, rows.Instant(1)))
                {
                    lifted.Add((hash.Hex, rows.Number(0)));
                }
            }
        }

        foreach (var (hash, kind) in lifted)
        {
            session.Execute("DELETE FROM crm_suppression WHERE hash = $1 AND kind = $2", hash, kind);
        }

        return lifted.Count;
    }
}
