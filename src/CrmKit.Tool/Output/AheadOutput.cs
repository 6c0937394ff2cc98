using CrmKit.Scheduling;
using NodaTime.Text;

namespace CrmKit.Tool;

/// <summary>A contact that the plan sees on a day to come.</summary>
internal sealed record AheadOutput(string Day, string Customer, string Channel, ReasonOutput Reason, long Value, bool Owed)
{
    public static AheadOutput From(AheadContact contact) => new(
        LocalDatePattern.Iso.Format(contact.Day),
        contact.Key.Customer.Value,
        contact.Channel.ToString().ToLowerInvariant(),
        ReasonOutput.From(contact.Reason),
        contact.Value,
        contact.IsCommitment);
}
