using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>Finds the row of a key that the store knows with other content.</summary>
internal static class ImportConflict
{
    /// <summary>The conflict with its file, line and column, where the file has a column of keys.</summary>
    public static async Task<EventConflictException> PlacedAsync(EventConflictException conflict, ImportRequest request, CancellationToken cancellationToken)
    {
        foreach (var (path, format, column, prefix) in Keyed(request))
        {
            if (path is null || !conflict.Key.Value.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using var _ = file.ConfigureAwait(false);
            if (await CsvKeyLine.FindAsync(file, format, column, conflict.Key.Value[prefix.Length..], cancellationToken).ConfigureAwait(false) is { } line)
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {line}, column {column}: ");
                return new EventConflictException(conflict.Key, place);
            }
        }

        return conflict;
    }

    private static IEnumerable<(string? Path, CsvFormat Format, string Column, string Prefix)> Keyed(ImportRequest request)
    {
        var purchases = request.Purchases;
        var interactions = request.Interactions;
        yield return (request.PurchasesFile, purchases?.Format ?? new CsvFormat(), purchases?.Map?.KeyColumn ?? purchases?.KeyColumn ?? "key", purchases?.KeyPrefix ?? string.Empty);
        yield return (request.InteractionsFile, interactions?.Format ?? new CsvFormat(), interactions?.KeyColumn ?? "key", interactions?.KeyPrefix ?? string.Empty);
        yield return (request.TimelineFile, request.Timeline?.Format ?? new CsvFormat(), "key", request.Timeline?.KeyPrefix ?? string.Empty);
    }
}
