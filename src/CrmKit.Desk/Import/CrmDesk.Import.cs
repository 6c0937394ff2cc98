using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Taking in files.</content>
public sealed partial class CrmDesk
{
    /// <summary>Takes in purchases and customers, all of both files or nothing. The same files a second time change nothing.</summary>
    /// <param name="request">Which files, and how to read them.</param>
    /// <param name="cancellationToken">Stops the import; nothing is then taken.</param>
    /// <returns>What changed, or would change in a dry run.</returns>
    /// <exception cref="ImportFaultException">A row is malformed; the message names file, line, column and what was expected.</exception>
    /// <exception cref="EventConflictException">A purchase's key is known with other content.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public Task<CommitReport> ImportAsync(ImportRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _store.CommitAsync(new ImportChanges(request, _options).ReadAsync(cancellationToken), request.Mode, cancellationToken);
    }
}
