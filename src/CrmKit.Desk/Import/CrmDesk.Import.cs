using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Taking in files.</content>
public sealed partial class CrmDesk
{
    /// <summary>Takes in files, all of them or nothing. The same files a second time change nothing.</summary>
    /// <remarks>
    /// What a file does not say, in a column that it lacks or a cell that it leaves empty, stays as it is known; where it says something else, the policy decides.
    /// Bad rows stop the import, unless <see cref="ImportRequest.RejectsFile"/> asks to set them aside. Where the policy leaves a question open, nothing is taken.
    /// </remarks>
    /// <param name="request">Which files, and how to read them.</param>
    /// <param name="cancellationToken">Stops the import; nothing is then taken.</param>
    /// <returns>What changed, or would change; what was set aside; in what files and records differ.</returns>
    /// <exception cref="ArgumentException">The request names no file, another currency than the desk's, or what does not go together.</exception>
    /// <exception cref="ImportFaultException">A row is malformed; the message names file, line, column and what was expected.</exception>
    /// <exception cref="EventConflictException">An event's key is known with other content, and nothing is to be set aside.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="IOException">A file cannot be read, or the rejects file not be written.</exception>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public async Task<ImportReport> ImportAsync(ImportRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ImportRequest.Check(request, _options, Today);
        var asked = request with { Decide = Answers.Remembered(request.Decide) };
        var inConflict = new HashSet<EventKey>();
        for (; ;)
        {
            try
            {
                return await ImportOnceAsync(asked, inConflict, cancellationToken).ConfigureAwait(false);
            }
            catch (EventConflictException error)
            {
                // Most imports have no conflict, so that only the others are read once more to find them all.
                if (asked.RejectsFile is null || await FindConflictsAsync(asked, inConflict, cancellationToken).ConfigureAwait(false) == 0)
                {
                    throw await ImportConflict.PlacedAsync(error, request, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<ImportReport> ImportOnceAsync(ImportRequest request, IReadOnlySet<EventKey> inConflict, CancellationToken cancellationToken)
    {
        var rejects = new RejectFiles(request);
        await using var _ = rejects.ConfigureAwait(false);
        var changes = await ChangesAsync(request, rejects, inConflict, cancellationToken).ConfigureAwait(false);
        try
        {
            var committed = await _store.CommitAsync(changes.ReadAsync(cancellationToken), request.Mode, cancellationToken).ConfigureAwait(false);
            await rejects.KeepAsync(cancellationToken).ConfigureAwait(false);
            return changes.ToReport(committed, wasTaken: request.Mode == CommitMode.Apply) with { RejectsFiles = rejects.Written };
        }
        catch (OpenQuestionsException)
        {
            return changes.ToReport(new CommitReport(), wasTaken: false);
        }
    }

    /// <summary>Where rows are set aside, a refusal in one of them is about whoever is one person with its customer, and whoever is known at its address.</summary>
    private async Task<ImportChanges> ChangesAsync(ImportRequest request, RejectFiles rejects, IReadOnlySet<EventKey> inConflict, CancellationToken cancellationToken)
    {
        var doubts = new ConsentDoubts();
        var doubted = new HashSet<CustomerId>();
        if (request.RejectsFile is not null)
        {
            var records = RecordTree.Standing(await _store.ReadMergesAsync(cancellationToken).ConfigureAwait(false));
            doubts = new ConsentDoubts { PersonOf = records.IsEmpty ? null : records.PersonOf, CustomersAt = FindAsync };
        }

        return new ImportChanges(request, _store, ImportSources.Of(request, _options, _store, rejects, inConflict, doubts), doubted);

        async Task<ImmutableArray<CustomerId>> FindAsync(ContactPoint point, CancellationToken token)
        {
            var found = await _store.FindByPointAsync(point, token).ConfigureAwait(false);
            doubted.UnionWith(found);
            return found;
        }
    }

    /// <summary>Reads everything and commits nothing, to learn of all keys under which something else is recorded.</summary>
    /// <returns>How many of them are new.</returns>
    private async Task<int> FindConflictsAsync(ImportRequest request, HashSet<EventKey> inConflict, CancellationToken cancellationToken)
    {
        var rejects = new RejectFiles(request);
        await using var _ = rejects.ConfigureAwait(false);
        var changes = await ChangesAsync(request, rejects, inConflict, cancellationToken).ConfigureAwait(false);
        var found = new HashSet<EventKey>();
        try
        {
            await _store.CommitAsync(changes.ReadAsync(cancellationToken), CommitMode.DryRun, key => found.Add(key), cancellationToken).ConfigureAwait(false);
        }
        catch (OpenQuestionsException)
        {
            // Told of once all rows are read: every conflict is known by then.
        }

        var before = inConflict.Count;
        inConflict.UnionWith(found);
        return inConflict.Count - before;
    }
}
