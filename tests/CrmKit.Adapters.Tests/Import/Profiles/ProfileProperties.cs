using CrmKit.Import;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Profiles;

public sealed class ProfileProperties
{
    [Fact]
    public void Whatever_the_statuses_and_dates_nobody_refused_is_open_to_marketing() =>
        Prop.ForAll(RandomExport.All, export =>
        {
            var contactable = Read(export, ProfileSamples.Now);
            foreach (var at in new[] { ProfileSamples.Now, ProfileSamples.Now + Duration.FromDays(4000) })
            {
                var open = contactable.For(at, RandomExport.Topics);
                foreach (var (address, topic) in export.Refused)
                {
                    var shut = topic is null ? [address, .. RandomExport.Topics.Select(other => $"{address} about {other}")] : new[] { $"{address} about {topic}" };
                    Assert.Empty(open.Intersect(shut, StringComparer.Ordinal));
                }
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Own_refusal_after_an_export_outlives_every_second_import_of_it() =>
        Prop.ForAll(RandomExport.All, export =>
        {
            var contactable = Read(export, ProfileSamples.Now);
            var refusedAt = ProfileSamples.Now + Duration.FromHours(1);
            var addresses = Enumerable.Range(0, 6).Select(i => $"a{i}@example.com").ToList();
            foreach (var customer in Enumerable.Range(0, 6).SelectMany(i => new CustomerId[] { $"{i}", $"c{i}", $"a{i}@example.com" }))
            {
                addresses.ForEach(address => contactable.Say(
                    new ConsentEntry(customer, ContactPoint.Parse(Channel.Email, address), Purpose.Marketing, ConsentState.OptOut, refusedAt, "own form"), refusedAt));
            }

            var later = refusedAt + Duration.FromDays(30);
            Read(export, later, contactable);

            Assert.Empty(contactable.For(later + Duration.FromDays(4000), RandomExport.Topics));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Export_without_a_single_agreement_opens_nobody() =>
        Prop.ForAll(RandomExport.All, export =>
        {
            // Every word of agreement struck out: what is left is refusal and silence.
            var silent = export with { Files = [.. export.Files.Select(file => (file.Kind, Struck(export.Vendor, file.Text)))] };

            Assert.Empty(Read(silent, ProfileSamples.Now).For(ProfileSamples.Now, RandomExport.Topics));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Value_that_no_table_names_is_a_fault_whatever_it_is() =>
        Prop.ForAll(
            (from text in ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => new string([.. text.Get.Where(char.IsLetter)]))
             from vendor in Gen.Elements(VendorProfile.BuiltInNames.AsEnumerable())
             select (Vendor: vendor, Value: "x" + text + "q")).ToArbitrary(),
            pair =>
            {
                var (header, row) = pair.Vendor switch
                {
                    "hubspot" => ("Record ID,Email,Unsubscribed from all email", "1,a@example.com,"),
                    "keap" => ("Id,Email,Email Status", "1,a@example.com,"),
                    "sharpspring" => ("Email,Is Unsubscribed", "a@example.com,"),
                    _ => ("contactid,emailaddress1,donotemail", "1,a@example.com,"),
                };
                var fault = ProfileSamples.FaultAsync(pair.Vendor, $"{header}\n{row}{pair.Value}\n", ProfileFileKind.Contacts).GetAwaiter().GetResult();

                Assert.Equal(("in/F.csv", 2L, header[(header.LastIndexOf(',') + 1)..]), (fault.File, fault.Line, fault.Column));
            }).QuickCheckThrowOnFailure();

    private static string Struck(string vendor, string text) => vendor switch
    {
        "hubspot" => text.Replace(",SUBSCRIBED,", ",NOT_SPECIFIED,", StringComparison.Ordinal),
        "keap" => text.Replace("Confirmed (Legacy)", "Unconfirmed", StringComparison.Ordinal).Replace("DoubleOptin", "Unconfirmed", StringComparison.Ordinal)
            .Replace("Double Opt-in", "Unconfirmed", StringComparison.Ordinal).Replace(",Confirmed", ",Unconfirmed", StringComparison.Ordinal),
        "sharpspring" => string.Join('\n', text.Split('\n').Select((line, i) => i == 0 || line.Length == 0 ? line : string.Join(',', line.Split(',').Take(3).Append(string.Empty).Append(string.Empty)))),
        _ => text.Replace("534120001", "534120000", StringComparison.Ordinal).Replace("Opted In", "Not Set", StringComparison.Ordinal).Replace("OptedIn", "Not Set", StringComparison.Ordinal),
    };

    private static Contactable Read(RandomExport export, Instant at, Contactable? before = null)
    {
        var contactable = before ?? new Contactable(objectionsSuppress: !export.OneReader);
        var reader = ProfileSamples.Reader(export.Vendor);
        foreach (var (kind, text) in export.Files)
        {
            contactable.Take(ProfileSamples.ReadAsync(export.OneReader ? reader : ProfileSamples.Reader(export.Vendor), text, kind).GetAwaiter().GetResult(), at);
        }

        return contactable;
    }
}
