using System.CommandLine;

namespace CrmKit.Tool;

/// <summary>A file that is to be written: never one that the command reads or works on, and one that is there already only when asked.</summary>
internal static class OutputFile
{
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option that names the file.</param>
    /// <param name="database">The database.</param>
    /// <param name="others">Files that are read, or written by other options.</param>
    /// <param name="force">Whether a file that is there may be replaced.</param>
    /// <exception cref="UsageException">It must not be written.</exception>
    public static string? Read(ParseResult parsed, Option<FileInfo?> option, FileInfo database, IEnumerable<string?> others, bool force) =>
        Read(parsed, option, [database.FullName, database.FullName + "-wal", database.FullName + "-shm", database.FullName + ".business.json", .. others], force);

    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option that names the file.</param>
    /// <param name="others">Files that are read, or written by other options.</param>
    /// <param name="force">Whether a file that is there may be replaced.</param>
    /// <exception cref="UsageException">It must not be written.</exception>
    public static string? Read(ParseResult parsed, Option<FileInfo?> option, IReadOnlyCollection<string?> others, bool force)
    {
        if (parsed.GetValue(option) is not { } file)
        {
            return null;
        }

        if (file.Directory is not { Exists: true } || Directory.Exists(file.FullName))
        {
            throw new UsageException($"{option.Name}: expected a file in a folder that exists, not {file}.");
        }

        if (others.Contains(file.FullName, StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException($"{option.Name}: {file} is a file that another option names, or the database: name another one.");
        }

        return file.Exists && !force
            ? throw new UsageException($"{option.Name}: {file} is there already; name another file, or say --force to replace it.")
            : file.FullName;
    }
}
