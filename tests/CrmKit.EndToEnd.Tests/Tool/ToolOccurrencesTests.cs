using System.Text.Json;

namespace CrmKit.EndToEnd.Tests.Tool;

/// <summary>crmkit occurrences on the reference cases, one of each group and policy.</summary>
public sealed class ToolOccurrencesTests
{
    private static readonly string File = Path.Combine(Checkout.Root, "tests", "CrmKit.Engines.Tests", "Data", "recurrence", "recurrence.json");

    [Fact]
    public async Task A_case_of_each_group_is_printed_as_the_reference_has_it()
    {
        using var folder = new TemporaryFolder();
        using var file = JsonDocument.Parse(await System.IO.File.ReadAllBytesAsync(File));
        var cases = file.RootElement.EnumerateArray().GroupBy(item => item.GetProperty("group").GetString()).Select(group => group.Last()).ToList();
        cases.Add(file.RootElement.EnumerateArray().First(item => item.TryGetProperty("expected_gap_skip", out _)));
        Assert.True(cases.Count >= 17);
        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (item, _) =>
        {
            Assert.Equal(Texts(item, "expected"), await ListAsync(folder.Path, item));
            if (item.TryGetProperty("expected_gap_skip", out var _))
            {
                Assert.Equal(Texts(item, "expected_gap_skip"), await ListAsync(folder.Path, item, "--gap", "skip"));
            }
        });
    }

    [Fact]
    public async Task A_window_around_an_overlap_is_one_of_what_the_clock_shows()
    {
        using var folder = new TemporaryFolder();
        string[] common = ["occurrences", "--rule", "FREQ=MINUTELY;INTERVAL=30", "--start", "2026-10-25T01:00", "--zone", "Europe/Berlin", "--from", "2026-10-25T02:30", "--to", "2026-10-25T03:30", "--json"];
        var first = (await ToolRun.OfAsync(folder.Path, common)).Ends(ExitCodes.Done);
        Assert.Equal(["2026-10-25T02:30:00+02:00", "2026-10-25T03:00:00+01:00"], Listed(first));
        Assert.Contains("+02:00", first.Output, StringComparison.Ordinal);
        var second = (await ToolRun.OfAsync(folder.Path, [.. common, "--overlap", "second"])).Ends(ExitCodes.Done);
        Assert.Equal(["2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"], Listed(second));
    }

    [Fact]
    public async Task Without_json_the_rule_is_explained()
    {
        using var folder = new TemporaryFolder();
        var run = (await ToolRun.OfAsync(folder.Path, "occurrences", "--rule", "freq=weekly;interval=2;byday=mo,fr;count=10", "--start", "2026-01-06", "--from", "2026-01-01", "--to", "2026-01-31")).Ends(ExitCodes.Done);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(
            ["From 2026-01-06T00:00:00, every 2 weeks on Monday and Friday, 10 times.", "The start itself is not an occurrence: the rule does not meet it.", "2026-01-09T00:00:00", "2026-01-19T00:00:00", "2026-01-23T00:00:00", "3 occurrences."],
            lines);
    }

    [Theory]
    [InlineData("--rule FREQ=DAILY;BYHOUR=24", "--rule: BYHOUR at 18: expected hours from 0 to 23.")]
    [InlineData("--rule COUNT=3", "--rule: FREQ at 0: expected FREQ, a period from SECONDLY to YEARLY.")]
    [InlineData("--rule FREQ=DAILY;UNTIL=20270101T000000Z", "--rule: UNTIL in UTC needs --zone; without a zone, leave its Z out.")]
    [InlineData("--start yesterday", "--start: expected yyyy-MM-dd, yyyy-MM-ddTHH:mm or yyyy-MM-ddTHH:mm:ss, for example 2026-01-31T09:00.")]
    [InlineData("--exdate 2026-02-30", "--exdate: expected yyyy-MM-dd, yyyy-MM-ddTHH:mm or yyyy-MM-ddTHH:mm:ss, for example 2026-01-31T09:00.")]
    [InlineData("--zone Mars/Base", "--zone: expected an IANA time zone such as Europe/Berlin, not 'Mars/Base'.")]
    [InlineData("--to 2026-01-01", "--to: expected a time after --from.")]
    [InlineData("--limit 0", "--limit: expected 1 or more.")]
    [InlineData("--gap jump", "--gap: expected shift or skip, not 'jump'.")]
    [InlineData("--overlap both", "--overlap: expected first or second, not 'both'.")]
    public async Task A_mistake_says_what_was_expected(string mistake, string expected)
    {
        using var folder = new TemporaryFolder();
        var flags = new Dictionary<string, string>(StringComparer.Ordinal) { ["--rule"] = "FREQ=DAILY", ["--start"] = "2026-01-01T09:00", ["--from"] = "2026-01-01", ["--to"] = "2026-02-01" };
        var (flag, value) = (mistake.Split(' ')[0], mistake.Split(' ')[1]);
        flags[flag] = value;
        var run = (await ToolRun.OfAsync(folder.Path, ["occurrences", .. flags.SelectMany(pair => new[] { pair.Key, pair.Value }), "--json"])).Ends(ExitCodes.Usage);
        Assert.Equal(expected, run.ErrorJson.GetProperty("message").GetString());
        Assert.Empty(run.Output);
    }

    private static async Task<string[]> ListAsync(string folder, JsonElement item, params string[] rest)
    {
        List<string> arguments = ["occurrences", "--json", "--rule", Text(item, "rrule")!, "--start", Text(item, "dtstart")!, "--from", Text(item, "window_start")!, "--to", Text(item, "window_end")!];
        arguments.AddRange(["--limit", item.GetProperty("limit").GetRawText(), .. rest]);
        if (Text(item, "tz") is { } zone)
        {
            arguments.AddRange(["--zone", zone]);
        }

        foreach (var name in new[] { "exdate", "rdate" }.Where(name => item.GetProperty(name).GetArrayLength() > 0))
        {
            arguments.AddRange([$"--{name}", .. Texts(item, name)]);
        }

        return Listed((await ToolRun.OfAsync(folder, [.. arguments])).Ends(ExitCodes.Done));
    }

    private static string[] Listed(ToolRun run) => Texts(run.Json, "occurrences");

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static string[] Texts(JsonElement item, string name) => [.. item.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
