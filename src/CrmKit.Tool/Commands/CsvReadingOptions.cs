using System.CommandLine;
using CrmKit.Desk;
using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>How CSV files are written.</summary>
internal sealed class CsvReadingOptions
{
    private readonly Option<string> _dateFormat = new("--date-format") { HelpName = "PATTERN", DefaultValueFactory = _ => "yyyy-MM-dd", Description = "How dates are written, for example dd.MM.yyyy. Day and month are never guessed." };
    private readonly Option<string> _culture = new("--culture") { HelpName = "NAME", DefaultValueFactory = _ => "invariant", Description = "How numbers are written, for example de-DE for 12,50." };
    private readonly DelimiterOption _delimiter = new();
    private readonly Option<string> _id = new("--id-column") { HelpName = "NAME", DefaultValueFactory = _ => "customer_id", Description = "The customers' column of the customer's key." };
    private readonly Option<string> _customer = new("--customer-column") { HelpName = "NAME", DefaultValueFactory = _ => "customer_id", Description = "The purchases' column of the customer's key." };
    private readonly Option<string> _date = new("--date-column") { HelpName = "NAME", DefaultValueFactory = _ => "date", Description = "The purchases' column of the date." };
    private readonly Option<string> _amount = new("--amount-column") { HelpName = "NAME", DefaultValueFactory = _ => "amount", Description = "The purchases' column of the amount, zero or more." };
    private readonly Option<string?> _key = new("--key-column") { HelpName = "NAME", Description = "The purchases' column of a unique key. Without one, equal rows each count once per file, and the same file twice is recognised." };
    private readonly Option<string?> _map = new("--map")
    {
        HelpName = "MAP",
        Description = """
            Which columns of a shop's export make a purchase, for example
            customer=CustomerID,date=InvoiceDate:yyyy-MM-dd HH:mm:ss,amount=Quantity*UnitPrice,key=InvoiceNo,return-prefix=C
            Items: customer=, date=COLUMN[:PATTERN], amount=COLUMNS with + - *, key= (its lines are one invoice, or lines=one),
            currency=COLUMN or currency:EUR, return-prefix=C|CN, return=COLUMN:VALUE|VALUE, return-sign=negative|positive|either,
            purchase=COLUMN (whose return it is), spaces=refuse|keep|trim. Names with special characters stand in double quotes.
            """,
    };

    private readonly Option<string[]> _ignore = new("--ignore-column") { HelpName = "NAME", Description = "Pass over a column whose name speaks of refusing (unsubscribed, …) and that is not read; may be told several times." };
    private readonly Option<string> _cardIds = new("--card-ids") { HelpName = "HOW", DefaultValueFactory = _ => "uid", Description = "What the keys of vCards are: uid, email where there is no UID, or content where there is neither." };

    public ImmutableArray<string> IgnoredColumns(ParseResult parsed) => [.. parsed.GetValue(_ignore) ?? []];

    /// <summary>A flag without effect is a mistake that nobody would notice.</summary>
    public void RequireUse(ParseResult parsed, bool hasPurchases, bool hasProfile)
    {
        if (!(hasPurchases && !hasProfile) && new Option[] { _customer, _date, _amount, _key, _map }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } idle)
        {
            throw new UsageException($"{idle.Name} says how --purchases is read: it has no effect {(hasProfile ? "with --profile" : "without that file")}.");
        }
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _dateFormat, _culture, _delimiter.Option, _id, _customer, _date, _amount, _key, _map, _ignore, _cardIds })
        {
            command.Options.Add(option);
        }
    }

    public ImportRequest Read(ParseResult parsed, ImportRequest request, BusinessSettings business)
    {
        var format = Format(parsed, business);
        return ReadInteractions(parsed, request, business) with
        {
            Purchases = request.PurchasesFile is null ? null : Purchases(parsed, format, business),
            Customers = new CustomerCsvOptions { Format = format, BusinessZone = business.DateTimeZone, CustomerColumn = Column(parsed, _id), IgnoredColumns = IgnoredColumns(parsed) },
            VCards = new VCardOptions { Ids = CardIds(parsed.GetRequiredValue(_cardIds)) },
            Consents = new ConsentCsvOptions { Format = format, BusinessZone = business.DateTimeZone },
        };
    }

    public ImportRequest ReadInteractions(ParseResult parsed, ImportRequest request, BusinessSettings business) =>
        request with { Interactions = new InteractionCsvOptions { Format = Format(parsed, business), BusinessZone = business.DateTimeZone } };

    // At a shell a tab is hard to type, and most people write \t.
    public char Delimiter(ParseResult parsed) => _delimiter.Read(parsed);

    private PurchaseCsvOptions Purchases(ParseResult parsed, CsvFormat format, BusinessSettings business)
    {
        var options = new PurchaseCsvOptions { Format = format, Currency = new Currency(business.Currency), BusinessZone = business.DateTimeZone };
        if (parsed.GetValue(_map) is not { } text)
        {
            return options with
            {
                CustomerColumn = Column(parsed, _customer),
                DateColumn = Column(parsed, _date),
                AmountColumn = Column(parsed, _amount),
                KeyColumn = parsed.GetValue(_key) is null ? null : Column(parsed, _key!),
            };
        }

        if (new Option[] { _customer, _date, _amount, _key }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } other)
        {
            throw new UsageException($"--map and {other.Name} both name columns: use one of them.");
        }

        return Mapped(options, text);
    }

    private static PurchaseCsvOptions Mapped(PurchaseCsvOptions options, string text)
    {
        try
        {
            options = options with { Map = PurchaseMap.Parse(text) };
            _ = new PurchaseCsvReader(options);
            return options;
        }
        catch (PurchaseMapException error)
        {
            throw new UsageException($"--map: {error.Message}");
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of("--map", error);
        }
    }

    private static VCardIds CardIds(string text) => text switch
    {
        "uid" => VCardIds.Uid,
        "email" => VCardIds.UidOrEmail,
        "content" => VCardIds.UidOrContent,
        _ => throw new UsageException("--card-ids: expected uid, email or content."),
    };

    private static string Column(ParseResult parsed, Option<string> option) => parsed.GetRequiredValue(option) is var name && string.IsNullOrWhiteSpace(name)
        ? throw new UsageException($"{option.Name}: expected the name of a column.")
        : name;

    private CsvFormat Format(ParseResult parsed, BusinessSettings business)
    {
        var format = new CsvFormat { Delimiter = Delimiter(parsed), Culture = Culture(parsed.GetRequiredValue(_culture)) };
        Check("--delimiter", format, business);
        format = format with { DatePattern = parsed.GetRequiredValue(_dateFormat) };
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
}
