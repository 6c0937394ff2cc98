using CrmKit.Storage.Sqlite;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>A folder of its own for one database, gone afterwards.</summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmkit-test-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "crm.db");

    public Task<SqliteCrmStore> OpenAsync(IClock clock, IKeyRing? keys = null) =>
        SqliteCrmStore.OpenAsync(Path, new SqliteStoreOptions { Clock = clock, KeyRing = keys });

    // On systems that lock open files this fails where a store left a connection behind, which is what it should do.
    public void Dispose() => _folder.Delete(recursive: true);
}
