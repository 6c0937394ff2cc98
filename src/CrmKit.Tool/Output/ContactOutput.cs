using CrmKit.Desk;
using CrmKit.Storage;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>One contact.</summary>
internal sealed record ContactOutput(string Customer, string Channel, string State, string DueAt, string? LocalTime, ReasonOutput Reason, ReasonOutput? StateReason)
{
    public static ContactOutput From(OutboxRow row) => new(
        row.Intent.Key.Customer.Value,
        row.Intent.Point.Channel.ToString().ToLowerInvariant(),
        OutboxWords.Of(row.State),
        InstantPattern.ExtendedIso.Format(row.DueAt),
        LocalTime: null,
        ReasonOutput.From(row.Reason),
        row.StateReason is { } why ? ReasonOutput.From(why) : null);

    public static ContactOutput From(DeskContact contact) => From(contact.Row) with
    {
        LocalTime = ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<m> z", zoneProvider: null).Format(contact.LocalTime),
    };
}
