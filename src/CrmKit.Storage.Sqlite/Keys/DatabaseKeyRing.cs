using System.Security.Cryptography;

namespace CrmKit.Storage.Sqlite;

/// <summary>The program's keys and, behind them, the database's own where it has one.</summary>
internal sealed class DatabaseKeyRing(IKeyRing? given, ImmutableArray<byte>? own) : IKeyRing
{
    private const string MetaName = "suppression-key";

    // The ring is asked each time: the program may rotate its keys while the store is open.
    public ImmutableArray<ImmutableArray<byte>> Keys => [.. given?.Keys ?? [], .. own is { } key ? [key] : ImmutableArray<ImmutableArray<byte>>.Empty];

    public static DatabaseKeyRing Open(SqliteConnections connections, IKeyRing? given) =>
        connections.Write("reading the suppression key", session =>
        {
            var own = session.Scalar("SELECT value FROM crm_meta WHERE name = $1", MetaName) as byte[];
            if (own is null && given is null)
            {
                own = RandomNumberGenerator.GetBytes(32);
                session.Execute("INSERT INTO crm_meta (name, value) VALUES ($1, $2)", MetaName, own);
            }

            var ring = new DatabaseKeyRing(given, own is null ? null : [.. own]);
            ring.RequireUsedKeys(session);
            return ring;
        });

    /// <summary>Names a key without revealing it.</summary>
    public static string Fingerprint(ImmutableArray<byte> key)
    {
        byte[] labelled = [.. "crmkit suppression key fingerprint\n"u8, .. key];
        return Convert.ToHexStringLower(SHA256.HashData(labelled).AsSpan(0, 16));
    }

    /// <summary>Throws where suppressions were made, by whatever program, under a key that the ring lacks: who objected would be taken for somebody who did not.</summary>
    public void RequireUsedKeys(SqliteSession session)
    {
        var known = Keys.Select(Fingerprint).ToHashSet(StringComparer.Ordinal);
        using var used = session.Query("SELECT fingerprint FROM crm_suppression_key");
        while (used.Read())
        {
            if (!known.Contains(used.Text(0)))
            {
                throw new CrmStoreException(
                    "The database holds suppressions made under a key that the key ring lacks; without it they would recognise nobody. Open it with the ring that holds that key.");
            }
        }
    }
}
