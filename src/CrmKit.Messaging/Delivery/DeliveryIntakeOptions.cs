namespace CrmKit.Messaging;

/// <summary>When messages that came back change what is known of an address.</summary>
public sealed record DeliveryIntakeOptions
{
    /// <summary>So many different messages of <see cref="SoftBounceWindow"/> that did not arrive, and the address is <see cref="ContactPointStatus.Bouncing"/>. 1 to 100, default 3.</summary>
    public int SoftBounces { get; init; } = 3;

    /// <summary>How far back messages that did not arrive are counted. 1 hour to 365 days, default 30 days.</summary>
    public Duration SoftBounceWindow { get; init; } = Duration.FromDays(30);

    internal DeliveryIntakeOptions Checked()
    {
        Check(SoftBounces is >= 1 and <= 100, nameof(SoftBounces), SoftBounces, "1 to 100 messages");
        Check(SoftBounceWindow >= Duration.FromHours(1) && SoftBounceWindow <= Duration.FromDays(365), nameof(SoftBounceWindow), SoftBounceWindow, "1 hour to 365 days");
        return this;
    }

    private static void Check(bool holds, string name, object value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
