using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Taking in files.</content>
public sealed partial class CrmDesk
{
    /// <summary>Takes in purchases and customers, all of both files or nothing. The same files a second time change nothing.</summary>
    /// <remarks>What a customers file does not say, in a column that it lacks or a cell that it leaves empty, stays as it is known.</remarks>
    /// <param name="request">Which files, and how to read them.</param>
    /// <param name="cancellationToken">Stops the import; nothing is then taken.</param>
    /// <returns>What changed, or would change in a dry run.</returns>
    /// <exception cref="ArgumentException">The request names no file, or another currency than the desk's.</exception>
    /// <exception cref="ImportFaultException">A row is malformed; the message names file, line, column and what was expected.</exception>
    /// <exception cref="EventConflictException">A purchase's key is known with other content.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public Task<CommitReport> ImportAsync(ImportRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is { PurchasesFile: null, CustomersFile: null })
        {
            throw new ArgumentException("Name a file: PurchasesFile, CustomersFile or both.", nameof(request));
        }

        if (request.Purchases is { } purchases && purchases.Currency != _options.Currency)
        {
            throw new ArgumentException($"The purchases are read in {purchases.Currency} and the desk counts in {_options.Currency}: state one currency.", nameof(request));
        }

        return _store.CommitAsync(new ImportChanges(request, _options, _store).ReadAsync(cancellationToken), request.Mode, cancellationToken);
    }
}
