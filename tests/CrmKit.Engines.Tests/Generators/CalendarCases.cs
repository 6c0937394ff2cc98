using System.Text.Json;
using NodaTime.Text;

namespace CrmKit.Engines.Tests;

/// <summary>The reference cases of Data/recurrence/calendar.json.</summary>
internal static class CalendarCases
{
    private static readonly JsonDocument File =
        JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "recurrence", "calendar.json")));

    public static IReadOnlyList<JsonElement> OfKind(string kind) =>
        [.. File.RootElement.EnumerateArray().Where(item => item.GetProperty("kind").ValueEquals(kind))];

    public static string Text(this JsonElement item, string name) => item.GetProperty(name).GetString()!;

    public static LocalDate Date(this JsonElement item, string name) => DateOf(item.Text(name));

    public static LocalDate DateOf(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static Instant Instant(this JsonElement item, string name) => InstantPattern.ExtendedIso.Parse(item.Text(name)).Value;
}
