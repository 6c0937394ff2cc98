namespace CrmKit.Cadence;

public static partial class BusinessProfiles
{
    /// <summary>A dress shop: its stock changes with the season, and mail shows it.</summary>
    public static BusinessProfile DressShop() => new()
    {
        Name = "dress-shop",
        IntervalDays = 40,
        ShortestDays = 14,
        LongestDays = 365,
        Channels = [Channel.Email],
        Items = [Sold("dress", 45), Sold("coat", 300), Sold("accessories", 30)],
        Bands = new RecencyBands(
            new RecencyBand("never-bought", null, 1.5, [News("collection"), Useful("styling"), Offer("dress")]),
            new RecencyBand("fresh", 30, 1, [Care(), Useful("fabric-care"), Offer("accessories", Owns("dress", atMostDays: 60)), News("collection")]),
            new RecencyBand("season", 180, 1, [News("collection"), Offer("dress"), Useful("styling"), Offer("coat")]),
            new RecencyBand("year", 365, 1.5, [News("collection"), Offer("dress"), Care(Channel.Email, Channel.Post)]),
            new RecencyBand("long-ago", null, 3, [Care(Channel.Email, Channel.Post), News("collection")])),
        Value = Worth(300, 1000),
        Risk = new RiskResponse(),
        Rhythm = new RhythmResponse(),
    };

    /// <summary>A boat dealer: few and large purchases, so that a card by post or a call is due, accessories early, and the new model with a trade-in only years later.</summary>
    public static BusinessProfile BoatDealer() => new()
    {
        Name = "boat-dealer",
        IntervalDays = 60,
        ShortestDays = 30,
        LongestDays = 730,
        Channels = [Channel.Post, Channel.Phone],
        Items = [Sold("boat", 1095), Sold("trade-in", 1095), Sold("accessories", 60), Sold("engine-service", 270)],
        Bands = new RecencyBands(
            new RecencyBand("never-bought", null, 1, [News("sea-trial", Channel.Phone), Useful("buying-a-boat"), Offer("boat")]),
            new RecencyBand("handover", 90, 0.75, [Care(Channel.Phone), Offer("accessories", Owns("boat")), Useful("first-season"), News("boat-show")]),
            new RecencyBand("first-year", 365, 1, [Useful("winter-storage"), Offer("accessories", Owns("boat")), Offer("engine-service", Owns("boat")), News("boat-show"), Care()]),
            new RecencyBand("owner", 1095, 1.25, [Useful("routes"), Offer("engine-service", Owns("boat")), News("boat-show"), Offer("accessories", Owns("boat")), Care()]),
            new RecencyBand("renewal", null, 1.5, [Offer("boat"), Offer("trade-in", Owns("boat", atLeastDays: 1095)), News("sea-trial", Channel.Phone), Care()])),
        Value = Worth(2_000, 10_000),
        Risk = new RiskResponse(),
        Rhythm = new RhythmResponse { LeadDays = 30 },
    };

    /// <summary>An online shop: many small purchases, and mail.</summary>
    public static BusinessProfile OnlineShop() => new()
    {
        Name = "online-shop",
        IntervalDays = 28,
        ShortestDays = 14,
        LongestDays = 180,
        Channels = [Channel.Email],
        Items = [Sold("bestsellers", 30), Sold("refill", 14), Sold("bundle", 90)],
        Bands = new RecencyBands(
            new RecencyBand("never-bought", null, 1, [Useful("guide"), News("new-in"), Offer("bestsellers")]),
            new RecencyBand("fresh", 14, 1, [Care(), Useful("guide"), News("new-in")]),
            new RecencyBand("active", 90, 1, [News("new-in"), Offer("bestsellers"), Useful("guide"), Offer("refill", Owns("refill", atLeastDays: 14))]),
            new RecencyBand("quiet", 270, 1.5, [News("new-in"), Offer("bundle", Lacks("bundle")), Useful("guide")]),
            new RecencyBand("long-ago", null, 4, [Care(), News("new-in")])),
        Value = Worth(150, 600),
        Risk = new RiskResponse(),
        Rhythm = new RhythmResponse { LeadDays = 3 },
    };
}
