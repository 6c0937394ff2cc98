namespace CrmKit.Reports;

/// <summary>One line of the day's contact list.</summary>
/// <param name="Customer">The program's own key.</param>
/// <param name="Name">The person's name; <c>null</c> when unknown.</param>
/// <param name="Channel">How the person is reached.</param>
/// <param name="LocalTime">When, on the clock of the person.</param>
/// <param name="Reason">Why.</param>
/// <param name="State">What has become of it in one word, for example <c>planned</c> or <c>sent</c>.</param>
public sealed record ReportContactRow(CustomerId Customer, string? Name, Channel Channel, ZonedDateTime LocalTime, Reason Reason, string State)
{
    /// <summary>The id alone: the name is personal data.</summary>
    public override string ToString() => $"Contact of customer {Customer}";
}
