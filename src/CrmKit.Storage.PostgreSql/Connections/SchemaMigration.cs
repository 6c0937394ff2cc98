namespace CrmKit.Storage.PostgreSql;

/// <summary>Brings a schema to what this version knows, one numbered script after the other, each in a transaction with its number; and back by one.</summary>
/// <remarks>Starters take turns by an advisory lock. A stop between any two statements leaves the schema at one of its versions, and the next opening goes on there.</remarks>
internal sealed class SchemaMigration(DatabaseConnections connections)
{
    private const string Folder = "Sql/";
    private const string Back = ".back.sql";

    // Beside the places of addresses in the same space, which are numbered from 0.
    private const int LockNumber = -1;

    private static readonly ImmutableArray<string> Scripts =
    [
        .. typeof(SchemaMigration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith(Back, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await StepAsync(ForwardAsync, cancellationToken).ConfigureAwait(false))
        {
            // Each step commits by itself.
        }
    }

    /// <summary>Takes back the latest script; the version that is left.</summary>
    public async Task<int> BackAsync(CancellationToken cancellationToken)
    {
        var left = 0;
        await StepAsync(
            async (session, version) =>
            {
                left = Math.Max(version - 1, 0);
                if (version > 0)
                {
                    await session.RunScriptAsync(Text(Scripts[version - 1].Replace(".sql", Back, StringComparison.Ordinal))).ConfigureAwait(false);
                    await session.ExecuteAsync("DELETE FROM crm_migration WHERE version = $1", version).ConfigureAwait(false);
                }

                return false;
            },
            cancellationToken).ConfigureAwait(false);
        return left;
    }

    private static async Task<bool> ForwardAsync(DatabaseSession session, int version)
    {
        if (version == Scripts.Length)
        {
            return false;
        }

        await session.RunScriptAsync(Text(Scripts[version])).ConfigureAwait(false);
        await session.ExecuteAsync("INSERT INTO crm_migration (version) VALUES ($1)", version + 1).ConfigureAwait(false);
        return true;
    }

    private Task<bool> StepAsync(Func<DatabaseSession, int, Task<bool>> step, CancellationToken cancellationToken) =>
        connections.OnceAsync(
            "bringing the schema up to date",
            beginning: string.Empty,
            async session =>
            {
                await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1, $2)", session.Schema.LockSpace, LockNumber).ConfigureAwait(false);
                if (!await session.AnyAsync("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", session.Schema.Name).ConfigureAwait(false))
                {
                    await RequireUtf8Async(session).ConfigureAwait(false);
                    await session.RunScriptAsync($"CREATE SCHEMA {session.Schema.Quoted}").ConfigureAwait(false);
                }

                await session.RunScriptAsync($"SET LOCAL search_path = {session.Schema.Quoted}").ConfigureAwait(false);
                await session.RunScriptAsync("CREATE TABLE IF NOT EXISTS crm_migration (version integer NOT NULL PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())").ConfigureAwait(false);
                var version = (int)await session.WholeAsync("SELECT coalesce(max(version), 0)::bigint FROM crm_migration").ConfigureAwait(false);
                if (version > Scripts.Length)
                {
                    throw new CrmStoreException(
                        string.Create(CultureInfo.InvariantCulture, $"The database has schema version {version}, and this version of CrmKit.Storage.PostgreSql knows {Scripts.Length}: open it with a newer one."));
                }

                return (true, await step(session, version).ConfigureAwait(false));
            },
            cancellationToken);

    private static async Task RequireUtf8Async(DatabaseSession session)
    {
        if (await session.ScalarAsync("SHOW server_encoding").ConfigureAwait(false) is not "UTF8")
        {
            throw new CrmStoreException("The store needs a database whose encoding is UTF8: CREATE DATABASE ... ENCODING 'UTF8'.");
        }
    }

    private static string Text(string name)
    {
        using var stream = typeof(SchemaMigration).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
