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
        Read(parsed, option, [.. OfDatabase(database), .. others], force);

    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option that names the file.</param>
    /// <param name="others">Files that are read, worked on, or written by other options.</param>
    /// <param name="force">Whether a file that is there may be replaced.</param>
    /// <exception cref="UsageException">It must not be written.</exception>
    public static string? Read(ParseResult parsed, Option<FileInfo?> option, IEnumerable<string?> others, bool force)
    {
        if (parsed.GetValue(option) is not { } file)
        {
            return null;
        }

        Check(option.Name, file, others, force);
        return file.FullName;
    }

    /// <summary>Refuses a file that must not be written.</summary>
    /// <param name="name">The option that it comes from.</param>
    /// <param name="file">The file.</param>
    /// <param name="others">Files that are read, worked on, or written by other options.</param>
    /// <param name="force">Whether a file that is there may be replaced.</param>
    /// <exception cref="UsageException">It must not be written.</exception>
    public static void Check(string name, FileInfo file, IEnumerable<string?> others, bool force)
    {
        if (file.Directory is not { Exists: true } || Directory.Exists(file.FullName))
        {
            throw new UsageException($"{name}: expected a file in a folder that exists, not {file}.");
        }

        // Files are written beside their place first.
        string[] written = [file.FullName, file.FullName + ".partial"];
        if (others.Intersect(written, StringComparer.OrdinalIgnoreCase).Any())
        {
            throw new UsageException($"{name}: {file} is the database, or a file that another option names, or would be written over one of them: name another one.");
        }

        if (file.Exists && !force)
        {
            throw new UsageException($"{name}: {file} is there already; name another file, or say --force to replace it.");
        }
    }

    /// <summary>The files of a database.</summary>
    public static ImmutableArray<string> OfDatabase(FileInfo database) =>
        [database.FullName, database.FullName + "-wal", database.FullName + "-shm", database.FullName + ".business.json"];
}
