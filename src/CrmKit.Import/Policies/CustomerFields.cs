namespace CrmKit.Import;

/// <summary>The fields of a customer that a policy can name.</summary>
public static class CustomerFields
{
    /// <summary>What the customer is.</summary>
    public const string Kind = "kind";

    /// <summary>The full name.</summary>
    public const string Name = "name";

    /// <summary>The name to greet by.</summary>
    public const string GivenName = "given-name";

    /// <summary>The family name.</summary>
    public const string FamilyName = "family-name";

    /// <summary>The birthday.</summary>
    public const string Birthday = "birthday";

    /// <summary>The time zone.</summary>
    public const string Zone = "zone";

    /// <summary>The language.</summary>
    public const string Language = "language";

    /// <summary>When the person likes to be contacted.</summary>
    public const string PreferredHours = "preferred-hours";

    /// <summary>The order of the contact points.</summary>
    public const string Preference = "preference";

    /// <summary>Other days that the person keeps.</summary>
    public const string Date = "date";

    /// <summary>Roles towards others.</summary>
    public const string Role = "role";

    /// <summary>Interests.</summary>
    public const string Interest = "interest";

    /// <summary>Care flags.</summary>
    public const string Care = "care";

    /// <summary>The business's own fields.</summary>
    public const string Field = "field";

    /// <summary>All of them: those above, and a channel's name for the contact points of that channel.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Kind, Name, GivenName, FamilyName, Birthday, Zone, Language, PreferredHours, Preference,
        .. Enum.GetValues<Channel>().Select(OfChannel),
        Date, Role, Interest, Care, Field,
    ];

    /// <summary>The field of the contact points of a channel, for example <c>email</c>.</summary>
    /// <param name="channel">The channel.</param>
    public static string OfChannel(Channel channel) => channel.ToString().ToLowerInvariant();
}
