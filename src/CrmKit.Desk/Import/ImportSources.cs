using System.Runtime.CompilerServices;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>The files of a request, one after the other, and what was counted in them. Who people are comes before what they said, and that before what they did.</summary>
internal sealed class ImportSources
{
    private const int RowsAtOnce = 1000;

    private readonly List<ImportFile> _files = [];
    private readonly List<(string File, Func<ImportSummary> Summary)> _summaries = [];
    private readonly List<(string Path, Func<Stream, string, CancellationToken, Task> Collect)> _doubtful = [];
    private readonly RejectFiles _rejects;
    private readonly ConsentDoubts _doubts;
    private readonly IReadOnlySet<EventKey> _inConflict;
    private readonly IProgress<ImportProgress>? _progress;

    private ImportSources(RejectFiles rejects, IReadOnlySet<EventKey> inConflict, ConsentDoubts doubts, IProgress<ImportProgress>? progress)
    {
        _doubts = doubts;
        _rejects = rejects;
        _inConflict = inConflict;
        _progress = progress;
    }

    public PurchaseImportSummary? PurchaseSummary => _summaries.Select(file => file.Summary()).OfType<PurchaseImportSummary>().FirstOrDefault();

    public ImmutableArray<PassedOverCount> PassedOver =>
    [
        .. _summaries
            .OrderBy(file => file.File, StringComparer.Ordinal)
            .SelectMany(file => (file.Summary() as ProfileImportSummary)?.PassedOver.Select(count => new PassedOverCount(file.File, count.Key, count.Value)) ?? []),
    ];

    public ImmutableArray<SetAsideCount> SetAside =>
        [.. _summaries.SelectMany(file => file.Summary().SetAside.Select(count => new SetAsideCount(file.File, count.Reason, count.Lines)))];

    public long RefusalsNotHeeded => _summaries.Sum(file => file.Summary().RefusalsNotHeeded);

    /// <param name="request">Which files, and how to read them.</param>
    /// <param name="business">What they do not say.</param>
    /// <param name="known">Who is known.</param>
    /// <param name="rejects">Takes bad rows.</param>
    /// <param name="inConflict">Keys under which something else is recorded.</param>
    /// <param name="doubts">Collects who may have refused in bad rows.</param>
    /// <exception cref="ArgumentException">An option is unusable.</exception>
    public static ImportSources Of(ImportRequest request, CrmDeskOptions business, ICustomerStore known, RejectFiles rejects, IReadOnlySet<EventKey> inConflict, ConsentDoubts doubts)
    {
        var sources = new ImportSources(rejects, inConflict, doubts, request.Progress);
        if (request.Profile is { } profile)
        {
            sources.AddProfile(request, profile, business, known);
        }
        else
        {
            sources.AddOwn(request, business);
        }

        if (request.InteractionsFile is { } interactions)
        {
            sources.AddInteractions(interactions, request.Interactions ?? new InteractionCsvOptions { BusinessZone = business.BusinessZone });
        }

        if (request.TimelineFile is { } timeline)
        {
            sources.AddTimeline(timeline, request.Timeline ?? new TimelineCsvOptions { BusinessZone = business.BusinessZone });
        }

        return sources;
    }

    public async IAsyncEnumerable<ImportPart> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await CollectDoubtsAsync(cancellationToken).ConfigureAwait(false);
        var total = _files.Sum(file => new FileInfo(file.Path).Length);
        long before = 0;
        foreach (var (path, read) in _files)
        {
            var file = Open(path);
            await using var _ = file.ConfigureAwait(false);
            await foreach (var part in read(file, Path.GetFileName(path), cancellationToken).ConfigureAwait(false))
            {
                _progress?.Report(new ImportProgress(before + file.Position, total));
                yield return part;
            }

            before += file.Length;
            _progress?.Report(new ImportProgress(before, total));
        }
    }

    /// <summary>A refusal in a bad row of one file holds against agreements in another, whichever is read first. One file by itself collects its own.</summary>
    private async Task CollectDoubtsAsync(CancellationToken cancellationToken)
    {
        foreach (var (path, collect) in _doubtful.Count > 1 ? _doubtful : [])
        {
            var file = Open(path);
            await using var _ = file.ConfigureAwait(false);
            await collect(file, Path.GetFileName(path), cancellationToken).ConfigureAwait(false);
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);

    private IReadOnlySet<EventKey> InConflict(IReadOnlySet<EventKey> stated) => stated.Count == 0 ? _inConflict : _inConflict.Union(stated).ToHashSet();

    private void AddOwn(ImportRequest request, CrmDeskOptions business)
    {
        if (request.CustomersFile is { } customers)
        {
            AddCustomers(customers, request.Customers ?? new CustomerCsvOptions { BusinessZone = business.BusinessZone });
        }

        AddCards(request);
        if (request.ConsentsFile is { } consents)
        {
            AddConsents(consents, request.Consents ?? new ConsentCsvOptions { BusinessZone = business.BusinessZone });
        }

        if (request.PurchasesFile is { } purchases)
        {
            AddPurchases(purchases, request.Purchases ?? new PurchaseCsvOptions { Currency = business.Currency, BusinessZone = business.BusinessZone });
        }
    }

    private void AddCustomers(string path, CustomerCsvOptions options)
    {
        var reader = new CustomerCsvReader(options);
        var rejects = _rejects.For("customers");
        DoubtWhere(rejects, path, (stream, name, token) => reader.CollectDoubtsAsync(stream, name, _doubts, token));
        Add(path, (stream, name) => reader.Open(stream, name, rejects, _doubts), static (part, row) => (row.IsSetAside ? part.Heeded : part.People).Add(row));
    }

    private void DoubtWhere(IRejectSink? rejects, string path, Func<Stream, string, CancellationToken, Task> collect)
    {
        if (rejects is not null)
        {
            _doubtful.Add((path, collect));
        }
    }

    private void AddTimeline(string path, TimelineCsvOptions options)
    {
        var reader = new TimelineCsvReader(options with { KeysInConflict = InConflict(options.KeysInConflict) });
        var rejects = _rejects.For("timeline");
        Add(path, (stream, name) => reader.Open(stream, name, rejects), static (part, happened) => part.Events.Add(happened));
    }

    private void AddCards(ImportRequest request)
    {
        if (request.VCardFile is { } cards)
        {
            var reader = new VCardReader(request.VCards);
            var rejects = _rejects.For("cards");
            Add(cards, (stream, name) => reader.Open(stream, name, rejects), static (part, row) => part.People.Add(row));
        }
    }

    private void AddPurchases(string path, PurchaseCsvOptions options)
    {
        var reader = new PurchaseCsvReader(options with { KeysInConflict = InConflict(options.KeysInConflict) });
        var rejects = _rejects.For("purchases");
        Add(path, (stream, name) => reader.Open(stream, name, rejects), static (part, happened) => part.Events.Add(happened));
    }

    private void AddConsents(string path, ConsentCsvOptions options)
    {
        var reader = new ConsentCsvReader(options);
        var rejects = _rejects.For("consents");
        DoubtWhere(rejects, path, (stream, name, token) => reader.CollectDoubtsAsync(stream, name, _doubts, token));
        Add(path, (stream, name) => reader.Open(stream, name, rejects, _doubts), static (part, entry) => part.Consents.Add(entry));
    }

    private void AddInteractions(string path, InteractionCsvOptions options)
    {
        var reader = new InteractionCsvReader(options with { KeysInConflict = InConflict(options.KeysInConflict) });
        var rejects = _rejects.For("interactions");
        Add(path, (stream, name) => reader.Open(stream, name, rejects), static (part, happened) => part.Events.Add(happened));
    }

    private void AddProfile(ImportRequest request, VendorProfile profile, CrmDeskOptions business, ICustomerStore known)
    {
        var options = request.ProfileOptions ?? new ProfileReaderOptions { BusinessZone = business.BusinessZone };
        var reader = new ProfileReader(profile, options with
        {
            KeysInConflict = InConflict(options.KeysInConflict),
            Currency = options.Currency ?? business.Currency,
            CustomersAt = options.CustomersAt ?? known.FindByPointAsync,
        });
        AddRecords(reader, request.CustomersFile, ProfileFileKind.Contacts);
        AddCards(request);
        AddRecords(reader, request.ConsentsFile, ProfileFileKind.Statuses);
        AddRecords(reader, request.PurchasesFile, ProfileFileKind.Deals);
    }

    private void AddRecords(ProfileReader reader, string? path, ProfileFileKind kind)
    {
        if (path is not null)
        {
            var rejects = kind == ProfileFileKind.Deals ? _rejects.For("purchases") : null;
            Add(path, (stream, name) => reader.Open(stream, name, kind, rejects), Take);
        }
    }

    private static void Take(ImportPart part, ImportedRecord record)
    {
        if (record.Person is { } person)
        {
            part.People.Add(new ImportedCustomer(person, []) { ToldAt = record.ModifiedAt });
        }

        part.Consents.AddRange(record.Consents);
        part.Suppressions.AddRange(record.Suppressed.Select(suppressed => new Suppression(record.Customer, suppressed.Point, suppressed.Kind)));
        if (record.Purchase is { } purchase)
        {
            part.Events.Add(purchase);
        }
    }

    private void Add<T, TSummary>(string path, Func<Stream, string, FileImport<T, TSummary>> open, Action<ImportPart, T> add)
        where TSummary : ImportSummary =>
        _files.Add(new ImportFile(path, (stream, name, cancellationToken) =>
        {
            var import = open(stream, name);
            _summaries.Add((name, () => import.Summary));
            return PartsAsync(import, add, cancellationToken);
        }));

    private static async IAsyncEnumerable<ImportPart> PartsAsync<T>(IAsyncEnumerable<T> rows, Action<ImportPart, T> add, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var part = new ImportPart();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            add(part, row);
            if (++part.Rows == RowsAtOnce)
            {
                yield return part;
                part = new ImportPart();
            }
        }

        if (part.Rows > 0)
        {
            yield return part;
        }
    }
}
