using CrmKit.Desk;
using CrmKit.Storage;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>One contact of today.</summary>
internal sealed record ContactOutput(string Customer, string Channel, string State, string DueAt, string BusinessTime, ReasonOutput Reason, ReasonOutput? StateReason)
{
    public static ContactOutput From(OutboxRow row, DateTimeZone businessZone) => new(
        row.Intent.Key.Customer.Value,
        row.Intent.Point.Channel.ToString().ToLowerInvariant(),
        OutboxWords.Of(row.State),
        InstantPattern.ExtendedIso.Format(row.DueAt),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(row.DueAt.InZone(businessZone).LocalDateTime),
        ReasonOutput.From(row.Reason),
        row.StateReason is { } why ? ReasonOutput.From(why) : null);
}
