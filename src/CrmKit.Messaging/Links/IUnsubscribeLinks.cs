namespace CrmKit.Messaging;

/// <summary>Where a person withdraws an agreement by one click.</summary>
/// <remarks>Thread-safe. A link holds nothing personal, stays valid for ever, and changes nothing when it is merely fetched.</remarks>
public interface IUnsubscribeLinks
{
    /// <summary>The link for one address and purpose.</summary>
    /// <param name="customer">The person, under the id of the record that the contact was made for.</param>
    /// <param name="point">The address that the message goes to.</param>
    /// <param name="purpose">What the agreement is about.</param>
    /// <returns>An absolute https address of ASCII characters.</returns>
    Uri LinkFor(CustomerId customer, ContactPoint point, Purpose purpose);
}
