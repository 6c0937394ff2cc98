using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>Which files to take in, and how to read them.</summary>
public sealed record ImportRequest
{
    /// <summary>The file of purchases and returns, a vendor's deals with a <see cref="Profile"/>; <c>null</c> for none.</summary>
    public string? PurchasesFile { get; init; }

    /// <summary>The file of customers, a vendor's contacts with a <see cref="Profile"/>; <c>null</c> for none.</summary>
    public string? CustomersFile { get; init; }

    /// <summary>The file of consents, a vendor's e-mail statuses with a <see cref="Profile"/>; <c>null</c> for none.</summary>
    public string? ConsentsFile { get; init; }

    /// <summary>The file of replies, feedback, complaints, promises and contacts; <c>null</c> for none.</summary>
    public string? InteractionsFile { get; init; }

    /// <summary>A whole timeline, as <see cref="CrmDesk.ExportAsync"/> writes it; <c>null</c> for none.</summary>
    public string? TimelineFile { get; init; }

    /// <summary>The address book in vCard; <c>null</c> for none.</summary>
    public string? VCardFile { get; init; }

    /// <summary>How purchases are read; <c>null</c> for ISO dates, the invariant culture, and the business's currency and zone.</summary>
    public PurchaseCsvOptions? Purchases { get; init; }

    /// <summary>How customers are read; <c>null</c> for ISO dates, the invariant culture and the business's zone.</summary>
    public CustomerCsvOptions? Customers { get; init; }

    /// <summary>How consents are read; <c>null</c> for ISO dates and the business's zone.</summary>
    public ConsentCsvOptions? Consents { get; init; }

    /// <summary>How interactions are read; <c>null</c> for ISO dates and the business's zone.</summary>
    public InteractionCsvOptions? Interactions { get; init; }

    /// <summary>How vCards are read; <c>null</c> for the defaults.</summary>
    public VCardOptions? VCards { get; init; }

    /// <summary>How a timeline is read; <c>null</c> for ISO dates and the business's zone.</summary>
    public TimelineCsvOptions? Timeline { get; init; }

    /// <summary>The vendor whose export the files are; <c>null</c> for files of one's own.</summary>
    public VendorProfile? Profile { get; init; }

    /// <summary>What a vendor's files do not say; <c>null</c> for the business's zone and currency alone.</summary>
    public ProfileReaderOptions? ProfileOptions { get; init; }

    /// <summary>Where bad rows are set aside with their reasons; <c>null</c> (default): the first one stops the import, and nothing is taken.</summary>
    /// <remarks>
    /// Written when the import has succeeded, in a dry run too, and only where rows were set aside. With several files, the kind of each is put into the name:
    /// <c>rejects.purchases.csv</c> for <c>rejects.csv</c>. An event whose key is known with other content is set aside too, unless <see cref="Corrects"/> is stated, and all lines
    /// of its invoice with it. A row that is set aside and may be a refusal holds back the agreements of its person and its addresses in all files of the request. A vendor's contacts and statuses are never set aside: a bad row may be a refusal, and stops the import. A corrected rejects file can be imported like the original; cards
    /// are corrected in the address book.
    /// </remarks>
    public string? RejectsFile { get; init; }

    /// <summary>Whether files of <see cref="RejectsFiles"/> that are there already may be replaced. Default no: the import is refused before anything is read.</summary>
    public bool ReplacesRejectsFiles { get; init; }

    /// <summary>Every file in which rows may be set aside: <see cref="RejectsFile"/>, or one for each file that is read; none where no rows are set aside.</summary>
    public ImmutableArray<string> RejectsFiles =>
    [
        .. new (string? File, string Kind)[]
        {
            (Profile is null ? CustomersFile : null, "customers"),
            (VCardFile, "cards"),
            (Profile is null ? ConsentsFile : null, "consents"),
            (PurchasesFile, "purchases"),
            (InteractionsFile, "interactions"),
            (TimelineFile, "timeline"),
        }.Where(read => read.File is not null).Select(read => RejectsFileOf(read.Kind)).OfType<string>(),
    ];

    /// <summary>Whether events whose keys are known with other content take the place of what is known, as corrections. Default no: they are refused, or set aside with <see cref="RejectsFile"/>.</summary>
    public bool Corrects { get; init; }

    /// <summary>What becomes of fields in which customers' files and records differ. Default: the file is right.</summary>
    public CustomerPolicy Policy { get; init; } = new();

    /// <summary>Decides where the policy asks: <c>true</c> takes what the file says. Default <c>null</c>: the question stays open, and nothing is taken.</summary>
    public Func<FieldDifference, bool>? Decide { get; init; }

    /// <summary>Most differences to tell of, 0 or more; all are counted. Default 1,000.</summary>
    public int MaxDifferences { get; init; } = 1000;

    /// <summary>Whether it takes effect. Default yes.</summary>
    public CommitMode Mode { get; init; } = CommitMode.Apply;

    /// <summary>Told how much of the files has been read; <c>null</c> for nobody.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>Reads files that <see cref="CrmDesk.ExportAsync"/> wrote in the same format.</summary>
    /// <remarks>What a file calls proof counts as hearsay, as in every import: after an objection it permits nothing again.</remarks>
    /// <param name="files">The files that were written.</param>
    /// <param name="businessZone">The zone of the business.</param>
    public static ImportRequest OfOwnExport(ExportRequest files, DateTimeZone businessZone)
    {
        ArgumentNullException.ThrowIfNull(files);
        var format = (files.Format ?? new CsvFormat()) with { IsGuarded = true };
        return new ImportRequest
        {
            CustomersFile = files.CustomersFile,
            ConsentsFile = files.ConsentsFile,
            TimelineFile = files.TimelineFile,
            VCardFile = files.VCardFile,
            Customers = new CustomerCsvOptions { Format = format, BusinessZone = businessZone },
            Consents = new ConsentCsvWriter(files.Format).ReadingOptions with { TrustsEvidence = false },
            Timeline = new TimelineCsvOptions { Format = format, BusinessZone = businessZone },
        };
    }

    internal IEnumerable<string> Files => new[] { CustomersFile, VCardFile, ConsentsFile, PurchasesFile, InteractionsFile, TimelineFile }.OfType<string>();

    internal string? RejectsFileOf(string kind) => RejectsFile is not { } path ? null : Files.Skip(1).Any() ? Path.ChangeExtension(path, kind + Path.GetExtension(path)) : path;

    internal static void Check(ImportRequest request, CrmDeskOptions business, LocalDate today)
    {
        if (request.Policy is null || request.MaxDifferences < 0)
        {
            throw new ArgumentException("Policy must be stated, or left out for the default; MaxDifferences is 0 or more.", nameof(request));
        }

        if (!request.Files.Any())
        {
            throw new ArgumentException("Name a file: PurchasesFile, CustomersFile, ConsentsFile, InteractionsFile, TimelineFile or VCardFile.", nameof(request));
        }

        if (request.Purchases is { } purchases && purchases.Currency != business.Currency)
        {
            throw new ArgumentException($"The purchases are read in {purchases.Currency} and the desk counts in {business.Currency}: state one currency.", nameof(request));
        }

        if (request.ProfileOptions?.ExportedOn > today)
        {
            throw new ArgumentException("ExportedOn lies ahead: a refusal dated so would outlast every agreement until then.", nameof(request));
        }

        if (request is { Profile: not null, RejectsFile: not null, PurchasesFile: null, VCardFile: null, InteractionsFile: null, TimelineFile: null })
        {
            throw new ArgumentException("A vendor's contacts and statuses are taken whole or not at all: leave out RejectsFile.", nameof(request));
        }

        CheckRejects(request);
    }

    /// <summary>What is read is never written over, and what is there only when asked; all of it is checked before anything is taken.</summary>
    private static void CheckRejects(ImportRequest request)
    {
        foreach (var path in request.RejectsFiles.Append(request.RejectsFile).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (request.Files.Any(file => IsSame(file, path) || IsSame(file, LateRejectFile.PartialOf(path))))
            {
                throw new ArgumentException($"RejectsFile: {path} would be written over a file that is read; name another RejectsFile.", nameof(request));
            }
        }

        foreach (var path in request.RejectsFiles)
        {
            if (Directory.Exists(path) || (!request.ReplacesRejectsFiles && File.Exists(path)))
            {
                throw new ArgumentException($"RejectsFile: {path} is there already; name another RejectsFile, or state ReplacesRejectsFiles to replace a file.", nameof(request));
            }
        }

        // Not every file system tells upper case from lower.
        static bool IsSame(string one, string other) => string.Equals(Path.GetFullPath(one), Path.GetFullPath(other), StringComparison.OrdinalIgnoreCase);
    }
}
