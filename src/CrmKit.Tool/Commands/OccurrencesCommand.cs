using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmKit.Calendars;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary><c>crmkit occurrences</c>.</summary>
internal static class OccurrencesCommand
{
    private static readonly LocalDateTimePattern[] Times =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"), LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd"),
    ];

    // The plus of an offset stays a plus.
    private static readonly ToolJson Json = new(new JsonSerializerOptions(ToolJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly (string Word, GapPolicy Policy)[] Gaps = [("shift", GapPolicy.ShiftForward), ("skip", GapPolicy.Skip)];
    private static readonly (string Word, OverlapPolicy Policy)[] Overlaps = [("first", OverlapPolicy.First), ("second", OverlapPolicy.Second)];

    private static readonly Option<string> Rule = new("--rule") { Required = true, HelpName = "RRULE", Description = "The rule, as RFC 5545 writes it: FREQ=MONTHLY;BYDAY=-1FR." };
    private static readonly Option<string> Start = new("--start") { Required = true, HelpName = "LOCAL", Description = "The time from which the rule counts: yyyy-MM-dd, with THH:mm or THH:mm:ss after it." };
    private static readonly Option<string?> Zone = new("--zone") { HelpName = "IANA", Description = "The time zone of all times, for example Europe/Berlin; without it they are the wall clock's alone." };
    private static readonly Option<string[]> Exdate = new("--exdate") { HelpName = "LOCAL", AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.ZeroOrMore, Description = "Times that are taken out." };
    private static readonly Option<string[]> Rdate = new("--rdate") { HelpName = "LOCAL", AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.ZeroOrMore, Description = "Times that are added." };
    private static readonly Option<string> From = new("--from") { Required = true, HelpName = "LOCAL", Description = "First time to list." };
    private static readonly Option<string> To = new("--to") { Required = true, HelpName = "LOCAL", Description = "First time that is not listed any more." };
    private static readonly Option<int?> Limit = new("--limit") { HelpName = "N", Description = "Most occurrences to list, 1 or more. Default: all." };
    private static readonly Option<string> Gap = new("--gap") { HelpName = "HOW", DefaultValueFactory = _ => "shift", Description = "A time that the clocks jump over: shift (later by the jump) or skip (does not happen and does not count)." };
    private static readonly Option<string> Overlap = new("--overlap") { HelpName = "HOW", DefaultValueFactory = _ => "first", Description = "A time that the clocks show twice: first or second." };
    private static readonly Option<bool> AsJson = JsonOption.Create();

    public static Command Create()
    {
        var command = new Command("occurrences", "When a rule of RFC 5545 occurs, in a window of time.") { Rule, Start, Zone, Exdate, Rdate, From, To, Limit, Gap, Overlap, AsJson };
        command.SetGuardedAction(AsJson, (parsed, _) =>
        {
            var recurrence = Read(parsed);
            var output = List(parsed, recurrence);
            if (parsed.GetValue(AsJson))
            {
                Console.WriteLine(JsonSerializer.Serialize(output, Json.OccurrencesOutput));
            }
            else
            {
                Print(recurrence, output);
            }

            return Task.CompletedTask;
        });
        return command;
    }

    private static Recurrence Read(ParseResult parsed)
    {
        if (!RecurrenceRule.TryParse(parsed.GetRequiredValue(Rule), out var rule, out var fault))
        {
            throw new UsageException($"--rule: {fault}.");
        }

        var recurrence = new Recurrence(Local(Start, parsed.GetRequiredValue(Start)), rule, Locals(parsed, Rdate), Locals(parsed, Exdate));
        return recurrence.NeedsZone && parsed.GetValue(Zone) is null
            ? throw new UsageException("--rule: UNTIL in UTC needs --zone; without a zone, leave its Z out.")
            : recurrence;
    }

    private static OccurrencesOutput List(ParseResult parsed, Recurrence recurrence)
    {
        var window = new OccurrenceWindow(Local(From, parsed.GetRequiredValue(From)), Local(To, parsed.GetRequiredValue(To)), parsed.GetValue(Limit) ?? int.MaxValue);
        if (window.To <= window.From)
        {
            throw new UsageException("--to: expected a time after --from.");
        }

        if (window.Limit < 1)
        {
            throw new UsageException("--limit: expected 1 or more.");
        }

        var resolver = new LocalTimeResolver(Word(parsed, Gap, Gaps), Word(parsed, Overlap, Overlaps));
        if (parsed.GetValue(Zone) is not { } id)
        {
            return window.Floating(recurrence);
        }

        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new UsageException($"--zone: expected an IANA time zone such as Europe/Berlin, not '{Shown.Of(id)}'.");
        return window.Zoned(recurrence.InZone(zone, resolver));
    }

    private static T Word<T>(ParseResult parsed, Option<string> option, (string Word, T Policy)[] words)
    {
        var word = parsed.GetRequiredValue(option);
        foreach (var (name, policy) in words)
        {
            if (name == word)
            {
                return policy;
            }
        }

        throw new UsageException($"{option.Name}: expected {string.Join(" or ", words.Select(one => one.Word))}, not '{Shown.Of(word)}'.");
    }

    private static IEnumerable<LocalDateTime> Locals(ParseResult parsed, Option<string[]> option) => (parsed.GetValue(option) ?? []).Select(text => Local(option, text));

    private static LocalDateTime Local(Option option, string text)
    {
        foreach (var pattern in Times)
        {
            if (pattern.Parse(text).TryGetValue(default, out var time) && time.Year is >= 1 and <= 9999)
            {
                return time;
            }
        }

        throw new UsageException($"{option.Name}: expected yyyy-MM-dd, yyyy-MM-ddTHH:mm or yyyy-MM-ddTHH:mm:ss, for example 2026-01-31T09:00.");
    }

    private static void Print(Recurrence recurrence, OccurrencesOutput output)
    {
        Console.WriteLine($"From {Times[0].Format(recurrence.Start)}, {recurrence.Rule!.Explain()}.");
        if (!recurrence.StartIsInStep)
        {
            Console.WriteLine("The start itself is not an occurrence: the rule does not meet it.");
        }

        foreach (var occurrence in output.Occurrences)
        {
            Console.WriteLine(occurrence);
        }

        Console.WriteLine(output.Occurrences.Count == 1 ? "1 occurrence." : FormattableString.Invariant($"{output.Occurrences.Count:N0} occurrences."));
        if (output.Stopped is not null)
        {
            Console.WriteLine(output.Stopped);
        }
    }
}
