namespace CrmKit.Import;

/// <summary>What a file says of a customer, and when it was said.</summary>
/// <param name="Customer">What it says; what it leaves out says nothing.</param>
/// <param name="SaidAt">When it was last changed at its source; <c>null</c> where the file does not say.</param>
public sealed record ToldCustomer(Customer Customer, Instant? SaidAt)
{
    /// <summary>Whether the file says what the customer is. Default no: a list of people calls nobody a person who is a household.</summary>
    public bool StatesKind { get; init; }

    /// <summary>Whether the order of its contact points is the person's preference. Default no.</summary>
    public bool StatesPreference { get; init; }
}
