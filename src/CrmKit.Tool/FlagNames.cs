using System.Text.RegularExpressions;

namespace CrmKit.Tool;

/// <summary>The readers name the options of their own types; at a shell they have the names of flags.</summary>
internal static partial class FlagNames
{
    private static readonly ImmutableArray<(string Option, string Flag)> Names =
    [
        ("PurchaseCsvOptions.CustomerColumn", "--customer-column"),
        ("PurchaseCsvOptions.DateColumn", "--date-column"),
        ("PurchaseCsvOptions.AmountColumn", "--amount-column"),
        ("PurchaseCsvOptions.KeyColumn", "--key-column"),
        ("CustomerCsvOptions.CustomerColumn", "--id-column"),
        ("CsvFormat.DatePattern", "--date-format"),
        ("CsvFormat.Delimiter", "--delimiter"),
        ("InteractionCsvOptions.DatePattern", "--date-format"),
        ("ConsentCsvOptions.DatePattern", "--date-format"),
        ("CustomerCsvOptions.IgnoredColumns", "--ignore-column"),
        ("ProfileReaderOptions.IgnoredColumns", "--ignore-column"),
        ("ProfileReaderOptions.ExportedOn", "--exported-on"),
        ("ProfileReaderOptions.DatePatterns", "--time-form"),
        ("ProfileReaderOptions.CallingCode", "--calling-code"),
        ("ProfileReaderOptions.WonStages", "--won-stage"),
        ("ProfileReaderOptions.PassOverUnreadableAddresses", "--skip-unreadable-addresses"),
        ("VCardOptions.Ids", "--card-ids"),
        ("SummaryCsvOptions.IdColumn", "--id"),
        ("SummaryCsvOptions.CustomersColumn", "--weight"),
        ("SummaryCsvOptions.PurchasesColumn", "--x-column"),
        ("SummaryCsvOptions.RecencyColumn", "--recency-column"),
        ("SummaryCsvOptions.AgeColumn", "--age-column"),
        ("SummaryCsvOptions.OpportunitiesColumn", "--opportunities-column"),
        ("SummaryCsvOptions.MeanSpendColumn", "--mean-column"),
        ("SummaryCsvOptions.LogGapsColumn", "--gaps-column"),
        ("leave out RejectsFile", "leave out --rejects"),
        ("name another RejectsFile", "name another --rejects"),
        ("RejectsFile:", "--rejects:"),
        ("state ReplacesRejectsFiles", "say --force"),
        ("ExportedOn lies ahead", "--exported-on lies ahead"),
    ];

    /// <summary>The text with flags in it, and without options that have none.</summary>
    public static string In(string text)
    {
        foreach (var (option, flag) in Names)
        {
            text = text.Replace(option, flag, StringComparison.Ordinal);
        }

        return WithoutFlag().Replace(text, string.Empty);
    }

    [GeneratedRegex("; [A-Za-z]+Options\\.[A-Za-z]+ (names|gives|states) [a-z ]+(?=[.;,]|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithoutFlag();
}
