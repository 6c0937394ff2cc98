using System.Text.Json;
using CrmKit.Scheduling;

namespace CrmKit.Tool;

/// <summary>A plan of a contact problem. Written token by token: a plan may hold millions of contacts.</summary>
internal static class ProblemPlanOutput
{
    private const int Shown = 10;

    public static void Write(ContactProblem problem, ContactAllocation plan, double seconds)
    {
        using var output = Console.OpenStandardOutput();
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteNumber("value", plan.Value);
        writer.WriteNumber("bound", plan.Bound);
        writer.WriteNumber("gap", plan.Gap);
        writer.WriteStartArray("touches");
        foreach (var touch in plan.Touches)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(touch.CustomerId);
            writer.WriteNumberValue(touch.Touch);
            writer.WriteNumberValue(touch.Channel);
            writer.WriteNumberValue(touch.Day);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteNumber("seconds", seconds);
        WritePrices(writer, plan.Prices);
        WriteAlerts(writer, problem, plan.Alerts);
        writer.WriteNumber("priceSteps", plan.PriceSteps);
        writer.WriteNumber("moves", plan.Moves);
        writer.WriteNumber("customerSearches", plan.CustomerSearches);
        writer.WriteEndObject();
        writer.Flush();
        output.Write("\n"u8);
    }

    public static void Tell(ContactProblem problem, ContactAllocation plan, double seconds)
    {
        Console.WriteLine(FormattableString.Invariant($"{plan.Touches.Length:N0} contacts with {problem.CustomerCount:N0} customers in {problem.Terms.Days} days, worth {plan.Value:N0}."));
        Console.WriteLine(FormattableString.Invariant($"No plan is worth more than {plan.Bound:N0}: at most {plan.Gap:P3} is left over. {seconds:0.0} s."));
        for (var c = 0; c < problem.Terms.Channels.Length; c++)
        {
            Console.WriteLine(FormattableString.Invariant($"  {problem.Terms.Channels[c],-10} {plan.Touches.Count(touch => touch.Channel == c),10:N0}"));
        }

        var prices = Prices(problem, plan.Prices).Where(each => each.Price > 0).OrderByDescending(each => each.Price).ThenBy(each => each.Name, StringComparer.Ordinal).ToList();
        if (prices.Count > 0)
        {
            Console.WriteLine($"What one more unit would earn, the dearest {Math.Min(Shown, prices.Count)} of {prices.Count}:");
        }

        foreach (var (name, price) in prices.Take(Shown))
        {
            Console.WriteLine(FormattableString.Invariant($"  {(decimal)price / ContactPrices.Scale,12:N3}  {name}"));
        }

        foreach (var alert in plan.Alerts)
        {
            Console.WriteLine(FormattableString.Invariant($"  {ChannelOf(problem, alert)}, day {alert.Day}: {alert.Count:N0} more contacts are promised than there is room for"));
        }
    }

    private static IEnumerable<(string Name, long Price)> Prices(ContactProblem problem, ContactPrices prices) =>
        problem.Terms.Channels.SelectMany((channel, c) => prices.ChannelDays[c].Select((price, t) => ($"one more {channel} on day {t}", price)))
            .Concat(prices.DayTotals.Select((price, t) => ($"one more contact on day {t}", price)))
            .Concat(prices.StaffMinutes.SelectMany((row, s) => row.Select((price, t) => ($"a minute of staff member {s} on day {t}", price))))
            .Append(("the total budget", prices.TotalBudget))
            .Concat(prices.CampaignBudgets.Select((price, g) => ($"the budget of campaign {g}", price)))
            .Concat(prices.WeeklyWork.Select((price, w) => ($"a minute of work in week {w}", price)));

    // The name of a group of caps, which no channel bears.
    private static string ChannelOf(ContactProblem problem, AllocationAlert alert) => alert.Channel < 0 ? "all" : problem.Terms.Channels[alert.Channel];

    // Every price stands under the name that its capacity has in the problem.
    private static void WritePrices(Utf8JsonWriter writer, ContactPrices prices)
    {
        writer.WriteStartObject("prices");
        writer.WriteNumber("scale", ContactPrices.Scale);
        WriteTable(writer, "channel_capacity", prices.ChannelDays);
        if (!prices.DayTotals.IsEmpty)
        {
            WriteRow(writer, "day_capacity", prices.DayTotals);
        }

        WriteTable(writer, "staff_minutes", prices.StaffMinutes);
        writer.WriteNumber("budget_total", prices.TotalBudget);
        WriteRow(writer, "campaign_budget", prices.CampaignBudgets);
        WriteRow(writer, "work_week_soft_cap", prices.WeeklyWork);
        writer.WriteEndObject();
    }

    private static void WriteAlerts(Utf8JsonWriter writer, ContactProblem problem, ImmutableArray<AllocationAlert> alerts)
    {
        writer.WriteStartArray("alerts");
        foreach (var alert in alerts)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", alert.Kind.ToString());
            writer.WriteString("channel", ChannelOf(problem, alert));
            writer.WriteNumber("day", alert.Day);
            writer.WriteNumber("count", alert.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTable(Utf8JsonWriter writer, string name, ImmutableArray<ImmutableArray<long>> rows)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            WriteNumbers(writer, row);
        }

        writer.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter writer, string name, ImmutableArray<long> row)
    {
        writer.WritePropertyName(name);
        WriteNumbers(writer, row);
    }

    private static void WriteNumbers(Utf8JsonWriter writer, ImmutableArray<long> row)
    {
        writer.WriteStartArray();
        foreach (var number in row)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
