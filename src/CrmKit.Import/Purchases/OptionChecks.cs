namespace CrmKit.Import;

/// <summary>What a reader of purchases checks of its options.</summary>
internal static class OptionChecks
{
    private const int MaxPrefix = 100;

    public static void Check(PurchaseCsvOptions options, string parameter)
    {
        FormatChecks.Check(options.Format, parameter);
        FormatChecks.CheckName(options.CustomerColumn, nameof(options.CustomerColumn), parameter);
        FormatChecks.CheckName(options.DateColumn, nameof(options.DateColumn), parameter);
        FormatChecks.CheckName(options.AmountColumn, nameof(options.AmountColumn), parameter);
        FormatChecks.CheckName(options.KeyColumn, nameof(options.KeyColumn), parameter, optional: true);
        FormatChecks.CheckName(options.ItemsColumn, nameof(options.ItemsColumn), parameter, optional: true);
        Require(options.BusinessZone is not null, "BusinessZone must be stated: dates are days of that zone.", parameter);
        Require(options.TimeResolver is not null, "TimeResolver must be stated; leave it out to have the default.", parameter);
        Require(
            options.KeyPrefix is { Length: <= MaxPrefix } && !options.KeyPrefix.Any(char.IsControl),
            $"KeyPrefix is at most {MaxPrefix} characters without control characters.",
            parameter);
        if (options.Map is { } map)
        {
            Require(options.HasUsualColumns, "Name columns in the Map or by CustomerColumn, DateColumn, AmountColumn, KeyColumn and ItemsColumn, not both.", parameter);
            Check(map, options, parameter);
        }
    }

    private static void Check(PurchaseMap map, PurchaseCsvOptions options, string parameter)
    {
        FormatChecks.CheckName(map.CustomerColumn, $"Map.{nameof(map.CustomerColumn)}", parameter);
        FormatChecks.CheckName(map.DateColumn, $"Map.{nameof(map.DateColumn)}", parameter);
        FormatChecks.CheckName(map.KeyColumn, $"Map.{nameof(map.KeyColumn)}", parameter, optional: true);
        FormatChecks.CheckName(map.CurrencyColumn, $"Map.{nameof(map.CurrencyColumn)}", parameter, optional: true);
        FormatChecks.CheckName(map.PurchaseColumn, $"Map.{nameof(map.PurchaseColumn)}", parameter, optional: true);
        FormatChecks.CheckName(map.ItemsColumn, $"Map.{nameof(map.ItemsColumn)}", parameter, optional: true);
        FormatChecks.CheckName(map.ReturnFlag?.Column, "Map.ReturnFlag.Column", parameter, optional: map.ReturnFlag is null);
        Require(map.Amount is not null, "Map.Amount must be stated.", parameter);
        Require(Enum.IsDefined(map.Lines) && Enum.IsDefined(map.Spaces) && Enum.IsDefined(map.ReturnSign), "Map.Lines, Map.Spaces and Map.ReturnSign are defined values.", parameter);
        Require(map.KeyColumn is not null || map.Lines == InvoiceLines.One, "Map.Lines of Sum needs Map.KeyColumn: the lines of one key are added up.", parameter);
        Require(map.KeyColumn is not null || map.ReturnPrefixes.IsDefaultOrEmpty, "Map.ReturnPrefixes need Map.KeyColumn: they are those of keys.", parameter);
        Require(map.ReturnPrefixes.IsDefaultOrEmpty || !map.ReturnPrefixes.Any(string.IsNullOrEmpty), "Map.ReturnPrefixes are not empty: every key would be a return.", parameter);
        Require(map.ReturnFlag is null || !map.ReturnFlag.Values.IsDefaultOrEmpty, "Map.ReturnFlag names at least one value.", parameter);
        Require(
            map.Currency is null || map.Currency == options.Currency,
            $"The map's currency is {map.Currency} and the options' is {options.Currency}: state one currency.",
            parameter);
    }

    private static void Require(bool holds, string message, string parameter)
    {
        if (!holds)
        {
            throw new ArgumentException(message, parameter);
        }
    }
}
