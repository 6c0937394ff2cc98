using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>The model in the file of a fit.</summary>
internal static class SavedModel
{
    public static async Task<IFittedModel> ReadAsync(FileInfo file, string flag, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            throw new UsageException($"{flag}: there is no file {file}.");
        }

        try
        {
            return SavedFit.FromJson(await File.ReadAllTextAsync(file.FullName, cancellationToken).ConfigureAwait(false)).Model;
        }
        catch (FormatException error)
        {
            throw new DataFaultException($"{file.Name}: {error.Message}");
        }
    }
}
