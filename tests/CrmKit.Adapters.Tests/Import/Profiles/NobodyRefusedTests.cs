namespace CrmKit.Adapters.Tests.Import.Profiles;

/// <summary>Nobody who opted out at the vendor becomes contactable here.</summary>
public sealed class NobodyRefusedTests
{
    private static readonly string[] Topics = ["marketing-information", "product-news", "monthly-newsletter"];

    /// <summary>Exactly who may be contacted, told from the sample files by hand: whoever agreed and is refused nowhere.</summary>
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["hubspot"] = ["ada.example@example.com about product-news", "cleo.placeholder@example.com about product-news"],
        ["keap"] = [.. AtLarge("gus.example@example.com"), .. AtLarge("jon.third@example.com")],
        ["sharpspring"] = [.. AtLarge("ned.example@example.com")],
        ["dynamics365"] =
        [
            .. AtLarge("rae.example@example.com"),
            "vic.fictional@example.com", "vic.fictional@example.com about marketing-information", "vic.fictional@example.com about product-news",
        ],
    };

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task Sample_export_opens_exactly_whom_it_should(string vendor)
    {
        var open = (await ReadAsync(vendor, ProfileSamples.Of(vendor))).For(ProfileSamples.Now, Topics);

        Assert.Equal(Expected[vendor].Order(StringComparer.Ordinal), open);
    }

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task No_order_of_the_files_opens_anybody_else_and_reading_twice_neither(string vendor)
    {
        foreach (var order in ProfileSamples.Orders(ProfileSamples.Of(vendor)))
        {
            foreach (var files in new[] { order, [.. order, .. order], [.. order, .. order.Reverse()] })
            {
                var open = (await ReadAsync(vendor, files)).For(ProfileSamples.Now, Topics);

                Assert.True(open.IsSubsetOf(Expected[vendor]), $"{string.Join(", ", files)} open {string.Join(", ", open.Except(Expected[vendor]))}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task Files_read_as_exports_of_their_own_open_nobody_else(string vendor)
    {
        // Each file by another reader, as three imports on three days: what the readers remember cannot help.
        foreach (var order in ProfileSamples.Orders(ProfileSamples.Of(vendor)))
        {
            var contactable = new Contactable();
            var day = ProfileSamples.Now;
            foreach (var sample in order.Concat(order))
            {
                contactable.Take(await ProfileSamples.ReadAsync(ProfileSamples.Reader(vendor), sample), day);
                day += Duration.FromDays(1);
            }

            var refused = RefusedEverywhere[vendor];
            Assert.DoesNotContain(contactable.For(day, Topics), open => refused.Any(address => open.StartsWith(address, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task Older_export_imported_again_does_not_revive_who_refused_since(string vendor)
    {
        var contactable = await ReadAsync(vendor, ProfileSamples.Of(vendor));
        var refusedAt = ProfileSamples.Now + Duration.FromDays(10);
        foreach (var address in Expected[vendor].Select(text => text.Split(' ')[0]).Distinct())
        {
            foreach (var customer in await WhoHasAsync(vendor, address))
            {
                contactable.Say(new ConsentEntry(customer, ContactPoint.Parse(Channel.Email, address), Purpose.Marketing, ConsentState.OptOut, refusedAt, "own form"), refusedAt);
            }
        }

        foreach (var sample in ProfileSamples.Of(vendor))
        {
            contactable.Take(await ProfileSamples.ReadAsync(ProfileSamples.Reader(vendor), sample), refusedAt + Duration.FromDays(1));
        }

        Assert.Empty(contactable.For(refusedAt + Duration.FromDays(3650), Topics));
    }

    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public async Task No_import_is_proof_of_an_agreement(string vendor)
    {
        var reader = ProfileSamples.Reader(vendor);
        foreach (var sample in ProfileSamples.Of(vendor))
        {
            Assert.DoesNotContain(await ProfileSamples.ReadAsync(reader, sample), record => record.Consents.Any(entry => entry.IsFreshOptIn));
        }
    }

    /// <summary>Addresses that some file refuses outright, whichever other file permits them.</summary>
    private static readonly Dictionary<string, string[]> RefusedEverywhere = new(StringComparer.Ordinal)
    {
        ["hubspot"] = ["ben.sample@", "sample.family@", "dan.specimen@", "deleted.contact@", "fay.invented@"],
        ["keap"] = ["hal.sample@", "ida.placeholder@", "jon.specimen@", "kim.fictional@", "lou.invented@"],
        ["sharpspring"] = ["ola.sample@", "pia.placeholder@", "quin.specimen@", "gone.lead@", "bounced.lead@"],
        ["dynamics365"] = ["sam.sample@", "tia.", "uma.specimen@", "wes.invented@", "left.long.ago@", "+12025550133", "+12025550135"],
    };

    private static string[] AtLarge(string address) => [address, .. Topics.Select(topic => $"{address} about {topic}")];

    private static async Task<Contactable> ReadAsync(string vendor, IEnumerable<ProfileSample> files)
    {
        var reader = ProfileSamples.Reader(vendor);
        var contactable = new Contactable();
        foreach (var sample in files)
        {
            contactable.Take(await ProfileSamples.ReadAsync(reader, sample), ProfileSamples.Now);
        }

        return contactable;
    }

    private static async Task<IEnumerable<CustomerId>> WhoHasAsync(string vendor, string address) =>
        (await ProfileSamples.ReadAsync(ProfileSamples.Reader(vendor), ProfileSamples.Of(vendor)[0]))
            .Where(record => record.Person!.ContactPoints.Any(point => point.Point.FoldedAddress == address))
            .Select(record => record.Customer);
}
