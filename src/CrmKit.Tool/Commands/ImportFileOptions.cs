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
    private readonly Option<FileInfo?> _cards = new("--vcards") { HelpName = "A.vcf", Description = "An address book: vCard 4.0 or 3.0." };
    private readonly Option<FileInfo?> _rejects = new("--rejects") { HelpName = "R.csv", Description = "Set bad rows aside in this file, with their reasons, and take the rest; without it the first bad row stops the import and nothing is taken." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Check everything and say what would change, field by field; take nothing." };
    private readonly Option<bool> _correct = new("--correct") { Description = "Events whose keys are known with other content are corrections; what was believed before stays readable. Without it they are refused." };
    private readonly CsvReadingOptions _reading = new();
    private readonly PolicyOption _policy = new();
    private readonly ProfileOptions _profile = new();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _purchases, _customers, _consents, _interactions, _cards, _rejects, _dryRun, _correct })
        {
            command.Options.Add(option);
        }

        _policy.AddTo(command);
        _profile.AddTo(command);
        _reading.AddTo(command);
        command.Validators.Add(result =>
        {
            if (new[] { _purchases, _customers, _consents, _interactions, _cards }.All(option => result.GetValue(option) is null))
            {
                result.AddError("Tell at least one file: --purchases, --customers, --consents, --interactions or --vcards.");
            }
        });
    }

    public ImportRequest Read(ParseResult parsed, BusinessSettings business)
    {
        var profile = _profile.Read(parsed);
        var request = new ImportRequest
        {
            PurchasesFile = Existing(parsed, _purchases),
            CustomersFile = Existing(parsed, _customers),
            ConsentsFile = Existing(parsed, _consents),
            InteractionsFile = Existing(parsed, _interactions),
            VCardFile = Existing(parsed, _cards),
            RejectsFile = Writable(parsed.GetValue(_rejects)),
            Corrects = parsed.GetValue(_correct),
            Policy = _policy.Read(parsed),
            Decide = _policy.Decider(parsed),
            Profile = profile,
            MaxDifferences = 10_000,
            Mode = parsed.GetValue(_dryRun) ? CommitMode.DryRun : CommitMode.Apply,
        };
        if (profile is not null && request.RejectsFile is not null)
        {
            throw new UsageException("--rejects: a vendor's export is taken whole or not at all; leave out --rejects, or --profile.");
        }

        return profile is null
            ? _reading.Read(parsed, request, business)
            : _reading.ReadInteractions(parsed, request with { ProfileOptions = _profile.ReadOptions(parsed, business, _reading.Delimiter(parsed)) }, business);
    }

    private static string? Existing(ParseResult parsed, Option<FileInfo?> option) => parsed.GetValue(option) is { Exists: false } file
        ? throw new UsageException($"{option.Name}: there is no file {file}.")
        : parsed.GetValue(option)?.FullName;

    private static string? Writable(FileInfo? file) => file is not null && (file.Directory is not { Exists: true } || Directory.Exists(file.FullName))
        ? throw new UsageException($"--rejects: expected a file in a folder that exists, not {file}.")
        : file?.FullName;
}
