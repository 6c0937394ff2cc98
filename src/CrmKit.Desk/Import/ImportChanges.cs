using System.Runtime.CompilerServices;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>Puts what the files say together with what is known, as one stream of changes in bounded memory.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="known">Who is known.</param>
/// <param name="sources">The files.</param>
/// <param name="doubted">Who is known at an address of a bad row; filled before the rows of its file are read.</param>
internal sealed class ImportChanges(ImportRequest request, ICustomerStore known, ImportSources sources, IReadOnlySet<CustomerId> doubted)
{
    private readonly List<FieldDifference> _differences = [];

    // Two files may tell of one person, or a row and a bad one: what the first said is known when the second is read, though nothing is committed yet.
    private readonly bool _hasTwo = request is { CustomersFile: not null, VCardFile: not null };
    private readonly Dictionary<CustomerId, Customer> _told = [];

    // Of rows that were set aside, so that there are few. A person is changed once, whatever several rows and a card say.
    private readonly Dictionary<CustomerId, (Customer After, StoredCustomer? Stored)> _heeded = [];

    // Nothing is committed before the end, so that the store does not know them yet.
    private readonly HashSet<CustomerId> _met = [];
    private readonly Dictionary<CustomerId, Customer> _strangers = [];

    private long _differencesFound;
    private long _openQuestions;

    public async IAsyncEnumerable<ChangeSet> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var part in sources.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var people = ImmutableArray.CreateBuilder<Customer>();
            foreach (var told in part.People)
            {
                people.Add(await UpdatedAsync(told, cancellationToken).ConfigureAwait(false));
            }

            foreach (var heeded in part.Heeded)
            {
                await StopAsync(heeded.Customer, cancellationToken).ConfigureAwait(false);
            }

            people.AddRange(await StrangersAsync(part.Consents, cancellationToken).ConfigureAwait(false));
            yield return new ChangeSet
            {
                Customers = people.ToImmutable(),
                Consents = [.. part.People.Concat(part.Heeded).SelectMany(told => told.Consents), .. part.Consents],
                Suppressions = [.. part.Suppressions],
                Events = request.Corrects ? [] : [.. part.Events],
                Corrections = request.Corrects ? [.. part.Events] : [],
            };
        }

        if (_heeded.Count > 0)
        {
            yield return new ChangeSet { Customers = [.. _heeded.Values.Select(Stopped)] };
        }

        if (_openQuestions > 0)
        {
            throw new OpenQuestionsException();
        }
    }

    public ImportReport ToReport(CommitReport changes, bool wasTaken) => new()
    {
        Changes = changes,
        WasTaken = wasTaken,
        Purchases = sources.PurchaseSummary,
        PassedOver = sources.PassedOver,
        SetAside = sources.SetAside,
        RefusalsNotHeeded = sources.RefusalsNotHeeded,
        Differences = [.. _differences],
        DifferencesFound = _differencesFound,
        OpenQuestions = _openQuestions,
    };

    /// <summary>Who is known by a statement alone gets a record with its addresses: a refusal must be shown, exported and heeded, whoever made it.</summary>
    private async ValueTask<IEnumerable<Customer>> StrangersAsync(List<ConsentEntry> statements, CancellationToken cancellationToken)
    {
        List<Customer> strangers = [];
        foreach (var ofOne in statements.Where(entry => !_met.Contains(entry.Customer)).GroupBy(entry => entry.Customer))
        {
            if (!_strangers.ContainsKey(ofOne.Key) && await known.FindRecordAsync(ofOne.Key, cancellationToken).ConfigureAwait(false) is not null)
            {
                continue;
            }

            var before = _strangers.GetValueOrDefault(ofOne.Key) ?? new Customer { Id = ofOne.Key };
            var points = before.ContactPoints.Concat(ofOne.Select(entry => new ContactPointRecord(entry.Point)));
            var stranger = before with { ContactPoints = [.. points.DistinctBy(point => (point.Channel, point.Point.FoldedAddress))] };
            _strangers[ofOne.Key] = stranger;
            strangers.Add(stranger);
        }

        return strangers;
    }

    /// <summary>Who was not to be contacted by a row that was set aside is not: what is known of the person stays, but for addresses out of use, care flags and blocks.</summary>
    private async ValueTask StopAsync(Customer heeded, CancellationToken cancellationToken)
    {
        _met.Add(heeded.Id);
        var stored = await known.FindRecordAsync(heeded.Id, cancellationToken).ConfigureAwait(false);
        var before = Earlier(heeded.Id) ?? stored?.Customer;
        var after = before is null ? heeded : before with
        {
            ContactPoints = [.. before.ContactPoints.Select(point => Stricter(point, heeded.ContactPoints)), .. OutOfUse(before, heeded)],
            CareFlags = [.. before.CareFlags.Union(heeded.CareFlags)],
            Blocks = [.. before.Blocks.Union(heeded.Blocks)],
        };
        _heeded[heeded.Id] = (after, stored);
    }

    private Customer Stopped((Customer After, StoredCustomer? Stored) heeded)
    {
        if (heeded.Stored is { } stored)
        {
            var told = new ImportedCustomer(heeded.After, []) { StatedStatuses = [.. heeded.After.ContactPoints.Select(point => point.Point)] };
            Note(CustomerUpdate.Of(told, (stored.Customer, stored.RecordedAt), new CustomerPolicy()).Differences);
        }

        return heeded.After;
    }

    // An address that is out of use is so whoever has it, also where this record does not.
    private static IEnumerable<ContactPointRecord> OutOfUse(Customer before, Customer heeded) =>
        heeded.ContactPoints.Where(point => point.Status != ContactPointStatus.Active && !before.ContactPoints.Any(other => other.Point.Reaches(point.Point)));

    // The statuses are numbered from one that works to one that is given up.
    private static ContactPointRecord Stricter(ContactPointRecord point, ImmutableArray<ContactPointRecord> said) =>
        point with { Status = said.Where(other => other.Point.Reaches(point.Point)).Select(other => other.Status).Append(point.Status).Max() };

    private Customer? Earlier(CustomerId id) => _heeded.TryGetValue(id, out var heeded) ? heeded.After : _told.GetValueOrDefault(id);

    private async ValueTask<Customer> UpdatedAsync(ImportedCustomer told, CancellationToken cancellationToken)
    {
        var id = told.Customer.Id;
        _met.Add(id);
        var stored = await known.FindRecordAsync(id, cancellationToken).ConfigureAwait(false);
        var before = Earlier(id) is { } earlier ? (earlier, stored?.RecordedAt ?? Instant.MinValue) : stored is null ? default((Customer, Instant)?) : (stored.Customer, stored.RecordedAt);
        var update = CustomerUpdate.Of(told, before, request.Policy, request.Decide);
        Note(update.Differences);
        if (_hasTwo || doubted.Contains(id))
        {
            _told[id] = update.Customer;
        }

        _heeded.Remove(id);
        return update.Customer;
    }

    private void Note(ImmutableArray<FieldDifference> differences)
    {
        foreach (var difference in differences)
        {
            _differencesFound++;
            _openQuestions += difference.Change == FieldChange.Open ? 1 : 0;
            if (_differences.Count < request.MaxDifferences)
            {
                _differences.Add(difference);
            }
        }
    }
}
