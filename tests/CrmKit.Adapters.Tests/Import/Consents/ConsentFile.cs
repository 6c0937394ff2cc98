using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Consents;

/// <summary>Files of consents held in memory.</summary>
internal static class ConsentFile
{
    public const string Header = "customer_id,channel,address,purpose,topic,state,date,source,basis,wording,evidence,evidence_reference";

    public static ConsentCsvOptions Options { get; } = new() { BusinessZone = CsvText.Berlin };

    /// <summary>Days and times to the ten-millionth of a second.</summary>
    public static ConsentCsvOptions Timed { get; } = Options with { DatePattern = "uuuu-MM-dd HH:mm:ss.fffffff" };

    public static async Task<List<ConsentEntry>> Read(string text, ConsentCsvOptions? options = null) => (await Import(Encoding.UTF8.GetBytes(text), options)).Entries;

    public static async Task<(List<ConsentEntry> Entries, ConsentImportSummary Summary)> Import(byte[] bytes, ConsentCsvOptions? options = null, IRejectSink? rejects = null, string fileName = "in/L.csv")
    {
        using var stream = new MemoryStream(bytes);
        var import = new ConsentCsvReader(options ?? Options).Open(stream, fileName, rejects);
        var entries = new List<ConsentEntry>();
        await foreach (var entry in import)
        {
            entries.Add(entry);
        }

        return (entries, import.Summary);
    }

    public static Task<ImportFaultException> Fault(string text, ConsentCsvOptions? options = null) =>
        Assert.ThrowsAsync<ImportFaultException>(() => Read(text, options));

    /// <summary>The file that states the entries, with times.</summary>
    public static string Write(IEnumerable<ConsentEntry> entries, string lineBreak)
    {
        var text = new StringBuilder(Header).Append(lineBreak);
        foreach (var entry in entries)
        {
            text.AppendJoin(',', Fields(entry).Select(field => CsvText.Quote(field ?? string.Empty))).Append(lineBreak);
        }

        return text.ToString();
    }

    // Written apart from the reader: the codes from the documentation.
    private static string?[] Fields(ConsentEntry entry) =>
    [
        entry.Customer.Value,
        entry.Point.Channel.ToString().ToLowerInvariant(),
        entry.Point.Address,
        entry.Purpose.Code,
        entry.Topic?.Code,
        entry.State switch { ConsentState.OptIn => "opt-in", ConsentState.OptOut => "opt-out", _ => "objection" },
        entry.OccurredAt.InZone(CsvText.Berlin).LocalDateTime.ToString("uuuu-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        entry.Source,
        entry.Basis switch { LegalBasis.Consent => "consent", LegalBasis.Contract => "contract", LegalBasis.LegalObligation => "legal-obligation", _ => "legitimate-interest" },
        entry.Wording,
        entry.Evidence.Kind.ToString().ToLowerInvariant(),
        entry.Evidence.Reference,
    ];
}
