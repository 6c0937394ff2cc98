using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Files that are exported into memory and read again.</summary>
internal static class CsvExports
{
    public static CsvFormat Iso { get; } = new() { IsGuarded = true };

    public static CsvFormat German { get; } = new() { IsGuarded = true, Delimiter = ';', DatePattern = "dd.MM.yyyy", Culture = CultureInfo.GetCultureInfo("de-DE") };

    /// <summary>A comma before the decimals and between the fields, and a minus of its own.</summary>
    public static CsvFormat Swedish { get; } = new() { IsGuarded = true, Culture = CultureInfo.GetCultureInfo("sv-SE") };

    public static IReadOnlyList<CsvFormat> All { get; } = [Iso, German, Swedish];

    public static string People(IReadOnlyList<Customer> people, CsvFormat? format = null) => Written(stream => new CustomerCsvWriter(format).WriteAsync(() => people.ToAsyncEnumerable(), stream));

    public static string Statements(IReadOnlyList<ConsentEntry> statements, CsvFormat? format = null) => Written(stream => new ConsentCsvWriter(format).WriteAsync(statements.ToAsyncEnumerable(), stream));

    public static string Events(IReadOnlyList<TimelineEvent> events, CsvFormat? format = null) => Written(stream => new TimelineCsvWriter(CsvText.Berlin, format).WriteAsync(events.ToAsyncEnumerable(), stream));

    public static Task<List<ConsentEntry>> ReadStatements(string text, CsvFormat? format = null) =>
        Read(text, stream => new ConsentCsvReader(new ConsentCsvWriter(format).ReadingOptions).Open(stream, "in/S.csv"));

    public static Task<List<TimelineEvent>> ReadEvents(string text, TimelineCsvOptions? options = null) =>
        Read(text, stream => new TimelineCsvReader(options ?? new TimelineCsvOptions { BusinessZone = CsvText.Berlin }).Open(stream, "in/E.csv"));

    private static string Written(Func<Stream, Task<long>> write)
    {
        using var stream = new MemoryStream();
        write(stream).GetAwaiter().GetResult();
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<List<T>> Read<T>(string text, Func<Stream, IAsyncEnumerable<T>> read)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await read(stream).ToListAsync();
    }
}
