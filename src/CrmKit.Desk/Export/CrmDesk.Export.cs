using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Giving out.</content>
public sealed partial class CrmDesk
{
    /// <summary>Writes people, statements and events as files that <see cref="ImportAsync"/> reads back as the same, with <see cref="ImportRequest.OfOwnExport"/>.</summary>
    /// <remarks>
    /// Text that a spreadsheet would compute stands behind an apostrophe. Merged records are written as the person that they are. Suppression hashes cannot be
    /// written: objections are among the statements, dead addresses are written as such, and erased people are known to this store alone.
    /// </remarks>
    /// <param name="request">Which files.</param>
    /// <param name="cancellationToken">Stops the work; a file that is not complete is not put in place.</param>
    /// <exception cref="ArgumentException">The request names no file, or an unusable format.</exception>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task<ExportReport> ExportAsync(ExportRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is { CustomersFile: null, ConsentsFile: null, TimelineFile: null, VCardFile: null })
        {
            throw new ArgumentException("Name a file: CustomersFile, ConsentsFile, TimelineFile or VCardFile.", nameof(request));
        }

        var people = new CustomerCsvWriter(request.Format);
        var consents = new ConsentCsvWriter(request.Format);
        var timeline = new TimelineCsvWriter(_options.BusinessZone, request.Format);
        return new ExportReport(
            await WriteAsync(request.CustomersFile, stream => people.WriteAsync(() => PeopleAsTheyCanBeReachedAsync(cancellationToken), stream, cancellationToken)).ConfigureAwait(false),
            await WriteAsync(request.ConsentsFile, stream => consents.WriteAsync(StatementsAsync(cancellationToken), stream, cancellationToken)).ConfigureAwait(false),
            await WriteAsync(request.TimelineFile, stream => timeline.WriteAsync(_store.ReadEventsAsync(cancellationToken).Select(recorded => recorded.Event), stream, cancellationToken)).ConfigureAwait(false),
            await WriteAsync(request.VCardFile, stream => VCardWriter.WriteAsync(_store.ReadCustomersAsync(cancellationToken), stream, cancellationToken)).ConfigureAwait(false));
    }

    /// <summary>Everything that is kept of one person: what the person may ask to see, and to take elsewhere.</summary>
    /// <param name="customer">The id of any record of the person.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns><c>null</c> where there is no record.</returns>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public async Task<PersonDocument?> DescribePersonAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        if (await _store.FindCustomerAsync(customer, cancellationToken).ConfigureAwait(false) is not { } person)
        {
            return null;
        }

        var merges = await _store.ReadMergesAsync(cancellationToken).ConfigureAwait(false);
        var records = ImmutableArray.CreateBuilder<Customer>();
        foreach (var id in merges.PersonsAt(_store.Clock.GetCurrentInstant()).Where(pair => pair.Value == person.Id).Select(pair => pair.Key).Append(person.Id).Order())
        {
            if (await _store.FindRecordAsync(id, cancellationToken).ConfigureAwait(false) is { } record)
            {
                records.Add(record.Customer);
            }
        }

        var facts = await _store.LoadFactsAsync(person.Id, _options.BusinessZone, cancellationToken).ConfigureAwait(false);
        return new PersonDocument
        {
            Customer = person,
            MergedFrom = records.Count > 1 ? records.ToImmutable() : [],
            Consents = [.. facts.Consents.Entries],
            Events = await _store.ReadVersionsAsync(person.Id, cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private IAsyncEnumerable<ConsentEntry> StatementsAsync(CancellationToken cancellationToken) =>
        _store.ReadFactsAsync(_options.BusinessZone, cancellationToken).SelectMany(facts => facts.Consents.Entries.Where(recorded => recorded.VoidFrom is null).Select(recorded => recorded.Entry));

    /// <summary>A suppressed address goes out with its person as dead: elsewhere nobody knows the hash.</summary>
    private async IAsyncEnumerable<Customer> PeopleAsTheyCanBeReachedAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (person, facts) in PeopleAsync(cancellationToken).ConfigureAwait(false))
        {
            var dead = facts.Suppressed.Where(suppressed => suppressed.StopsEverything(facts.Consents, facts.ReadAt)).Select(suppressed => suppressed.Point).ToList();
            yield return dead.Count == 0
                ? person
                : person with { ContactPoints = [.. person.ContactPoints.Select(point => dead.Exists(point.Point.Reaches) && point.IsUsable ? point with { Status = ContactPointStatus.Dead } : point)] };
        }
    }

    private static async Task<long> WriteAsync(string? path, Func<Stream, Task<long>> write)
    {
        if (path is null)
        {
            return 0;
        }

        var partial = path + ".partial";
        try
        {
            long written;
            var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                written = await write(file).ConfigureAwait(false);
            }

            File.Move(partial, path, overwrite: true);
            return written;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
