using System.Text.Json;

namespace CrmKit.Scheduling;

/// <summary>Writes the JSON form of a problem, a customer at a time.</summary>
internal static class ContactProblemWriter
{
    private const int Held = 1 << 16;

    public static void Write(ContactProblem problem, Stream utf8, CancellationToken cancellationToken)
    {
        using var writer = new Utf8JsonWriter(utf8);
        writer.WriteStartObject();
        Terms(writer, problem.Terms);
        writer.WriteStartArray("customers");
        for (var i = 0; i < problem.CustomerCount; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Customer(writer, problem, i);
            if (writer.BytesPending > Held)
            {
                writer.Flush();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
    }

    private static void Terms(Utf8JsonWriter writer, ContactTerms terms)
    {
        writer.WriteString("format", ContactProblemJson.Format);
        writer.WriteNumber("days", terms.Days);
        writer.WriteNumber("first_dow", terms.FirstDayOfWeek);
        List(writer, "channels", terms.Channels.AsSpan(), static (writer, name) => writer.WriteStringValue(name));
        Row(writer, "channel_cost", terms.ChannelCosts.AsSpan());
        List(writer, "reasons", terms.Reasons.AsSpan(), static (writer, reason) =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", reason.Name);
            writer.WriteString("kind", CapGroups.NameOf(reason.Kind));
            writer.WriteNumber("extra_cost", reason.ExtraCost);
            writer.WriteNumber("campaign", reason.Campaign);
            writer.WriteNumber("lag", reason.Lag);
            writer.WriteEndObject();
        });
        writer.WriteStartObject("closed_days");
        for (var c = 0; c < terms.Channels.Length; c++)
        {
            List(writer, terms.Channels[c], terms.ClosedDays[c].AsSpan(), static (writer, day) => writer.WriteNumberValue(day));
        }

        writer.WriteEndObject();
        List(writer, "caps", terms.Caps.AsSpan(), static (writer, cap) =>
        {
            writer.WriteStartObject();
            writer.WriteString("group", cap.Group);
            writer.WriteNumber("window", cap.Window);
            writer.WriteNumber("max", cap.Max);
            writer.WriteEndObject();
        });
        Table(writer, "channel_capacity", terms.ChannelCapacity);
        if (!terms.DayCapacity.IsEmpty)
        {
            Row(writer, "day_capacity", terms.DayCapacity.AsSpan());
        }

        Table(writer, "staff_minutes", terms.StaffMinutes);
        writer.WriteNumber("budget_total", terms.TotalBudget);
        Row(writer, "campaign_budget", terms.CampaignBudgets.AsSpan());
        Row(writer, "work_week_soft_cap", terms.WeeklyWork.AsSpan());
        writer.WriteNumber("work_overload_price", terms.OverloadPrice);
    }

    private static void Customer(Utf8JsonWriter writer, ContactProblem problem, int customer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", problem.CustomerIds[customer]);
        writer.WriteNumber("staff", problem.StaffOf(customer));
        List(writer, "hist", problem.HistoryOf(customer), Contact);
        List(writer, "commit", problem.CommitmentsOf(customer), Contact);
        writer.WriteStartArray("blocked");
        if (problem.BlockedOf(customer) is { } blocked)
        {
            writer.WriteNumberValue(blocked.First);
            writer.WriteNumberValue(blocked.Last);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("touches");
        for (var k = 0; k < problem.TouchesOf(customer).Length; k++)
        {
            Touch(writer, problem.TouchesOf(customer)[k], problem.RatesOf(customer, k));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Contact(Utf8JsonWriter writer, FixedContact contact)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(contact.Day);
        writer.WriteNumberValue(contact.Channel);
        writer.WriteStringValue(CapGroups.NameOf(contact.Kind));
        if (contact.Reason >= 0)
        {
            writer.WriteNumberValue(contact.Reason);
        }

        writer.WriteEndArray();
    }

    private static void Touch(Utf8JsonWriter writer, PossibleTouch touch, ReadOnlySpan<int> rates)
    {
        writer.WriteStartArray();
        foreach (var number in (ReadOnlySpan<int>)[touch.Reason, touch.First, touch.Last, touch.Peak, touch.Base, touch.Slope])
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteStartArray();
        foreach (var rate in rates)
        {
            writer.WriteNumberValue(rate);
        }

        writer.WriteEndArray();
        writer.WriteNumberValue(touch.CallMinutes);
        writer.WriteNumberValue(touch.WorkMinutes);
        writer.WriteEndArray();
    }

    private static void Table(Utf8JsonWriter writer, string name, ImmutableArray<ImmutableArray<long>> rows) =>
        List(writer, name, rows.AsSpan(), static (writer, row) => List(writer, name: null, row.AsSpan(), static (writer, number) => writer.WriteNumberValue(number)));

    private static void Row(Utf8JsonWriter writer, string name, ReadOnlySpan<long> numbers) => List(writer, name, numbers, static (writer, number) => writer.WriteNumberValue(number));

    private static void List<T>(Utf8JsonWriter writer, string? name, ReadOnlySpan<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (name is not null)
        {
            writer.WritePropertyName(name);
        }

        writer.WriteStartArray();
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }
}
