namespace CrmKit.Storage.Sqlite;

/// <summary>The hashes of contact points that must never be used.</summary>
internal static class SuppressionTable
{
    public static bool IsEmpty(SqliteSession session) => session.Scalar("SELECT 1 FROM crm_suppression LIMIT 1") is null;

    public static bool Contains(SqliteSession session, SuppressionHasher hasher, ContactPoint point)
    {
        foreach (var hash in hasher.HashAll(point))
        {
            if (session.Scalar("SELECT 1 FROM crm_suppression WHERE hash = $1", hash.Hex) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
