namespace CrmKit.Cadence;

/// <summary>What is said at a due day: what the person may hear by what it owns and what it agreed to, each content in its turn.</summary>
internal static class ContentChoice
{
    /// <param name="profile">The profile.</param>
    /// <param name="band">The band of the person on the due day.</param>
    /// <param name="customer">The person.</param>
    /// <param name="due">The due day. What the person owns then decides, so that the whole window has one content.</param>
    /// <param name="today">The day asked about, whose agreements count.</param>
    /// <param name="turn">Contacts by the profile since the last purchase, and due days gone by since the last contact.</param>
    public static BandContent Of(BusinessProfile profile, RecencyBand band, CustomerSnapshot customer, LocalDate due, LocalDate today, int turn)
    {
        // One content at least may always be said, as the profile's check demands.
        ImmutableArray<BandContent> open = [.. band.Contents.Where(content => MayBeSaid(profile, content, customer.History, due))];

        // Who agreed to a part of them hears that part, rather than nothing whenever the rest has its turn. Who agreed to none keeps the turn: the gates say why nothing leaves.
        ImmutableArray<BandContent> agreed = [.. open.Where(content => IsAgreedTo(profile, content, customer, today))];
        return agreed.IsEmpty ? open[turn % open.Length] : agreed[turn % agreed.Length];
    }

    /// <summary>How many contacts by the profile were made since the last purchase.</summary>
    public static int Made(RelationshipHistory history, LocalDate? lastPurchase) => history.Events.OfType<Touch>()
        .Count(touch => string.Equals(touch.Touched.Reason, ProfileReasons.Due, StringComparison.Ordinal) && !(history.DayOf(touch) < lastPurchase));

    private static bool MayBeSaid(BusinessProfile profile, BandContent content, RelationshipHistory history, LocalDate due) =>
        !(content.Topic is { } topic && profile.Items.FirstOrDefault(item => item.Item == topic) is { } sold && Rests(sold, history, due))
        && (content.Condition is not { } condition || condition.Holds(history.OwnedSince(condition.Item), due));

    private static bool IsAgreedTo(BusinessProfile profile, BandContent content, CustomerSnapshot customer, LocalDate today) =>
        !TouchClassRules.NeedsConsent(content.Class)
        || customer.Customer.ContactPoints.Any(point =>
            point.IsUsable
            && (content.Channels.IsEmpty ? profile.Channels : content.Channels).Contains(point.Channel)
            && customer.Consents.DecideContact(point.Point, content.Purpose, CivilNumbers.EndOf(today, customer.History.Zone), content.Topic).IsAllowed);

    // What came back rests too: who has just returned a boat is offered none.
    private static bool Rests(ProfileItem sold, RelationshipHistory history, LocalDate due) =>
        history.Events.OfType<Purchase>().Any(purchase => purchase.Items.Contains(sold.Item) && Period.DaysBetween(purchase.Day, due) < sold.RestDays);
}
