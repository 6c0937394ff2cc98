using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Facts, options and contacts of one spring in which every gate has something to say.</summary>
internal static class GateGenerators
{
    public static Gen<CapGroup> CapGroups { get; } = Gen.OneOf(
        Gen.Constant(CapGroup.All),
        Generated.Channels.Select(CapGroup.Of),
        Gen.Elements(Enum.GetValues<TouchKind>()).Select(CapGroup.Of),
        Gen.Elements("test", "other").Select(CapGroup.OfReason));

    public static Gen<GroupCap> GroupCaps { get; } =
        from of in CapGroups
        from cap in Generated.Caps
        select new GroupCap(of, cap);

    public static Gen<ContactRecord> Contacts { get; } =
        from contact in Generated.Contacts
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        from reason in Gen.Elements("test", "other")
        select contact with { Key = new TouchKey(contact.Key.Customer, reason, contact.Key.Occurrence), Kind = kind };

    public static Gen<Blackout> Blackouts { get; } =
        from first in Generated.NearDates
        from length in Gen.Choose(0, 9)
        from channel in PeopleGenerators.OrNothing(Gen.Elements(Channel.Email, Channel.Sms))
        select new Blackout("closed", first, first.PlusDays(length), channel);

    public static Gen<OpenComplaint> Complaints { get; } =
        from key in Gen.Elements("a", "b", "c")
        from made in Generated.NearInstants
        from settled in PeopleGenerators.OrNothing(Generated.NearInstants)
        select new OpenComplaint(new EventKey(key), made, settled);

    public static Gen<GateFacts> Facts { get; } =
        from zone in Generated.Zones
        from contacts in Generated.UpTo(5, Contacts)
        from commitments in Generated.UpTo(3, Contacts)
        from flags in Gen.Frequency((3, Gen.Constant(ImmutableArray<CareFlag>.Empty)), (1, Generated.UpTo(2, PeopleGenerators.CareFlags)))
        from blocks in Gen.Frequency((3, Gen.Constant(ImmutableArray<ContactBlock>.Empty)), (2, Generated.UpTo(2, PeopleGenerators.Blocks)))
        from complaints in Gen.Frequency((3, Gen.Constant(ImmutableArray<OpenComplaint>.Empty)), (2, Generated.UpTo(2, Complaints)))
        from bought in PeopleGenerators.OrNothing(Generated.NearDates)
        select Known.Facts(zone) with
        {
            Contacts = contacts,
            Commitments = commitments,
            CareFlags = flags,
            Blocks = blocks,
            OpenComplaints = [.. complaints.DistinctBy(complaint => complaint.Key)],
            LastPurchase = bought,
        };

    public static Gen<GateOptions> Options { get; } =
        from quiet in Generated.QuietHours
        from cap in Generated.Caps
        from caps in Generated.UpTo(3, GroupCaps)
        from blackouts in Generated.UpTo(3, Blackouts)
        from channels in Gen.Frequency((4, Gen.Constant(Enum.GetValues<Channel>())), (1, Gen.Constant(new[] { Channel.Sms })))
        select new GateOptions { QuietHours = quiet, Cap = cap, MoreCaps = caps, Blackouts = [.. blackouts], Channels = [.. channels] };

    public static Gen<TouchIntent> Intents { get; } =
        from touchClass in Generated.TouchClasses
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        from isMobile in Gen.Elements(false, false, true)
        from expires in Generated.NearInstants
        from regards in Gen.Elements(null, null, "a")
        from moot in Gen.Frequency((3, Gen.Constant(TouchMoot.Never)), (1, Generated.NearDates.Select(TouchMoot.OnPurchaseAfter)))
        select Known.Intent(touchClass, expires + Duration.FromDays(20), isMobile ? Known.Mobile : Known.Email) with
        {
            Kind = kind,
            Regards = regards is null ? null : new EventKey(regards),
            Moot = moot,
        };
}
