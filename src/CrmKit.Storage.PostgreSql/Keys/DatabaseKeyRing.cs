using System.Security.Cryptography;

namespace CrmKit.Storage.PostgreSql;

/// <summary>The program's keys and, behind them, the database's own where it has one.</summary>
internal sealed class DatabaseKeyRing(IKeyRing? given, ImmutableArray<byte>? own) : IKeyRing
{
    private const string MetaName = "suppression-key";

    // The ring is asked each time: the program may rotate its keys while the store is open.
    public ImmutableArray<ImmutableArray<byte>> Keys => [.. given?.Keys ?? [], .. own is { } key ? [key] : ImmutableArray<ImmutableArray<byte>>.Empty];

    public static Task<DatabaseKeyRing> OpenAsync(DatabaseConnections connections, IKeyRing? given, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            "reading the suppression key",
            async session =>
            {
                const string Own = "SELECT value FROM crm_meta WHERE name = $1";
                var own = await session.ScalarAsync(Own, MetaName).ConfigureAwait(false) as byte[];
                if (own is null && given is null)
                {
                    // Of two programs that open the database for the first time, one makes the key.
                    await session.ExecuteAsync("INSERT INTO crm_meta (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", MetaName, RandomNumberGenerator.GetBytes(32)).ConfigureAwait(false);
                    own = await session.ScalarAsync(Own, MetaName).ConfigureAwait(false) as byte[];
                }

                var ring = new DatabaseKeyRing(given, own is null ? null : [.. own]);
                await ring.RequireUsedKeysAsync(session).ConfigureAwait(false);
                return ring;
            },
            cancellationToken);

    /// <summary>Names a key without revealing it.</summary>
    public static string Fingerprint(ImmutableArray<byte> key)
    {
        byte[] labelled = [.. "crmkit suppression key fingerprint\n"u8, .. key];
        return Convert.ToHexStringLower(SHA256.HashData(labelled).AsSpan(0, 16));
    }

    /// <summary>Throws where suppressions were made, by whatever program, under a key that the ring lacks: who objected would be taken for somebody who did not.</summary>
    public async Task RequireUsedKeysAsync(DatabaseSession session)
    {
        var known = Keys.Select(Fingerprint).ToHashSet(StringComparer.Ordinal);
        var used = await session.ListAsync("SELECT fingerprint FROM crm_suppression_key", static row => row.Text(0)).ConfigureAwait(false);
        if (!used.TrueForAll(known.Contains))
        {
            throw new CrmStoreException(
                "The database holds suppressions made under a key that the key ring lacks; without it they would recognise nobody. Open it with the ring that holds that key.");
        }
    }
}
