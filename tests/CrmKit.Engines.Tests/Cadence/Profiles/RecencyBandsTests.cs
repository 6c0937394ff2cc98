using CrmKit.Cadence;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class RecencyBandsTests
{
    private static readonly BandContent Greeting = new() { Kind = TouchKind.Care, Class = TouchClass.Relationship };
    private static readonly RecencyBand Never = Band("never", null);

    [Fact]
    public void Everybody_is_in_exactly_one_band_and_each_band_has_somebody() => Law.Holds(
        GeneratedProfiles.Bands,
        bands =>
        {
            // The bands told by their own ends alone, one by one, without an order.
            var begins = bands.Bought.Select((band, i) => (Band: band, From: i == 0 ? 0 : bands.Bought[i - 1].BelowDays!.Value)).ToList();
            foreach (var days in begins.SelectMany(begin => new[] { begin.From, begin.From + 1, (begin.Band.BelowDays ?? int.MaxValue) - 1 }))
            {
                var holding = begins.Where(begin => days >= begin.From && !(days >= begin.Band.BelowDays)).ToList();
                Assert.Same(Assert.Single(holding).Band, bands.Of(days));
            }

            Assert.All(begins, begin => Assert.Same(begin.Band, bands.Of(begin.From)));
            Assert.Same(bands.NeverBought, bands.Of(daysSincePurchase: null));
            Assert.DoesNotContain(bands.NeverBought, bands.Bought);
        });

    [Fact]
    public void Bands_that_overlap_or_end_early_are_refused_by_the_name_of_the_field()
    {
        Refused("bands", Never);
        Refused("bands[0].belowDays", Never, Band("a", 30));
        Refused("bands[0].belowDays", Never, Band("a", null), Band("b", null));
        Refused("bands[0].belowDays", Never, Band("a", 0), Band("b", null));
        Refused("bands[1].belowDays", Never, Band("a", 30), Band("b", 30), Band("c", null));
        Refused("bands[1].factor", Never, Band("a", 30, 2), Band("b", null, 1.9));
        Refused("bands[0].factor", Never, Band("a", null, double.NaN));
        Refused("bands[0].name", Never, Band("A", null));
        Refused("bands", Never, Band("never", null));
        Refused("neverBought.belowDays", Band("never", 3), Band("a", null));
        Refused("neverBought.contents", Never with { Contents = [] }, Band("a", null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecencyBands(Never, Band("a", null)).Of(-1));
    }

    private static void Refused(string field, RecencyBand never, params RecencyBand[] bands) =>
        Assert.Contains($"'{field}'", Assert.Throws<ArgumentException>(() => new RecencyBands(never, [.. bands])).Message, StringComparison.Ordinal);

    private static RecencyBand Band(string name, int? below, double factor = 1) => new(name, below, factor, [Greeting]);
}
