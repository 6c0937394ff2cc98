using System.Text.Json.Nodes;
using CrmKit.Cadence;

namespace CrmKit.Engines.Tests;

public sealed class BusinessProfileJsonTests
{
    [Fact]
    public void Profiles_are_read_as_they_were_written() => Law.Holds(
        GeneratedProfiles.Profiles,
        profile =>
        {
            var text = BusinessProfileJson.ToText(profile);
            var read = BusinessProfileJson.FromText(text);
            Assert.Equal(profile, read);
            Assert.Equal(text, BusinessProfileJson.ToText(read));
            Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        });

    [Fact]
    public void Profiles_that_differ_anywhere_are_not_equal()
    {
        var profile = BusinessProfiles.BoatDealer();
        Assert.NotEqual(profile, profile with { Name = "x" });
        Assert.NotEqual(profile, profile with { Channels = [Channel.Post] });
        Assert.NotEqual(profile, profile with { Items = profile.Items.RemoveAt(0) });
        Assert.NotEqual(profile, profile with { Risk = profile.Risk! with { Gone = 5 } });
        Assert.NotEqual(profile, profile with { Rhythm = null });
        Assert.NotEqual(profile, profile with { Value = profile.Value! with { Tiers = profile.Value.Tiers.RemoveAt(2) } });
        var band = profile.Bands.NeverBought;
        Assert.NotEqual(profile, profile with { Bands = new RecencyBands(band with { Contents = band.Contents.SetItem(0, band.Contents[0] with { Purpose = new Purpose("x") }) }, profile.Bands.Bought) });
    }

    // Each row breaks one field of a profile that is otherwise in order: the path, what is written there, and the field that the message names.
    [Theory]
    [InlineData("schema", "2", "schema")]
    [InlineData("schema", "null", "schema")]
    [InlineData("name", "\"Boat dealer\"", "name")]
    [InlineData("name", "\"\\ud800\"", "name")]
    [InlineData("intervalDays", "0", "intervalDays")]
    [InlineData("intervalDays", "1.5", "intervalDays")]
    [InlineData("shortestDays", "3661", "shortestDays")]
    [InlineData("longestDays", "29", "longestDays")]
    [InlineData("most.contacts", "0", "most.contacts")]
    [InlineData("most.days", "-1", "most.days")]
    [InlineData("most.days", "3661", "most.days")]
    [InlineData("channels", "[]", "channels")]
    [InlineData("channels", "[\"fax\"]", "channels")]
    [InlineData("channels", "[\"post\", \"post\"]", "channels")]
    [InlineData("items.0.restDays", "-1", "items[0].restDays")]
    [InlineData("items.0.item", "\"accessories\"", "items")]
    [InlineData("bands.1.belowDays", "90", "bands[1].belowDays")]
    [InlineData("bands.1.factor", "0.5", "bands[1].factor")]
    [InlineData("bands.3.belowDays", "9000", "bands[3].belowDays")]
    [InlineData("bands.0.name", "\"owner\"", "bands")]
    [InlineData("bands.0.contents", "[]", "bands[0].contents")]
    [InlineData("bands.0.contents", "[{\"kind\":\"pitch\",\"class\":\"promotional\",\"topic\":\"boat\"}]", "bands[0].contents")]
    [InlineData("bands.0.contents.0.kind", "\"gift\"", "bands[0].contents[0].kind")]
    [InlineData("bands.0.contents.0.class", "\"promotional\"", "bands[0].contents[0].class")]
    [InlineData("bands.0.contents.1.class", "\"relationship\"", "bands[0].contents[1].class")]
    [InlineData("bands.0.contents.1.class", "\"legal\"", "bands[0].contents[1].class")]
    [InlineData("bands.0.contents.1.topic", "\"plane\"", "bands[0].contents[1].topic")]
    [InlineData("bands.0.contents.1.topic", "null", "bands[0].contents[1].topic")]
    [InlineData("bands.0.contents.1.condition.item", "\"plane\"", "bands[0].contents[1].condition.item")]
    [InlineData("bands.0.contents.1.condition.owned", "1", "bands[0].contents[1].condition.owned")]
    [InlineData("bands.0.contents.1.condition.atLeastDays", "-1", "bands[0].contents[1].condition.atLeastDays")]
    [InlineData("bands.0.contents.1.condition.atMostDays", "-1", "bands[0].contents[1].condition.atMostDays")]
    [InlineData("bands.0.contents.1.purpose", "\"X\"", "bands[0].contents[1].purpose")]
    [InlineData("neverBought", "null", "neverBought")]
    [InlineData("neverBought.factor", "0", "neverBought.factor")]
    [InlineData("neverBought.belowDays", "7", "neverBought.belowDays")]
    [InlineData("value.currency", "\"euro\"", "value.currency")]
    [InlineData("value.tiers", "[]", "value.tiers")]
    [InlineData("value.tiers.0.from", "1", "value.tiers[0].from")]
    [InlineData("value.tiers.1.from", "0", "value.tiers[1].from")]
    [InlineData("value.tiers.1.factor", "1.5", "value.tiers[1].factor")]
    [InlineData("risk.leaving", "1.1", "risk.leaving")]
    [InlineData("risk.gone", "0.9", "risk.gone")]
    [InlineData("risk.turnsAt", "1", "risk.turnsAt")]
    [InlineData("risk", "[]", "risk")]
    [InlineData("rhythm.leadDays", "366", "rhythm.leadDays")]
    [InlineData("rhythm.soonest", "\"0.5\"", "rhythm.soonest")]
    [InlineData("rhythm.latest", "0.5", "rhythm.latest")]
    public void What_is_amiss_is_told_by_the_name_of_the_field(string path, string written, string named)
    {
        var root = JsonNode.Parse(BusinessProfileJson.ToText(BusinessProfiles.BoatDealer()))!;
        var node = root;
        var steps = path.Split('.');
        foreach (var step in steps[..^1])
        {
            node = int.TryParse(step, CultureInfo.InvariantCulture, out var place) ? node[place]! : node[step]!;
        }

        node[steps[^1]] = "@";
        var text = root.ToJsonString().Replace("\"@\"", written, StringComparison.Ordinal);
        Assert.Contains($"'{named}'", Assert.Throws<FormatException>(() => BusinessProfileJson.FromText(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_none_or_has_a_slip_of_the_pen_is_refused()
    {
        var text = BusinessProfileJson.ToText(BusinessProfiles.Coach());
        Assert.Contains("line 2", Refused(text.Insert(2, "!")), StringComparison.Ordinal);
        Assert.Contains("no name stands twice", Refused(text.Replace("\"risk\"", "\"value\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("no field 'longestDay'", Refused(text.Replace("\"longestDays\"", "\"longestDay\": 3, \"longestDays\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("'risk'", Refused(text.Replace("\"turnsAt\"", "\"turnAt\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("an object", Refused("[]"), StringComparison.Ordinal);
        Assert.Equal(BusinessProfiles.Coach(), BusinessProfileJson.FromText("// mine\n" + text));
    }

    [Fact]
    public void Profile_that_breaks_a_rule_is_neither_written_nor_used()
    {
        var broken = BusinessProfiles.Coach() with { LongestDays = 3 };
        Assert.Contains("'longestDays'", Assert.Throws<ArgumentException>(() => BusinessProfileJson.ToText(broken)).Message, StringComparison.Ordinal);
        Assert.Contains("14 to 3660", Assert.Throws<ArgumentException>(() => new CadencePolicy(broken)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CadencePolicy(broken with { LongestDays = 90, Channels = default }));
        Assert.Throws<ArgumentException>(() => new CadencePolicy(broken with { LongestDays = 90, Bands = null! }));
    }

    private static string Refused(string text) => Assert.Throws<FormatException>(() => BusinessProfileJson.FromText(text)).Message;
}
