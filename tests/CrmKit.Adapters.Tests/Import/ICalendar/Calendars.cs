using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.ICalendar;

/// <summary>Calendars held in memory, written and read.</summary>
internal static class Calendars
{
    public static readonly Instant WrittenAt = Instant.FromUtc(2025, 6, 2, 8, 0);

    public static async Task<(List<ImportedEvent> Events, CalendarImportSummary Summary)> ReadCounted(byte[] bytes, IRejectSink? rejects = null)
    {
        using var stream = new MemoryStream(bytes);
        var import = CalendarReader.Open(stream, "in/c.ics", rejects);
        var events = new List<ImportedEvent>();
        await foreach (var read in import)
        {
            events.Add(read);
        }

        return (events, import.Summary);
    }

    public static async Task<List<ImportedEvent>> Read(byte[] bytes, IRejectSink? rejects = null) => (await ReadCounted(bytes, rejects)).Events;

    public static Task<List<ImportedEvent>> Read(params string[] lines) => Read(Bytes(lines));

    /// <summary>Reads one event with UID 1 and further lines.</summary>
    public static async Task<ImportedEvent> Event(params string[] lines) => Assert.Single(await Read(InEvent(lines)));

    public static Task<ImportFaultException> Fault(params string[] lines) => FaultOf(Bytes(InEvent(lines)));

    public static Task<ImportFaultException> FaultOf(byte[] bytes) => Assert.ThrowsAsync<ImportFaultException>(() => Read(bytes));

    /// <summary>A calendar around one event, whose own lines begin at line 5.</summary>
    public static string[] InEvent(params string[] lines) => ["BEGIN:VEVENT", "UID:1", .. lines, "END:VEVENT"];

    /// <summary>The bytes of a calendar around lines, which begin at line 3.</summary>
    public static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", ["BEGIN:VCALENDAR", "VERSION:2.0", .. lines, "END:VCALENDAR", string.Empty]));

    public static async Task<byte[]> Written(IEnumerable<CalendarEntry> entries, string? name = null)
    {
        using var stream = new MemoryStream();
        await CalendarWriter.WriteAsync(entries.ToAsyncEnumerable(), stream, WrittenAt, name);
        return stream.ToArray();
    }
}
