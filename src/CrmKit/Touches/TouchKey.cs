namespace CrmKit;

/// <summary>Names one effect: this customer, for this reason, at this occurrence. Channel and policy are no part of it: a new policy does not congratulate twice.</summary>
/// <remarks><c>default</c> is rejected on use.</remarks>
public readonly record struct TouchKey
{
    /// <summary>Creates a key.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="reason">The stable code of the reason, 1 to 100 characters.</param>
    /// <param name="occurrence">Which occurrence of the reason, for example <c>1997-10-01</c>; 1 to 100 characters.</param>
    /// <exception cref="ArgumentException">A text is empty, too long or holds a control character.</exception>
    public TouchKey(CustomerId customer, string reason, string occurrence)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(occurrence);
        KeyText.Check(customer.Value, CustomerId.MaxLength, nameof(customer));
        KeyText.Check(reason, 100, nameof(reason));
        KeyText.Check(occurrence, 100, nameof(occurrence));
        Customer = customer;
        Reason = reason;
        Occurrence = occurrence;
    }

    /// <summary>The customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>The stable code of the reason.</summary>
    public string Reason { get; }

    /// <summary>Which occurrence of the reason.</summary>
    public string Occurrence { get; }

    /// <summary>The same effect on the person that a record has become one with.</summary>
    /// <param name="customer">The person.</param>
    public TouchKey OnBehalfOf(CustomerId customer) => new(customer, Reason, Occurrence);

    /// <summary>For example <c>42/occasion.birthday/1997-10-01</c>.</summary>
    public override string ToString() => $"{Customer}/{Reason}/{Occurrence}";
}
