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
    private readonly Option<string> _delimiter = new("--delimiter") { HelpName = "CHAR", DefaultValueFactory = _ => ",", Description = "What separates columns: one character, or tab." };
    private readonly Option<string> _customer = new("--customer-column") { HelpName = "NAME", DefaultValueFactory = _ => "customer_id", Description = "The purchases' column of the customer's key." };
    private readonly Option<string> _id = new("--id-column") { HelpName = "NAME", DefaultValueFactory = _ => "customer_id", Description = "The customers' column of the customer's key." };
    private readonly Option<string> _date = new("--date-column") { HelpName = "NAME", DefaultValueFactory = _ => "date", Description = "The purchases' column of the date." };
    private readonly Option<string> _amount = new("--amount-column") { HelpName = "NAME", DefaultValueFactory = _ => "amount", Description = "The purchases' column of the amount, zero or more." };
    private readonly Option<string?> _key = new("--key-column") { HelpName = "NAME", Description = "The purchases' column of a unique key. Without one, equal rows each count once per file, and the same file twice is recognised." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _purchases, _customers, _dryRun, _dateFormat, _culture, _delimiter, _id, _customer, _date, _amount, _key })
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
        var format = Format(parsed, business);
        var purchases = new PurchaseCsvOptions
        {
            Format = format,
            Currency = new Currency(business.Currency),
            BusinessZone = business.DateTimeZone,
            CustomerColumn = Column(parsed, _customer),
            DateColumn = Column(parsed, _date),
            AmountColumn = Column(parsed, _amount),
            KeyColumn = parsed.GetValue(_key) is null ? null : Column(parsed, _key!),
        };
        return new ImportRequest
        {
            PurchasesFile = Existing(parsed.GetValue(_purchases)),
            CustomersFile = Existing(parsed.GetValue(_customers)),
            Purchases = purchases,
            Customers = new CustomerCsvOptions { Format = format, BusinessZone = business.DateTimeZone, CustomerColumn = Column(parsed, _id) },
            Mode = parsed.GetValue(_dryRun) ? CommitMode.DryRun : CommitMode.Apply,
        };
    }

    private static string Column(ParseResult parsed, Option<string> option) => parsed.GetRequiredValue(option) is var name && string.IsNullOrWhiteSpace(name)
        ? throw new UsageException($"{option.Name}: expected the name of a column.")
        : name;

    private CsvFormat Format(ParseResult parsed, BusinessSettings business)
    {
        var format = new CsvFormat { Delimiter = Delimiter(parsed.GetRequiredValue(_delimiter)), Culture = Culture(parsed.GetRequiredValue(_culture)) };
        Check("--delimiter", format, business);
        format = format with { DateFormat = parsed.GetRequiredValue(_dateFormat) };
        Check("--date-format", format, business);
        return format;
    }

    /// <summary>The readers know what a format can be; asking them one flag at a time tells which one is wrong.</summary>
    private static void Check(string flag, CsvFormat format, BusinessSettings business)
    {
        try
        {
            _ = new CustomerCsvReader(new CustomerCsvOptions { Format = format, BusinessZone = business.DateTimeZone });
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of(flag, error);
        }
    }

    // At a shell a tab is hard to type, and most people write \t.
    private static char Delimiter(string text) => text switch
    {
        "tab" or "\\t" => '\t',
        [var one] => one,
        _ => throw new UsageException($"--delimiter: expected one character, or tab, not '{text}'."),
    };

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
