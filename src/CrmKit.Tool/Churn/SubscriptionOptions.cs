using System.CommandLine;
using CrmKit.Churn;
using CrmKit.Import;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>The options that name a file of subscriptions, and up to when it is read.</summary>
internal sealed class SubscriptionOptions
{
    private readonly Option<FileInfo> _file = new("--subscriptions") { Required = true, HelpName = "FILE", Description = "CSV with customer,start,end,mrr (an empty end: active), or with customer,month,state,mrr (active or paused)." };

    private readonly Option<string?> _asOf = new("--as-of") { HelpName = "DATE", Description = "The last day to look at, yyyy-MM-dd; for a file of months the number of the last one, and that of the last row unless told." };

    private readonly Option<string?> _opening = new("--opening") { HelpName = "MONTH", Description = "The month at whose end the accounts open, yyyy-MM or a number. Default: the month before the first contract; 0 for a file of months." };

    private readonly Option<bool> _endsOnLastDay = new("--ends-on-last-day") { Description = "The date in the column end is the last day of a contract. Default: the first day without it." };

    private readonly Option<string?> _currency = new("--currency") { HelpName = "CODE", Description = "The currency of the amounts, for example EUR." };

    private readonly DelimiterOption _delimiter = new();

    /// <summary>The file that is read.</summary>
    public string FileOf(ParseResult parsed) => parsed.GetRequiredValue(_file).FullName;

    public void AddTo(Command command)
    {
        Option[] all = [_file, _asOf, _opening, _endsOnLastDay, _currency, _delimiter.Option];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public async Task<SubscriptionLedger> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(_file);
        if (!file.Exists)
        {
            throw new UsageException($"--subscriptions: there is no file {file}.");
        }

        var reader = Reader(parsed);
        var stream = file.OpenRead();
        await using var closing = stream.ConfigureAwait(false);
        var reading = await reader.OpenAsync(stream, file.Name, cancellationToken).ConfigureAwait(false);
        await using var disposing = reading.ConfigureAwait(false);
        try
        {
            return reading.Shape == SubscriptionShape.Contracts
                ? await ContractsAsync(parsed, reading, cancellationToken).ConfigureAwait(false)
                : await MonthsAsync(parsed, reading, cancellationToken).ConfigureAwait(false);
        }
        catch (LedgerFaultException fault)
        {
            throw reading.Fault(fault.Row, fault.Field, fault.Expected);
        }
    }

    private async Task<SubscriptionLedger> ContractsAsync(ParseResult parsed, SubscriptionReading reading, CancellationToken cancellationToken)
    {
        var asOf = Read(LocalDatePattern.Iso, parsed.GetValue(_asOf), _asOf.Name, "a day as yyyy-MM-dd")
            ?? throw new UsageException("--as-of: say the last day to look at, yyyy-MM-dd; contracts without an end run until then.");
        var builder = Built(_opening.Name, () => new DatedLedgerBuilder(asOf, Read(YearMonthPattern.Iso, parsed.GetValue(_opening), _opening.Name, "a month as yyyy-MM")));
        await foreach (var contract in reading.ReadContractsAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.Add(contract, reading.Line);
        }

        return builder.Build();
    }

    private async Task<SubscriptionLedger> MonthsAsync(ParseResult parsed, SubscriptionReading reading, CancellationToken cancellationToken)
    {
        var (opening, asOf) = (Number(parsed, _opening) ?? 0, Number(parsed, _asOf));
        var builder = Built(_asOf.Name, () => new MonthlyLedgerBuilder(opening, asOf));
        var last = opening;
        await foreach (var month in reading.ReadMonthsAsync(cancellationToken).ConfigureAwait(false))
        {
            builder.Add(month, reading.Line);
            last = Math.Max(last, month.Month);
        }

        return asOf > last
            ? throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--as-of: the file ends with month {last}; in a later one everybody would have left."))
            : builder.Build();
    }

    private SubscriptionCsvReader Reader(ParseResult parsed)
    {
        var currency = Built(_currency.Name, () => parsed.GetValue(_currency) is { } code ? new Currency(code) : Currency.None);
        var format = new CsvFormat { Delimiter = _delimiter.Read(parsed) };
        return Built(DelimiterOption.Name, () => new SubscriptionCsvReader(new SubscriptionCsvOptions { Currency = currency, Format = format, EndsOnLastDay = parsed.GetValue(_endsOnLastDay) }));
    }

    private static int? Number(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var month) ? month
        : throw new UsageException($"{option.Name}: the file has numbered months; expected the number of one, not {Shown.Of(text)}.");

    private static T? Read<T>(IPattern<T> pattern, string? text, string flag, string expected)
        where T : struct => text is null ? null
        : pattern.Parse(text) is { Success: true } result ? result.Value
        : throw new UsageException($"{flag}: expected {expected}; found {Shown.Of(text)}.");

    private static T Built<T>(string flag, Func<T> build)
    {
        try
        {
            return build();
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of(flag, error);
        }
    }
}
