namespace CrmKit;

/// <summary>A contact point as one of a person's: the address with its own status.</summary>
/// <remarks>Several people may share an address; each keeps a record of it. <see cref="ToString"/> shows channel and status alone.</remarks>
public sealed record ContactPointRecord
{
    private const int MaxLabel = 50;

    private readonly ContactPoint _point;
    private readonly ContactPointStatus _status = ContactPointStatus.Active;
    private readonly string? _label;

    /// <summary>Records a contact point.</summary>
    /// <param name="point">The address.</param>
    /// <param name="status">What is known of it.</param>
    /// <exception cref="InvalidOperationException">The point is <c>default(ContactPoint)</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is unknown.</exception>
    public ContactPointRecord(ContactPoint point, ContactPointStatus status = ContactPointStatus.Active)
    {
        Point = point;
        Status = status;
    }

    /// <summary>The address.</summary>
    public ContactPoint Point
    {
        get => _point;
        init
        {
            _ = value.Address;
            _point = value;
        }
    }

    /// <summary>What is known of it.</summary>
    public ContactPointStatus Status
    {
        get => _status;
        init => _status = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Unknown status of a contact point.");
    }

    /// <summary>What the person calls it, for example <c>work</c>; <c>null</c> for nothing. At most 50 characters.</summary>
    public string? Label
    {
        get => _label;
        init => _label = value is null or { Length: > 0 and <= MaxLabel } ? KeyText.CheckedUtf8(value, nameof(value)) : throw new ArgumentException($"A label is 1 to {MaxLabel} characters, or null.", nameof(value));
    }

    /// <summary>The channel.</summary>
    public Channel Channel => Point.Channel;

    /// <summary>Whether anything may be sent there at all.</summary>
    public bool IsUsable => Status is not (ContactPointStatus.Dead or ContactPointStatus.Retired);

    /// <summary>Records an active contact point.</summary>
    /// <param name="point">The address.</param>
    public static implicit operator ContactPointRecord(ContactPoint point) => new(point);

    /// <summary>Records an active contact point; the named form of the conversion.</summary>
    /// <param name="point">The address.</param>
    public static ContactPointRecord FromContactPoint(ContactPoint point) => new(point);

    /// <summary>Channel and status; the address is personal data.</summary>
    public override string ToString() => $"{Channel} ({Status})";
}
