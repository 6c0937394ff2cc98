namespace CrmKit.Storage.Sqlite;

/// <summary>A file that is deleted with what SQLite puts beside it.</summary>
internal sealed class RehearsalFile : IDisposable
{
    private readonly string _folder;

    private RehearsalFile(string folder) => _folder = folder;

    public string Path => System.IO.Path.Combine(_folder, "rehearsal.db");

    /// <summary>A name in a new folder that nobody else may enter.</summary>
    public static RehearsalFile Create()
    {
        try
        {
            // The framework makes it for its owner alone where the system knows owners.
            return new RehearsalFile(Directory.CreateTempSubdirectory("crmkit-").FullName);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CrmStoreException("No folder for the copy can be made among the temporary files.", error);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
