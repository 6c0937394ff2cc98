using System.Runtime.CompilerServices;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>Reads the files of a request as one stream of changes, in bounded memory.</summary>
internal sealed class ImportChanges
{
    private const int RowsAtOnce = 1000;

    private readonly ImportRequest _request;
    private readonly PurchaseCsvReader _purchases;
    private readonly CustomerCsvReader _customers;
    private readonly ICustomerStore _known;
    private long _bytesBefore;
    private long _bytesTotal;

    public ImportChanges(ImportRequest request, CrmDeskOptions business, ICustomerStore known)
    {
        _known = known;
        _request = request;
        _purchases = new PurchaseCsvReader(request.Purchases ?? new PurchaseCsvOptions { Currency = business.Currency, BusinessZone = business.BusinessZone });
        _customers = new CustomerCsvReader(request.Customers ?? new CustomerCsvOptions { BusinessZone = business.BusinessZone });
    }

    public async IAsyncEnumerable<ChangeSet> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _bytesTotal = Length(_request.CustomersFile) + Length(_request.PurchasesFile);
        await foreach (var rows in ChunksAsync(_request.CustomersFile, _customers.ReadAsync, cancellationToken).ConfigureAwait(false))
        {
            var people = ImmutableArray.CreateBuilder<Customer>(rows.Count);
            foreach (var row in rows)
            {
                people.Add(WithWhatIsKnown(row, await _known.FindCustomerAsync(row.Customer.Id, cancellationToken).ConfigureAwait(false)));
            }

            yield return new ChangeSet { Customers = people.MoveToImmutable(), Consents = [.. rows.SelectMany(row => row.Consents)] };
        }

        await foreach (var rows in ChunksAsync(_request.PurchasesFile, _purchases.ReadAsync, cancellationToken).ConfigureAwait(false))
        {
            yield return new ChangeSet { Events = [.. rows] };
        }
    }

    /// <summary>Silence in a file erases nothing: a list of e-mail addresses must not cost anybody a name or a birthday.</summary>
    private static Customer WithWhatIsKnown(ImportedCustomer row, Customer? known)
    {
        var told = row.Customer;
        if (known is null)
        {
            return told;
        }

        return told with
        {
            Name = told.Name ?? known.Name,
            GivenName = told.GivenName ?? known.GivenName,
            Birthday = told.Birthday ?? known.Birthday,
            Zone = told.Zone ?? known.Zone,
            Language = told.Language ?? known.Language,
            ContactPoints = row.StatesPreference ? InOrderOf(told, known) : InOrderOf(known, told, replace: true),
        };
    }

    /// <summary>One point per channel in the order of the first, then what only the second has; the values of the second where it replaces.</summary>
    private static ImmutableArray<ContactPoint> InOrderOf(Customer first, Customer second, bool replace = false)
    {
        var ofSecond = second.ContactPoints.ToLookup(point => point.Channel);
        var ofFirst = first.ContactPoints.Select(point => point.Channel).ToHashSet();
        return
        [
            .. first.ContactPoints.SelectMany(point => replace && ofSecond.Contains(point.Channel) ? ofSecond[point.Channel] : [point]).Distinct(),
            .. second.ContactPoints.Where(point => !ofFirst.Contains(point.Channel)),
        ];
    }

    private static long Length(string? path) => path is null ? 0 : new FileInfo(path).Length;

    private async IAsyncEnumerable<List<T>> ChunksAsync<T>(
        string? path, Func<Stream, string, CancellationToken, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (path is null)
        {
            yield break;
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            var rows = new List<T>(RowsAtOnce);
            await foreach (var row in read(file, Path.GetFileName(path), cancellationToken).ConfigureAwait(false))
            {
                rows.Add(row);
                if (rows.Count == RowsAtOnce)
                {
                    _request.Progress?.Report(new ImportProgress(_bytesBefore + file.Position, _bytesTotal));
                    yield return rows;
                    rows = new List<T>(RowsAtOnce);
                }
            }

            if (rows.Count > 0)
            {
                yield return rows;
            }

            _bytesBefore += file.Length;
            _request.Progress?.Report(new ImportProgress(_bytesBefore, _bytesTotal));
        }
    }
}
