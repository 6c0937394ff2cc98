using System.CommandLine;
using CrmKit.Churn;
using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>The options that name a file of durations and its columns.</summary>
internal sealed class DurationOptions
{
    private static readonly DurationCsvOptions Usual = new();

    private readonly Option<FileInfo> _data = new("--data") { Required = true, HelpName = "FILE", Description = "CSV with a customer in a row: how long it stayed, and whether it left." };
    private readonly Option<string> _time = new("--time") { HelpName = "COLUMN", DefaultValueFactory = _ => Usual.TimeColumn, Description = "Column of the time to leaving or to the last look." };
    private readonly Option<string> _event = new("--event") { HelpName = "COLUMN", DefaultValueFactory = _ => Usual.EventColumn, Description = "Column that is 1 (true, yes) where the customer left, else 0 (false, no)." };
    private readonly Option<string?> _entry = new("--entry") { HelpName = "COLUMN", Description = "Column of the time from which on a row was under observation. Default: all from the beginning." };
    private readonly Option<string?> _weight = new("--weight") { HelpName = "COLUMN", Description = "Column of how much a row counts. Default: once each." };
    private readonly Option<string?> _weightKind = new("--weight-kind") { HelpName = "KIND", Description = "What weights are: frequency (so many customers alike, the default) or sampling (robust standard errors)." };
    private readonly Option<string?> _group = new("--group") { HelpName = "COLUMN", Description = "Column of groups that are compared: a curve for each (km)." };
    private readonly Option<string?> _strata = new("--strata") { HelpName = "COLUMNS", Description = "Columns of groups within which is compared, with commas between (km with --group, cox)." };
    private readonly Option<string?> _covariates = new("--covariates") { HelpName = "COLUMNS", Description = "Columns that explain, with commas between; words become an indicator for each word but the first." };
    private readonly DelimiterOption _delimiter = new();

    public void AddTo(Command command)
    {
        Option[] all = [_data, _time, _event, _entry, _weight, _weightKind, _group, _strata, _covariates, _delimiter.Option];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Refuses what the model has no use for: a flag without effect is a mistake that nobody would notice.</summary>
    public void RequireUse(ParseResult parsed, string model)
    {
        var idle = model switch
        {
            "km" when parsed.GetValue(_covariates) is not null => _covariates,
            "km" when parsed.GetValue(_strata) is not null && parsed.GetValue(_group) is null => _strata,
            "km" => null,
            "cox" when parsed.GetValue(_group) is not null => _group,
            "cox" => null,
            _ => parsed.GetValue(_group) is not null ? _group : parsed.GetValue(_strata) is not null ? _strata : (Option?)null,
        };
        if (idle is not null)
        {
            throw new UsageException($"{idle.Name} has no use in --model {model}{(ReferenceEquals(idle, _strata) && string.Equals(model, "km", StringComparison.Ordinal) ? " without --group" : string.Empty)}.");
        }

        if (parsed.GetValue(_weightKind) is not null && parsed.GetValue(_weight) is null)
        {
            throw new UsageException("--weight-kind says what --weight is: name that column too.");
        }
    }

    public async Task<DurationFile> ReadAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = parsed.GetRequiredValue(_data);
        if (!file.Exists)
        {
            throw new UsageException($"--data: there is no file {file}.");
        }

        var kind = ReadKind(parsed.GetValue(_weightKind));
        var (group, strata) = (parsed.GetValue(_group), List(parsed, _strata));
        DurationCsvReader reader;
        try
        {
            reader = new DurationCsvReader(new DurationCsvOptions
            {
                Format = new CsvFormat { Delimiter = _delimiter.Read(parsed) },
                TimeColumn = parsed.GetRequiredValue(_time),
                EventColumn = parsed.GetRequiredValue(_event),
                EntryColumn = parsed.GetValue(_entry),
                WeightColumn = parsed.GetValue(_weight),
                GroupColumns = group is null ? strata : [group, .. strata],
                CovariateColumns = List(parsed, _covariates),
            });
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of("--delimiter", error);
        }

        var stream = file.OpenRead();
        await using var _ = stream.ConfigureAwait(false);
        var columns = await reader.ReadAsync(stream, file.Name, cancellationToken).ConfigureAwait(false);
        return DurationFile.Of(columns, kind, hasGroup: group is not null);
    }

    private static ImmutableArray<string> List(ParseResult parsed, Option<string?> option)
    {
        ImmutableArray<string> names = [.. (parsed.GetValue(option) ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Length ? names : throw new UsageException($"{option.Name}: a column stands there twice.");
    }

    private static WeightKind ReadKind(string? kind) => kind switch
    {
        null or "frequency" => WeightKind.Frequency,
        "sampling" => WeightKind.Sampling,
        _ => throw new UsageException($"--weight-kind: expected frequency or sampling, not {Shown.Of(kind)}."),
    };
}
