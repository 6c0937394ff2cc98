using CrmKit.Desk;

namespace CrmKit.Tool;

/// <summary>Why a customer was, will be, or was not contacted.</summary>
internal sealed record WhyOutput(string Customer, IReadOnlyList<DecisionOutput> Decisions, IReadOnlyList<ContactOutput> Contacts)
{
    public static WhyOutput From(CustomerExplanation explanation) => new(
        explanation.Customer.Value,
        [.. explanation.Spans.Select(DecisionOutput.From)],
        [.. explanation.Contacts.Select(ContactOutput.From)]);
}
