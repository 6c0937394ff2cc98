namespace CrmKit.Messaging;

/// <summary>What a run of the dispatcher did.</summary>
public sealed record DispatchReport
{
    /// <summary>Left.</summary>
    public int Sent { get; init; }

    /// <summary>Due again later: a gate opens by itself, or the sender asked for another try.</summary>
    public int Postponed { get; init; }

    /// <summary>Held until a later planning: the message lacks a value, its address was replaced, the person wants nothing there, a complaint is open, no sender serves it, or a rule failed.</summary>
    public int Held { get; init; }

    /// <summary>Stopped by a gate for good: since the planning the person refused, was suppressed, or the occasion ended.</summary>
    public int Refused { get; init; }

    /// <summary>Given up by the sender.</summary>
    public int GivenUp { get; init; }

    /// <summary>Nobody knows whether it left.</summary>
    public int Uncertain { get; init; }

    /// <summary>Left as it stands: another worker took it over when the lease ran out, or the store cannot read what it holds of it.</summary>
    public int LostLease { get; init; }

    /// <summary>Rows looked at.</summary>
    public int Total => Sent + Postponed + Held + Refused + GivenUp + Uncertain + LostLease;

    /// <summary>The sum of two runs.</summary>
    /// <param name="left">One run.</param>
    /// <param name="right">Another run.</param>
    public static DispatchReport operator +(DispatchReport left, DispatchReport right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Add(right);
    }

    /// <summary>The sum of two runs.</summary>
    /// <param name="other">Another run.</param>
    public DispatchReport Add(DispatchReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new DispatchReport
        {
            Sent = Sent + other.Sent,
            Postponed = Postponed + other.Postponed,
            Held = Held + other.Held,
            Refused = Refused + other.Refused,
            GivenUp = GivenUp + other.GivenUp,
            Uncertain = Uncertain + other.Uncertain,
            LostLease = LostLease + other.LostLease,
        };
    }
}
