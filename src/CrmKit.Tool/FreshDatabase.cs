namespace CrmKit.Tool;

/// <summary>A database that is being made: it stands beside its place until it is kept, and leaves nothing behind where it is not.</summary>
/// <remarks>Where there is a database already, that one is worked on.</remarks>
internal sealed class FreshDatabase : IDisposable
{
    private readonly string _place;
    private readonly bool _isNew;

    /// <exception cref="UsageException">No database can stand there.</exception>
    public FreshDatabase(FileInfo place)
    {
        if (place.Directory is not { Exists: true } || Directory.Exists(place.FullName))
        {
            throw new UsageException($"--db: expected a file in a folder that exists, not {place}.");
        }

        _place = place.FullName;
        _isNew = !place.Exists;
        Path = _isNew ? $"{_place}.{System.IO.Path.GetRandomFileName()}.partial" : _place;
    }

    public string Path { get; }

    /// <summary>Puts the closed database in its place.</summary>
    /// <exception cref="IOException">Another one was put there meanwhile; it stays as it is.</exception>
    public void Keep()
    {
        if (_isNew)
        {
            File.Move(Path, _place, overwrite: false);
        }
    }

    public void Dispose()
    {
        if (_isNew)
        {
            foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            {
                File.Delete(Path + suffix);
            }
        }
    }
}
