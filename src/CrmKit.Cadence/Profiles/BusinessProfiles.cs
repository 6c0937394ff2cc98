namespace CrmKit.Cadence;

/// <summary>Profiles to begin with.</summary>
/// <remarks>
/// Their figures are starting points, set by nobody's data: none of them is a finding about such businesses. Change them with <c>with</c>, or write one out by
/// <see cref="BusinessProfileJson.ToText"/>, change the text and read it again; then compare by what your own customers do.
/// </remarks>
public static partial class BusinessProfiles
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<BusinessProfile> All { get; } = [DressShop(), BoatDealer(), RepairShop(), GuestHouse(), Coach(), OnlineShop()];

    /// <summary>The profile of a name.</summary>
    /// <param name="name">For example <c>dress-shop</c>.</param>
    /// <returns>The profile; <c>null</c> where there is none of that name.</returns>
    public static BusinessProfile? Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.Ordinal));
    }

    private static BandContent Care(params ImmutableArray<Channel> channels) => new() { Kind = TouchKind.Care, Class = TouchClass.Relationship, Channels = channels };

    private static BandContent Useful(string topic, params ImmutableArray<Channel> channels) =>
        new() { Kind = TouchKind.Value, Class = TouchClass.Promotional, Purpose = Purpose.Greetings, Topic = new Topic(topic), Channels = channels };

    private static BandContent News(string topic, params ImmutableArray<Channel> channels) =>
        new() { Kind = TouchKind.Value, Class = TouchClass.Promotional, Topic = new Topic(topic), Channels = channels };

    private static BandContent Offer(string item, OwnershipCondition? condition = null) =>
        new() { Kind = TouchKind.Pitch, Class = TouchClass.Promotional, Topic = new Topic(item), Condition = condition };

    private static OwnershipCondition Owns(string item, int atLeastDays = 0, int? atMostDays = null) => OwnershipCondition.Owned(new Topic(item), atLeastDays, atMostDays);

    private static OwnershipCondition Lacks(string item) => OwnershipCondition.NotOwned(new Topic(item));

    private static ProfileItem Sold(string item, int restDays) => new(new Topic(item), restDays);

    private static ValueResponse Worth(double good, double best) => new(Currency.Eur, [new("usual", 0, 1), new("good", good, 0.85), new("best", best, 0.7)]);
}
