using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>One contact of the day, with the person and the person's clock.</summary>
/// <param name="Row">The effect and where it stands.</param>
/// <param name="Customer">The person; <c>null</c> where the store has no record of one.</param>
/// <param name="LocalTime">When it is due, on the clock of the person.</param>
public sealed record DeskContact(OutboxRow Row, Customer? Customer, ZonedDateTime LocalTime)
{
    /// <summary>The id alone: the rest is personal data.</summary>
    public override string ToString() => $"Contact of customer {Row.Intent.Key.Customer}";
}
