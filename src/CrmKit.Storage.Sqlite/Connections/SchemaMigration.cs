namespace CrmKit.Storage.Sqlite;

/// <summary>Brings a database to the schema that this version knows, one numbered script after the other, each in a transaction of its own.</summary>
internal static class SchemaMigration
{
    private const string Folder = "Sql/";

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
        var version = (long)session.Scalar("PRAGMA user_version")!;
        if (version > scripts.Length)
        {
            throw new CrmStoreException(
                string.Create(CultureInfo.InvariantCulture, $"The database has schema version {version}, and this version of CrmKit.Storage.Sqlite knows {scripts.Length}: open it with a newer one."));
        }

        if (version == scripts.Length)
        {
            return false;
        }

        session.Execute(Text(scripts[(int)version]));
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
        return true;
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
