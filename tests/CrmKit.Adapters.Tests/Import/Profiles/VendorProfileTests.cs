using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import.Profiles;

public sealed class VendorProfileTests
{
    [Theory]
    [MemberData(nameof(ProfileSamples.Vendors), MemberType = typeof(ProfileSamples))]
    public void Built_in_profile_bears_its_name(string vendor)
    {
        Assert.Equal(vendor, VendorProfile.BuiltIn(vendor).Name);
        Assert.Equal(vendor, VendorProfile.Parse(VendorProfile.BuiltInText(vendor)).ToString());
    }

    [Fact]
    public void Unknown_name_is_answered_with_those_that_there_are()
    {
        Assert.Contains("dynamics365, hubspot, keap, sharpspring", Assert.Throws<ArgumentException>(() => VendorProfile.BuiltIn("rolodex")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("{}", "\"name\"")]
    public void Text_that_is_no_profile_is_refused(string json, string says)
    {
        Assert.Contains(says, Assert.Throws<FormatException>(() => VendorProfile.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"optIn\": [\"Confirmed\"", "\"optIn\": [\"Opt-Out\"", "two meanings")]
    [InlineData("\"optIn\":", "\"optin-ish\":", "none of nothing, optIn")]
    [InlineData("\"about\": [\"email3\"]", "\"about\": [\"email4\"]", "\"about\" must name them")]
    [InlineData("\"use\": \"status\" },", "\"use\": \"state\" },", "no table")]
    [InlineData("\"M/d/uuuu\"", "\"M/d/yy\"", "year of four digits")]
    [InlineData("\"vendor\": \"Keap\",", "\"vendor\": \"Keap\", \"colour\": \"green\",", "\"colour\" is no property")]
    [InlineData("\"name\": \"keap\",", "\"name\": \"Keap!\",", "unusable")]
    public void Mistake_in_a_profile_is_named(string from, string to, string says)
    {
        var text = VendorProfile.BuiltInText("keap");
        Assert.Contains(from, text, StringComparison.Ordinal);

        var fault = Assert.Throws<FormatException>(() => VendorProfile.Parse(text.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profile_of_ones_own_reads_columns_of_ones_own()
    {
        var text = VendorProfile.BuiltInText("keap").Replace("\"Id\", \"Contact Id\"", "\"Kundennummer\", \"Id\"", StringComparison.Ordinal);
        var reader = new ProfileReader(VendorProfile.Parse(text), ProfileSamples.Options);

        Assert.Equal("17", Assert.Single(await ProfileSamples.ReadAsync(reader, "KUNDEN_NUMMER,Email\n17,a@example.com\n", ProfileFileKind.Contacts)).Customer.Value);
    }

    [Theory]
    [InlineData("+")]
    [InlineData("49")]
    [InlineData("+0")]
    [InlineData("+49 30")]
    public void Calling_code_of_another_form_is_refused(string code) =>
        Assert.Throws<ArgumentException>(() => ProfileSamples.Reader("keap", ProfileSamples.Options with { CallingCode = code }));

    [Fact]
    public void Unusable_options_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ProfileSamples.Reader("keap", ProfileSamples.Options with { DatePatterns = ["d"] }));
        Assert.Throws<ArgumentException>(() => ProfileSamples.Reader("keap", ProfileSamples.Options with { DecimalSeparator = '\'' }));
        Assert.Throws<ArgumentException>(() => ProfileSamples.Reader("keap", ProfileSamples.Options with { Delimiter = 'x' }));
        Assert.Throws<ArgumentException>(() => ProfileSamples.Reader("keap", ProfileSamples.Options with { BusinessZone = null! }));
    }
}
