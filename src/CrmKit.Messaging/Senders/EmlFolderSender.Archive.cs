using System.Text;

namespace CrmKit.Messaging;

/// <content>Forgetting: the files are copies of what people were told, with their names and addresses.</content>
public sealed partial class EmlFolderSender : IMessageArchive
{
    // Headers of a file of ours are far shorter; whoever else writes here must not make us read the world.
    private const int MostHeaderLines = 200;

    /// <inheritdoc/>
    /// <remarks>
    /// A file is found by its name, which is the id of its effect, and by the address that its <c>To</c> line names; every file in the folder is opened for that. A
    /// <c>.partial</c> that a stopped program left goes by its name alone. Files that were moved elsewhere are the program's own.
    /// </remarks>
    public async Task<int> ForgetAsync(IReadOnlyCollection<TouchKey> effects, IReadOnlyCollection<ContactPoint> points, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(points);
        if (!Directory.Exists(_options.Folder))
        {
            return 0;
        }

        var ids = effects.Select(MessageId.Of).ToHashSet(StringComparer.Ordinal);
        var addresses = points.Where(point => point.Channel == Channel.Email).Select(point => point.FoldedAddress).ToHashSet(StringComparer.Ordinal);
        var forgotten = 0;
        foreach (var id in ids)
        {
            File.Delete(Path.Combine(_options.Folder, $".{id}.partial"));
        }

        foreach (var path in Directory.EnumerateFiles(_options.Folder, "*.eml"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ids.Contains(Path.GetFileNameWithoutExtension(path)) || (addresses.Count > 0 && await AddresseeOfAsync(path).ConfigureAwait(false) is { } address && addresses.Contains(address)))
            {
                File.Delete(path);
                forgotten++;
            }
        }

        return forgotten;
    }

    /// <summary>The address of the <c>To</c> line as addresses are compared; <c>null</c> where there is none, or the file is gone meanwhile.</summary>
    private static async Task<string?> AddresseeOfAsync(string path)
    {
        try
        {
            using var reader = new StreamReader(path, Encoding.ASCII);
            string? line = null;
            for (var lines = 0; lines < MostHeaderLines && await reader.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { Length: > 0 } next; lines++)
            {
                if (next[0] is ' ' or '\t')
                {
                    // A long line goes on (RFC 5322, 2.2.3).
                    line += next;
                    continue;
                }

                if (line is not null)
                {
                    break;
                }

                line = next.StartsWith("To:", StringComparison.OrdinalIgnoreCase) ? next["To:".Length..] : null;
            }

            return line is null ? null : Folded(line);
        }
        catch (FileNotFoundException)
        {
            return null;
        }

        static string? Folded(string mailbox)
        {
            var open = mailbox.LastIndexOf('<');
            var address = open < 0 ? mailbox.Trim() : mailbox[(open + 1)..].TrimEnd().TrimEnd('>');
            return ContactPoint.TryParse(Channel.Email, address, out var point) ? point.FoldedAddress : null;
        }
    }
}
