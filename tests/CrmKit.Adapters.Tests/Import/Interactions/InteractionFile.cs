using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Interactions;

/// <summary>Files of interactions held in memory.</summary>
internal static class InteractionFile
{
    public const string Header = "key,customer_id,type,date,channel,score,due,refers_to,class,kind,reason,occurrence,note";

    public static InteractionCsvOptions Options { get; } = new() { BusinessZone = CsvText.Berlin };

    public static Task<List<TimelineEvent>> Read(string text, InteractionCsvOptions? options = null) => Read(Encoding.UTF8.GetBytes(text), options);

    public static async Task<List<TimelineEvent>> Read(byte[] bytes, InteractionCsvOptions? options = null) => (await Import(bytes, options)).Events;

    public static async Task<(List<TimelineEvent> Events, InteractionImportSummary Summary)> Import(byte[] bytes, InteractionCsvOptions? options = null, IRejectSink? rejects = null)
    {
        using var stream = new MemoryStream(bytes);
        var import = new InteractionCsvReader(options ?? Options).Open(stream, "I.csv", rejects);
        var events = new List<TimelineEvent>();
        await foreach (var item in import)
        {
            events.Add(item);
        }

        return (events, import.Summary);
    }

    public static Task<ImportFaultException> Fault(string text, InteractionCsvOptions? options = null) =>
        Assert.ThrowsAsync<ImportFaultException>(() => Read(text, options));

    /// <summary>The file that states the events of the business in Berlin, each on a day.</summary>
    public static string Write(IEnumerable<TimelineEvent> events, string lineBreak, bool withKeys = true)
    {
        var text = new StringBuilder(withKeys ? Header : Header[4..]).Append(lineBreak);
        foreach (var item in events)
        {
            text.AppendJoin(',', Fields(item).Skip(withKeys ? 0 : 1).Select(field => CsvText.Quote(field ?? string.Empty))).Append(lineBreak);
        }

        return text.ToString();
    }

    // Written apart from the reader: the same codes, from the documentation.
    private static string?[] Fields(TimelineEvent item)
    {
        var (type, channel, score, due, refersTo, touchClass, kind, reason, occurrence, note) = item switch
        {
            Reply x => ("reply", Code(x.Channel), null, null, x.To?.Value, null, null, null, null, x.Note),
            Complaint x => ("complaint", null, null, null, x.About?.Value, null, null, null, null, x.Note),
            ComplaintResolved x => ("complaint-resolved", null, null, null, x.Complaint.Value, null, null, null, null, x.Note),
            Promise x => ("promise", null, null, Iso(x.DueOn), null, null, null, null, null, x.Note),
            PromiseKept x => ("promise-kept", null, null, null, x.Promise.Value, null, null, null, null, null),
            PaymentFailed x => ("payment-failed", null, null, null, x.About?.Value, null, null, null, null, x.Note),
            Engagement x => (Code(x.Kind), null, null, null, x.To?.Value, null, null, null, null, null),
            Feedback x => (Question(x.Metric), null, x.Score.ToString(CultureInfo.InvariantCulture), null, x.About?.Value, null, null, null, null, x.Note),
            Touch x => ("touch", Code(x.Channel), null, null, null, Code(x.Class), Code(x.Kind), x.Touched.Reason, x.Touched.Occurrence, null),
            _ => default((string, string?, string?, string?, string?, string?, string?, string?, string?, string?)),
        };
        return [item.Key.Value, item.Customer.Value, type, Iso(item.OccurredAt.InZone(CsvText.Berlin).Date), channel, score, due, refersTo, touchClass, kind, reason, occurrence, note];
    }

    private static string Code<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Question(SatisfactionMetric metric) => metric switch
    {
        SatisfactionMetric.NetPromoter => "nps",
        SatisfactionMetric.Satisfaction => "csat",
        _ => "ces",
    };

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
