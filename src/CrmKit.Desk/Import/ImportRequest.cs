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
    /// of its invoice with it. A vendor's contacts and statuses are never set aside: a bad row may be a refusal, and stops the import. A corrected rejects file can be imported like the original; cards
    /// are corrected in the address book.
    /// </remarks>
    public string? RejectsFile { get; init; }

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

        if (request.RejectsFile is { } rejects && request.Files.Any(file => string.Equals(Path.GetFullPath(file), Path.GetFullPath(rejects), StringComparison.Ordinal)))
        {
            throw new ArgumentException("RejectsFile must be another file than those that are read.", nameof(request));
        }
    }
}
