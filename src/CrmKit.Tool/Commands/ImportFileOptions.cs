using System.CommandLine;
using CrmKit.Desk;
using CrmKit.Storage;

namespace CrmKit.Tool;

/// <summary>Which files to take in.</summary>
internal sealed class ImportFileOptions
{
    private readonly Option<FileInfo?> _purchases = new("--purchases") { HelpName = "P.csv", Description = "Purchases: one row each, with customer, date and amount; or any shop's export with --map." };
    private readonly Option<FileInfo?> _customers = new("--customers") { HelpName = "C.csv", Description = "Customers: customer_id, name, given_name, email, phone, zone, language, birthday, consent_…, consent_date, consent_source, and more: see docs/import-and-export.md." };
    private readonly Option<FileInfo?> _consents = new("--consents") { HelpName = "S.csv", Description = "Consents, one statement a row: customer_id, channel, address, purpose, topic, state (opt-in, opt-out, objection), date, source, …" };
    private readonly Option<FileInfo?> _interactions = new("--interactions") { HelpName = "I.csv", Description = "Interactions: key, customer_id, type (reply, complaint, promise, nps, csat, ces, touch, …), date, and what the type needs." };
    private readonly Option<FileInfo?> _timeline = new("--timeline") { HelpName = "T.csv", Description = "A whole history, as 'crmkit export --timeline' writes it." };
    private readonly Option<FileInfo?> _cards = new("--vcards") { HelpName = "A.vcf", Description = "An address book: vCard 4.0 or 3.0." };
    private readonly Option<FileInfo?> _rejects = new("--rejects") { HelpName = "R.csv", Description = "Set bad rows aside in this file, with their reasons, and rows whose keys are known with other content, and take the rest, but for agreements of people who may have refused in such a row; of several files each gets one (R.purchases.csv); without it the first such row stops the import and nothing is taken. Vendors' contacts and statuses are never set aside." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Check everything and say what would change, field by field; take nothing." };
    private readonly Option<bool> _correct = new("--correct") { Description = "Events whose keys are known with other content are corrections; what was believed before stays readable. Without it they are refused, or set aside with --rejects." };
    private readonly Option<bool> _ownExport = new("--own-export") { Description = "The files --customers, --consents and --timeline are as 'crmkit export' wrote them." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace rejects files that are there already." };
    private readonly CsvReadingOptions _reading = new();
    private readonly PolicyOption _policy = new();
    private readonly ProfileOptions _profile = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _purchases, _customers, _consents, _interactions, _timeline, _cards, _rejects, _dryRun, _correct, _ownExport, _force })
        {
            command.Options.Add(option);
        }

        _policy.AddTo(command);
        _profile.AddTo(command);
        _reading.AddTo(command);
        command.Validators.Add(result =>
        {
            if (new[] { _purchases, _customers, _consents, _interactions, _timeline, _cards }.All(option => result.GetValue(option) is null))
            {
                result.AddError("Tell at least one file: --purchases, --customers, --consents, --interactions, --timeline or --vcards.");
            }
        });
    }

    public ImportRequest Read(ParseResult parsed, FileInfo database, BusinessSettings business)
    {
        _reading.RequireUse(parsed, hasPurchases: parsed.GetValue(_purchases) is not null, hasProfile: _profile.IsGiven(parsed));
        var profile = _profile.Read(parsed);
        var request = new ImportRequest
        {
            PurchasesFile = Existing(parsed, _purchases),
            CustomersFile = Existing(parsed, _customers),
            ConsentsFile = Existing(parsed, _consents),
            InteractionsFile = Existing(parsed, _interactions),
            TimelineFile = Existing(parsed, _timeline),
            VCardFile = Existing(parsed, _cards),
            RejectsFile = parsed.GetValue(_rejects)?.FullName,
            ReplacesRejectsFiles = parsed.GetValue(_force),
            Corrects = parsed.GetValue(_correct),
            Policy = _policy.Read(parsed),
            Decide = _policy.Decider(parsed),
            Profile = profile,
            MaxDifferences = 10_000,
            Mode = parsed.GetValue(_dryRun) ? CommitMode.DryRun : CommitMode.Apply,
        };
        request = parsed.GetValue(_ownExport) ? OwnExport(request, profile is not null, business)
            : profile is null ? _reading.Read(parsed, request, business)
            : _reading.ReadInteractions(parsed, request with { ProfileOptions = _profile.ReadOptions(parsed, business, _reading.Delimiter(parsed), _reading.IgnoredColumns(parsed)) }, business);
        RequireCurrency(parsed, business);
        CheckRejects(request, database);
        return request;
    }

    /// <summary>Of several files each has a rejects file of its own: what counts is what may be written.</summary>
    private void CheckRejects(ImportRequest request, FileInfo database)
    {
        string?[] read = [.. OutputFile.OfDatabase(database), request.PurchasesFile, request.CustomersFile, request.ConsentsFile, request.InteractionsFile, request.TimelineFile, request.VCardFile];
        if (request.RejectsFile is { } named)
        {
            OutputFile.Check(_rejects.Name, new FileInfo(named), read, force: true);
        }

        foreach (var path in request.RejectsFiles)
        {
            OutputFile.Check(_rejects.Name, new FileInfo(path), read, request.ReplacesRejectsFiles);
        }
    }

    private static ImportRequest OwnExport(ImportRequest request, bool hasProfile, BusinessSettings business)
    {
        if (hasProfile || request is not { PurchasesFile: null, InteractionsFile: null })
        {
            throw new UsageException("--own-export: an export consists of --customers, --consents, --timeline and --vcards alone.");
        }

        var files = new ExportRequest { CustomersFile = request.CustomersFile, ConsentsFile = request.ConsentsFile, TimelineFile = request.TimelineFile };
        var own = ImportRequest.OfOwnExport(files, business.DateTimeZone);
        return request with { Customers = own.Customers, Consents = own.Consents, Timeline = own.Timeline };
    }

    /// <summary>Amounts of no currency cannot become amounts of one later.</summary>
    private void RequireCurrency(ParseResult parsed, BusinessSettings business)
    {
        if (string.Equals(business.Currency, BusinessSettings.NoCurrency, StringComparison.Ordinal) && (parsed.GetValue(_purchases) ?? parsed.GetValue(_timeline)) is not null)
        {
            throw new UsageException("--currency: tell once in which currency the amounts are, for example --currency EUR; it is remembered.");
        }
    }

    private static string? Existing(ParseResult parsed, Option<FileInfo?> option) => parsed.GetValue(option) is { Exists: false } file
        ? throw new UsageException($"{option.Name}: there is no file {file}.")
        : parsed.GetValue(option)?.FullName;
}
