namespace CrmKit;

/// <summary>One address of one channel at which a person can be reached, in normalised form.</summary>
/// <remarks>
/// Normalised: an e-mail address keeps its local part and has a lower-case ASCII domain; a telephone number is E.164 (<c>+</c> and 8 to 15 digits);
/// a postal address is trimmed; a messenger's is <c>service:name</c> with the service in lower case. <c>default</c> is rejected on use. <see cref="ToString"/> shows the channel alone: an address is personal data.
/// </remarks>
public readonly record struct ContactPoint
{
    private readonly string? _address;
    private readonly string? _folded;

    private ContactPoint(Channel channel, string address)
    {
        Channel = channel;
        _address = address;

        // Folded once, since every decision about consent compares it; the same text where there is nothing to fold.
        _folded = channel == Channel.Email ? address.ToLowerInvariant() : address;
    }

    /// <summary>The channel.</summary>
    public Channel Channel { get; }

    /// <summary>The normalised address.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(ContactPoint)</c>.</exception>
    public string Address => _address ?? throw new InvalidOperationException("This contact point is default(ContactPoint): it holds no address.");

    /// <summary>The address as refusals compare it: an e-mail address in lower case.</summary>
    /// <remarks>
    /// Strictly the part before the @ is case-sensitive (RFC 5321, 2.4), but who refuses contact at one spelling refuses it at all of them.
    /// </remarks>
    /// <exception cref="InvalidOperationException">This is <c>default(ContactPoint)</c>.</exception>
    public string FoldedAddress => _folded ?? Address;

    /// <summary>Creates a contact point.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="address">The address as typed.</param>
    /// <exception cref="FormatException">The address does not fit the channel; the message says what was expected, never the address.</exception>
    public static ContactPoint Parse(Channel channel, string address) =>
        TryParse(channel, address, out var point) ? point : throw new FormatException(Expected(channel));

    /// <summary>Creates a contact point, or says no.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="address">The address as typed.</param>
    /// <param name="point">The contact point.</param>
    /// <returns>Whether the address fits the channel.</returns>
    public static bool TryParse(Channel channel, string? address, out ContactPoint point)
    {
        var normalised = address is null ? null : Normalise(channel, address.Trim());
        point = normalised is null ? default : new ContactPoint(channel, normalised);
        return normalised is not null;
    }

    /// <summary>Whether a message to one of two points reaches the other: the same channel and the same folded address.</summary>
    /// <param name="other">The other point.</param>
    /// <exception cref="InvalidOperationException">One of them is <c>default(ContactPoint)</c>.</exception>
    public bool Reaches(ContactPoint other) => Channel == other.Channel && string.Equals(FoldedAddress, other.FoldedAddress, StringComparison.Ordinal);

    /// <summary>What an address of a channel must look like, in words for a person.</summary>
    /// <param name="channel">The channel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel is unknown.</exception>
    public static string Expected(Channel channel) => channel switch
    {
        Channel.Email => "an e-mail address such as name@example.com (RFC 5321: at most 64 characters before the @ and 254 in all)",
        Channel.Sms or Channel.Phone => "a telephone number with country code such as +49 30 1234567 (E.164: + and 8 to 15 digits)",
        Channel.Post => "a postal address of at most 1,000 characters",
        Channel.Messenger => "a messenger's service and name such as signal:name.42 (the service in letters, digits and hyphens; at most 200 characters in all)",
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Unknown channel."),
    };

    /// <summary>The channel alone; the address is personal data and stays out of logs.</summary>
    public override string ToString() => Channel.ToString();

    private static string? Normalise(Channel channel, string text) => channel switch
    {
        Channel.Email => AddressForms.Email(text),
        Channel.Sms or Channel.Phone => AddressForms.E164(text),
        Channel.Post => text.Length is > 0 and <= 1000 && KeyText.HasUtf8Form(text) ? text : null,
        Channel.Messenger => AddressForms.Messenger(text),
        _ => null,
    };
}
