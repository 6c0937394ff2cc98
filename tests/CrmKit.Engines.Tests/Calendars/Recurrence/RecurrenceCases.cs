using System.Text.Json;
using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Engines.Tests;

/// <summary>One case of Data/recurrence/recurrence.json.</summary>
internal sealed record RecurrenceCase(string Id, Recurrence Recurrence, DateTimeZone? Zone, LocalDateTime From, LocalDateTime To, int Limit, IReadOnlyList<string> Expected, IReadOnlyList<string>? ExpectedGapSkip)
{
    public static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");
    public static readonly OffsetDateTimePattern Offset = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>");

    public static IReadOnlyList<RecurrenceCase> All { get; } = Read();

    public IReadOnlyList<string> Found(LocalTimeResolver resolver)
    {
        if (Zone is null)
        {
            return [.. Recurrence.From(From).TakeWhile(time => time < To).Take(Limit).Select(Wall.Format)];
        }

        // A day before and a day after: the window is one of local times, which a transition may repeat.
        var first = From.PlusDays(-1).InZoneLeniently(Zone).ToInstant();
        var last = To.PlusDays(1).InZoneLeniently(Zone).ToInstant();
        return
        [
            .. Recurrence.InZone(Zone, resolver).From(first).TakeWhile(time => time.ToInstant() <= last)
                .Where(time => time.LocalDateTime >= From && time.LocalDateTime < To).Take(Limit).Select(Offset.Format),
        ];
    }

    public override string ToString() => Id;

    private static RecurrenceCase[] Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "recurrence", "recurrence.json")));
        return [.. file.RootElement.EnumerateArray().Select(Of)];
    }

    private static RecurrenceCase Of(JsonElement item) => new(
        item.GetProperty("id").GetString()!,
        new Recurrence(Local(item.GetProperty("dtstart")), RecurrenceRule.Parse(item.GetProperty("rrule").GetString()!), Locals(item.GetProperty("rdate")), Locals(item.GetProperty("exdate"))),
        item.GetProperty("tz").GetString() is { } zone ? DateTimeZoneProviders.Tzdb[zone] : null,
        Local(item.GetProperty("window_start")),
        Local(item.GetProperty("window_end")),
        item.GetProperty("limit").GetInt32(),
        Texts(item.GetProperty("expected")),
        item.TryGetProperty("expected_gap_skip", out var skip) ? Texts(skip) : null);

    private static LocalDateTime Local(JsonElement item) => Wall.Parse(item.GetString()!).Value;

    private static IEnumerable<LocalDateTime> Locals(JsonElement list) => list.EnumerateArray().Select(Local);

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
