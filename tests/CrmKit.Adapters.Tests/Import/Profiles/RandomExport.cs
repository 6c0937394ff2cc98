using System.Text;
using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Profiles;

/// <summary>An export of random statuses and dates, with what it refuses, told without the reader.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Files">The files, in the order in which they are read.</param>
/// <param name="Refused">Addresses that are refused: for everything, or with a topic for that topic alone.</param>
/// <param name="OneReader">Whether one reader reads them all, or each is an import of its own.</param>
internal sealed record RandomExport(string Vendor, ImmutableArray<(ProfileFileKind Kind, string Text)> Files, ImmutableArray<(string Address, string? Topic)> Refused, bool OneReader)
{
    public static readonly string[] Topics = ["alpha", "beta"];

    private const int People = 4;

    // Values by what they say, by hand and not from the profiles.
    private static readonly string[] Yes = ["true", "TRUE", "1", "Yes"];
    private static readonly string[] No = ["false", "FALSE", "0", "no", ""];
    private static readonly string[] KeapAgreed = ["Confirmed", "Double Opt-in", "DoubleOptin", "Confirmed (Legacy)"];
    private static readonly string[] KeapRefused = ["Opt-Out", "Opted-out", "System opt-out", "Opt-Out: Admin", "Manual", "List Unsubscribe", "Reported Spam", "FEEDBACK", "Hard Bounce", "Invalid Email"];
    private static readonly string[] KeapSilent = ["Unconfirmed", "Non-marketable", "Single Opt-In", "Lockdown", "Soft Bounce", "UnengagedMarketable", ""];

    private static readonly Gen<string> Answers = Gen.Elements(Yes.Concat(No));
    private static readonly Gen<LocalDate?> Days = Gen.Frequency(
        (1, Gen.Constant((LocalDate?)null)),
        (3, Gen.Choose(0, 8900).Select(days => (LocalDate?)new LocalDate(2000, 2, 10).PlusDays(days))));

    public static Arbitrary<RandomExport> All { get; } = Gen.OneOf(HubSpot(), Keap(), SharpSpring(), Dynamics()).ToArbitrary();

    public override string ToString() =>
        $"{Vendor}, {(OneReader ? "one reader" : "a reader each")}\n{string.Join("\n--\n", Files.Select(file => $"{file.Kind}\n{file.Text}"))}\nrefused: {string.Join("; ", Refused)}";

    private static string Address(int i) => $"a{i}@example.com";

    private static Gen<RandomExport> HubSpot() =>
        from contacts in Gen.ArrayOf(Gen.ArrayOf(Answers, 3), People)
        from seconds in Gen.ArrayOf(Gen.Choose(0, People), People)
        from rows in Rows(["SUBSCRIBED", "UNSUBSCRIBED", "NOT_SPECIFIED", "NOT_SUBSCRIBED", ""], Topics)
        from export in Ordered(
            "hubspot",
            Csv("Record ID,Email,Additional email addresses,Unsubscribed from all email,Opted out of email: Alpha,Opted out of email: BETA",
                contacts.Select((flags, i) => $"{i},{Address(i)},{Second(seconds[i])},{string.Join(',', flags)}")),
            Csv("Email,Subscription Name,Status,Timestamp", rows.Select(row => $"{Address(row.Address)},{row.Topic},{row.Value},{(row.Day is { } day ? $"{day:uuuu-MM-dd}T10:00:00Z" : string.Empty)}")),
            [
                .. contacts.SelectMany((flags, i) => new[] { Address(i), Second(seconds[i]) }.SelectMany(address => new (string, string?)[]
                {
                    (Yes.Contains(flags[0]) ? address : string.Empty, null), (Yes.Contains(flags[1]) ? address : string.Empty, "alpha"), (Yes.Contains(flags[2]) ? address : string.Empty, "beta"),
                })),
                .. rows.Where(row => row.Value is "UNSUBSCRIBED" or "NOT_SUBSCRIBED").Select(row => (Address(row.Address), (string?)row.Topic)),
            ])
        select export;

    private static Gen<RandomExport> Keap()
    {
        var values = Gen.Elements(KeapAgreed.Concat(KeapAgreed).Concat(KeapRefused).Concat(KeapSilent));
        return
            from contacts in Gen.ArrayOf(Gen.ArrayOf(values, 2), People)
            from seconds in Gen.ArrayOf(Gen.Choose(0, People), People)
            from rows in Rows([.. KeapAgreed, .. KeapRefused, .. KeapSilent], [string.Empty])
            from export in Ordered(
                "keap",
                Csv("Id,Email,Email Status,Email Address 2,Email Address 2 Status", contacts.Select((v, i) => $"{i},{Address(i)},{v[0]},{Second(seconds[i])},{v[1]}")),
                Csv("Contact Id,Email,Email Status,Status Date", rows.Select(row => $"{(row.Flag ? $"{row.Id}" : string.Empty)},{Address(row.Address)},{row.Value},{row.Day:MM/dd/uuuu}")),
                [
                    .. contacts.Select((v, i) => (KeapRefused.Contains(v[0]) ? Address(i) : string.Empty, (string?)null)),
                    .. contacts.Select((v, i) => (KeapRefused.Contains(v[1]) ? Second(seconds[i]) : string.Empty, (string?)null)),
                    .. rows.Where(row => KeapRefused.Contains(row.Value)).Select(row => (Address(row.Address), (string?)null)),
                ])
            select export;
    }

    private static Gen<RandomExport> SharpSpring() =>
        from contacts in Gen.ArrayOf(Gen.ArrayOf(Answers, 2), People)
        from days in Gen.ArrayOf(Gen.ArrayOf(Days, 2), People)
        from rows in Rows([.. Yes, .. No], [string.Empty])
        from export in Ordered(
            "sharpspring",
            Csv("Email,Is Unsubscribed,Unsubscribe Date,Is Opted In,Opt-In Date", contacts.Select((v, i) => $"{Address(i)},{v[0]},{days[i][0]:uuuu-MM-dd},{v[1]},{days[i][1]:uuuu-MM-dd}")),
            Csv("Email,Is Unsubscribed,Unsubscribe Date,Is Opted In,Opt-In Date", rows.Select(row => $"{Address(row.Address)},{row.Value},{row.Day:uuuu-MM-dd},{(row.Flag ? "1" : string.Empty)},")),
            [
                .. contacts.Select((v, i) => (Yes.Contains(v[0]) ? Address(i) : string.Empty, (string?)null)),
                .. rows.Where(row => Yes.Contains(row.Value)).Select(row => (Address(row.Address), (string?)null)),
            ])
        select export;

    private static Gen<RandomExport> Dynamics()
    {
        var flags = Gen.Elements("Allow", "Do Not Allow", "1", "0", "");
        return
            from contacts in Gen.ArrayOf(Gen.ArrayOf(flags, 2), People)
            from seconds in Gen.ArrayOf(Gen.Choose(0, People), People)
            from rows in Rows(["Opted In", "OptedIn", "534120001", "Opted Out", "534120002", "Not Set"], [string.Empty, .. Topics])
            from export in Ordered(
                "dynamics365",
                Csv("contactid,emailaddress1,emailaddress2,donotemail,donotbulkemail", contacts.Select((v, i) => $"c{i},{Address(i)},{Second(seconds[i])},{v[0]},{v[1]}")),
                Csv("Contact point,Channel,Purpose,Consent type,Topic,Consent status,Modified On,Status",
                    rows.Select(row => $"{Address(row.Address)},Email,Commercial,{(row.Topic.Length == 0 ? "Purpose" : "Topic")},{row.Topic},{row.Value},{row.Day:M/d/uuuu},{(row.Flag ? "Inactive" : "Active")}")),
                [
                    .. contacts.SelectMany((v, i) => v.Any(flag => flag is "Do Not Allow" or "1") ? new[] { (Address(i), (string?)null), (Second(seconds[i]), null) } : []),
                    .. rows.Where(row => row.Value is "Opted Out" or "534120002").Select(row => (Address(row.Address), row.Topic.Length == 0 ? null : row.Topic)),
                ])
            select export;
    }

    /// <summary>A second address, often one that is somebody else's first.</summary>
    private static string Second(int i) => i == People ? string.Empty : Address(i);

    private static Gen<Row[]> Rows(string[] values, string[] topics) =>
        (from address in Gen.Choose(0, People + 1)
         from topic in Gen.Elements(topics)
         from value in Gen.Elements(values)
         from day in Days
         from flag in Gen.Elements(true, false)
         from id in Gen.Choose(0, People)
         select new Row(address, id, topic, value, day, flag)).ArrayOf();

    private static Gen<RandomExport> Ordered(string vendor, string contacts, string statuses, (string Address, string? Topic)[] refused) =>
        from statusesFirst in Gen.Elements(true, false)
        from twice in Gen.Elements(true, false)
        from oneReader in Gen.Elements(true, false)
        let files = new[] { (ProfileFileKind.Contacts, contacts), (ProfileFileKind.Statuses, statuses) }
        let ordered = statusesFirst ? files.Reverse().ToArray() : files
        select new RandomExport(vendor, [.. ordered, .. twice ? ordered : []], [.. refused.Where(pair => pair.Address.Length > 0).Distinct()], oneReader);

    private static string Csv(string header, IEnumerable<string> rows) => new StringBuilder(header).Append('\n').AppendJoin('\n', rows).Append('\n').ToString();

    private sealed record Row(int Address, int Id, string Topic, string Value, LocalDate? Day, bool Flag);
}
