namespace CrmKit;

/// <summary>One contact at one contact point: what the gates judge, the same when it is planned and when it is about to leave.</summary>
/// <param name="Key">The effect.</param>
/// <param name="Class">The class.</param>
/// <param name="Purpose">The purpose that consent is needed for.</param>
/// <param name="Point">The contact point.</param>
/// <param name="ExpiresAt">First instant at which it makes no sense any more.</param>
public sealed record TouchIntent(TouchKey Key, TouchClass Class, Purpose Purpose, ContactPoint Point, Instant ExpiresAt)
{
    /// <summary>The topic of the contact; <c>null</c> for the purpose at large.</summary>
    public Topic? Topic { get; init; }

    /// <summary>What it gives to the person. Default what its class usually gives.</summary>
    public TouchKind Kind { get; init; } = TouchClassRules.UsualKind(Class);

    /// <summary>The event that it is about, such as the complaint that it asks back about; <c>null</c> for none. A contact about an open complaint passes while that one is open.</summary>
    public EventKey? Regards { get; init; }

    /// <summary>What makes it pointless before it expires. Default nothing.</summary>
    public TouchMoot Moot { get; init; }

    /// <summary>The same contact of the person that a record has become one with.</summary>
    /// <param name="customer">The person.</param>
    public TouchIntent OnBehalfOf(CustomerId customer) => this with { Key = Key.OnBehalfOf(customer) };
}
