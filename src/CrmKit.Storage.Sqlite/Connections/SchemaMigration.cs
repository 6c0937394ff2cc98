using System.Text;

namespace CrmKit.Storage.Sqlite;

/// <summary>Brings a database to the schema that this version knows, one numbered script after the other, each in a transaction of its own.</summary>
/// <remarks>The version stands in <c>crm_meta</c>: <c>PRAGMA user_version</c> belongs to the program whose tables share the file.</remarks>
internal static class SchemaMigration
{
    private const string Folder = "Sql/";
    private const string MetaName = "schema-version";

    public static void Run(SqliteConnections connections)
    {
        var scripts = Scripts();
        while (connections.Write("bringing the schema up to date", session => Step(session, scripts)))
        {
            // Each step commits by itself: a stop between two of them is taken up again at the next opening.
        }
    }

    private static bool Step(SqliteSession session, ImmutableArray<string> scripts)
    {
        var version = Version(session);
        if (version > scripts.Length)
        {
            throw new CrmStoreException(
                string.Create(CultureInfo.InvariantCulture, $"The database has schema version {version}, and this version of CrmKit.Storage.Sqlite knows {scripts.Length}: open it with a newer one."));
        }

        if (version == scripts.Length)
        {
            return false;
        }

        session.Execute(Text(scripts[version]));
        session.Execute(
            "INSERT INTO crm_meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            MetaName,
            Encoding.UTF8.GetBytes((version + 1).ToString(CultureInfo.InvariantCulture)));
        return true;
    }

    private static int Version(SqliteSession session)
    {
        if (session.Scalar("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'crm_meta'") is null)
        {
            return 0;
        }

        // The first schema did not write its number.
        return session.Scalar("SELECT value FROM crm_meta WHERE name = $1", MetaName) switch
        {
            null => 1,
            byte[] text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 => version,
            _ => throw SqliteFailure.Unreadable("a schema version"),
        };
    }

    // 001-initial.sql leads from version 0 to 1, and so on.
    private static ImmutableArray<string> Scripts() =>
    [
        .. typeof(SchemaMigration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static string Text(string name)
    {
        using var stream = typeof(SchemaMigration).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
