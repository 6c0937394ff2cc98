namespace CrmKit;

/// <summary>The contacts that one cap counts and stops: all, those of a channel, of a kind, or of a reason.</summary>
/// <remarks>Thread-safe value; <c>default</c> is <see cref="All"/>.</remarks>
public readonly record struct CapGroup
{
    private readonly Channel _channel;
    private readonly TouchKind _touchKind;
    private readonly string? _reason;

    private CapGroup(CapGroupKind kind, Channel channel = default, TouchKind touchKind = default, string? reason = null)
    {
        Kind = kind;
        _channel = channel;
        _touchKind = touchKind;
        _reason = reason;
    }

    /// <summary>All contacts.</summary>
    public static CapGroup All => default;

    /// <summary>What the contacts have in common.</summary>
    public CapGroupKind Kind { get; }

    /// <summary>The contacts of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel is unknown.</exception>
    public static CapGroup Of(Channel channel) =>
        Enum.IsDefined(channel) ? new(CapGroupKind.Channel, channel: channel) : throw new ArgumentOutOfRangeException(nameof(channel), channel, "Unknown channel.");

    /// <summary>The contacts that give one thing.</summary>
    /// <param name="kind">What they give.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is unknown.</exception>
    public static CapGroup Of(TouchKind kind) =>
        Enum.IsDefined(kind) ? new(CapGroupKind.Kind, touchKind: kind) : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of contact.");

    /// <summary>The contacts of one reason.</summary>
    /// <param name="reason">The code of the reason, one of <see cref="ReasonCodes"/> or the program's own.</param>
    /// <exception cref="ArgumentException">The code is empty.</exception>
    public static CapGroup OfReason(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new(CapGroupKind.Reason, reason: reason);
    }

    /// <summary>Whether a contact belongs to the group, of whatever class.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="kind">What it gives.</param>
    /// <param name="reason">The code of its reason.</param>
    public bool Holds(Channel channel, TouchKind kind, string reason) => Kind switch
    {
        CapGroupKind.Channel => channel == _channel,
        CapGroupKind.Kind => kind == _touchKind,
        CapGroupKind.Reason => string.Equals(reason, _reason, StringComparison.Ordinal),
        _ => true,
    };

    /// <summary>Whether a contact that would be made belongs to the group.</summary>
    /// <param name="intent">The contact.</param>
    public bool Holds(TouchIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return Holds(intent.Point.Channel, intent.Kind, intent.Key.Reason);
    }

    /// <summary>Whether a contact that was made or is promised belongs to the group.</summary>
    /// <param name="contact">The contact.</param>
    public bool Holds(ContactRecord contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        return Holds(contact.Channel, contact.Kind, contact.Key.Reason);
    }

    /// <summary>For example <c>all</c>, <c>channel Email</c>, <c>kind Pitch</c> or <c>reason occasion.birthday</c>.</summary>
    public override string ToString() => Kind switch
    {
        CapGroupKind.Channel => $"channel {_channel}",
        CapGroupKind.Kind => $"kind {_touchKind}",
        CapGroupKind.Reason => $"reason {_reason}",
        _ => "all",
    };
}
