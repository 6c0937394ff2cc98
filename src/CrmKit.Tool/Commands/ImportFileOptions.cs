using System.CommandLine;
using CrmKit.Desk;
using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Tool;

/// <summary>Which files to read, and how.</summary>
internal sealed class ImportFileOptions
{
    private readonly Option<FileInfo?> _purchases = new("--purchases") { HelpName = "P.csv", Description = "Purchases: one row each, with customer, date and amount." };
    private readonly Option<FileInfo?> _customers = new("--customers") { HelpName = "C.csv", Description = "Customers: customer_id, name, given_name, email, phone, zone, language, birthday, consent_…, consent_date, consent_source." };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Check everything and say what would change; take nothing." };
    private readonly Option<string> _dateFormat = new("--date-format") { HelpName = "PATTERN", DefaultValueFactory = _ => "yyyy-MM-dd", Description = "How dates are written, for example dd.MM.yyyy. Day and month are never guessed." };
    private readonly Option<string> _culture = new("--culture") { HelpName = "NAME", DefaultValueFactory = _ => "invariant", Description = "How numbers are written, for example de-DE for 12,50." };
    private readonly Option<char> _delimiter = new("--delimiter") { HelpName = "CHAR", DefaultValueFactory = _ => ',', Description = "What separates columns." };
    private readonly Option<string> _customer = new("--customer-column") { HelpName = "NAME", DefaultValueFactory = _ => "customer_id", Description = "The purchases' column of the customer's key." };
    private readonly Option<string> _date = new("--date-column") { HelpName = "NAME", DefaultValueFactory = _ => "date", Description = "The purchases' column of the date." };
    private readonly Option<string> _amount = new("--amount-column") { HelpName = "NAME", DefaultValueFactory = _ => "amount", Description = "The purchases' column of the amount, zero or more." };
    private readonly Option<string?> _key = new("--key-column") { HelpName = "NAME", Description = "The purchases' column of a unique key. Without one, equal rows each count once per file, and the same file twice is recognised." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _purchases, _customers, _dryRun, _dateFormat, _culture, _delimiter, _customer, _date, _amount, _key })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_purchases) is null && result.GetValue(_customers) is null)
            {
                result.AddError("Tell at least one file: --purchases P.csv or --customers C.csv.");
            }
        });
    }

    public ImportRequest Read(ParseResult parsed, BusinessSettings business)
    {
        try
        {
            var format = new CsvFormat
            {
                DateFormat = parsed.GetRequiredValue(_dateFormat),
                Delimiter = parsed.GetValue(_delimiter),
                Culture = Culture(parsed.GetRequiredValue(_culture)),
            };
            var purchases = new PurchaseCsvOptions
            {
                Format = format,
                Currency = new Currency(business.Currency),
                BusinessZone = business.DateTimeZone,
                CustomerColumn = parsed.GetRequiredValue(_customer),
                DateColumn = parsed.GetRequiredValue(_date),
                AmountColumn = parsed.GetRequiredValue(_amount),
                KeyColumn = parsed.GetValue(_key),
            };
            var customers = new CustomerCsvOptions { Format = format, BusinessZone = business.DateTimeZone };

            // The readers check what the options alone can tell; asking them here makes it a matter of usage.
            _ = new PurchaseCsvReader(purchases);
            _ = new CustomerCsvReader(customers);
            return new ImportRequest
            {
                PurchasesFile = Existing(parsed.GetValue(_purchases)),
                CustomersFile = Existing(parsed.GetValue(_customers)),
                Purchases = purchases,
                Customers = customers,
                Mode = parsed.GetValue(_dryRun) ? CommitMode.DryRun : CommitMode.Apply,
            };
        }
        catch (ArgumentException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static CultureInfo Culture(string name)
    {
        try
        {
            return string.Equals(name, "invariant", StringComparison.OrdinalIgnoreCase) ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw new UsageException($"--culture: expected invariant or a culture such as de-DE, not '{name}'.");
        }
    }

    private static string? Existing(FileInfo? file) => file is { Exists: false }
        ? throw new UsageException($"There is no file {file}.")
        : file?.FullName;
}
