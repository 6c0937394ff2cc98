namespace CrmKit.Messaging.RabbitMq;

/// <summary>What a run of the relay did.</summary>
/// <param name="HandedOver">Contacts that the broker confirmed.</param>
/// <param name="Returned">Contacts that the broker refused or had no queue for: they are due again at once.</param>
public readonly record struct HandOverReport(int HandedOver, int Returned)
{
    /// <summary>The sum of two runs.</summary>
    /// <param name="left">One run.</param>
    /// <param name="right">Another run.</param>
    public static HandOverReport operator +(HandOverReport left, HandOverReport right) => left.Add(right);

    /// <summary>The sum of two runs.</summary>
    /// <param name="other">Another run.</param>
    public HandOverReport Add(HandOverReport other) => new(HandedOver + other.HandedOver, Returned + other.Returned);
}
