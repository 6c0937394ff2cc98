namespace CrmKit.Cadence;

public static partial class BusinessProfiles
{
    /// <summary>A repair shop: heard of when something is due for a check, by text message or mail.</summary>
    public static BusinessProfile RepairShop() => new()
    {
        Name = "repair-shop",
        IntervalDays = 90,
        ShortestDays = 30,
        LongestDays = 730,
        Channels = [Channel.Sms, Channel.Email],
        Items = [Sold("repair", 90), Sold("inspection", 300), Sold("tyres", 150)],
        Bands = new RecencyBands(
            new RecencyBand("never-bought", null, 1.5, [Useful("self-check"), Offer("inspection")]),
            new RecencyBand("fresh", 60, 0.5, [Care(Channel.Phone, Channel.Sms), Useful("self-check"), News("workshop-days")]),
            new RecencyBand("year", 300, 1, [Useful("season-check"), Offer("tyres", Lacks("tyres")), Offer("inspection", Lacks("inspection"))]),
            new RecencyBand("due-again", 900, 1, [Offer("inspection"), Useful("season-check"), Offer("tyres", Owns("tyres", atLeastDays: 150))]),
            new RecencyBand("long-ago", null, 2, [Useful("season-check"), Care(), News("workshop-days")])),
        Value = Worth(400, 1500),
        Risk = new RiskResponse(),
        Rhythm = new RhythmResponse { LeadDays = 14 },
    };

    /// <summary>A guest house: guests come back about when they came before; a card by post is kept on the shelf, mail tells of free rooms.</summary>
    public static BusinessProfile GuestHouse() => new()
    {
        Name = "guest-house",
        IntervalDays = 60,
        ShortestDays = 30,
        LongestDays = 730,
        Channels = [Channel.Post, Channel.Email],
        Items = [Sold("stay", 60), Sold("package", 180), Sold("voucher", 300)],
        Bands = new RecencyBands(
            new RecencyBand("never-bought", null, 1.5, [Useful("region"), Offer("stay")]),
            new RecencyBand("just-stayed", 45, 0.5, [Care(), News("events", Channel.Email)]),
            new RecencyBand("this-year", 330, 1, [Useful("region", Channel.Email), Offer("voucher", Lacks("voucher")), Offer("stay")]),
            new RecencyBand("same-season", 480, 1, [Offer("stay"), News("events", Channel.Email), Useful("region", Channel.Email), Offer("package")]),
            new RecencyBand("long-ago", null, 2, [Care(), News("events", Channel.Email)])),
        Value = Worth(500, 2000),
        Risk = new RiskResponse(),
        Rhythm = new RhythmResponse { LeadDays = 60 },
    };

    /// <summary>A coach: few clients, each known by name; a call, or a mail in person.</summary>
    public static BusinessProfile Coach() => new()
    {
        Name = "coach",
        IntervalDays = 60,
        ShortestDays = 14,
        LongestDays = 365,
        Channels = [Channel.Phone, Channel.Email],
        Items = [Sold("session", 21), Sold("course", 240), Sold("workshop", 120)],
        Bands = new RecencyBands(
            new RecencyBand("never-bought", null, 1, [Useful("essay", Channel.Email), News("open-evening", Channel.Email), Offer("session")]),
            new RecencyBand("at-work", 30, 0.5, [Care(), Useful("exercise", Channel.Email), News("open-evening", Channel.Email)]),
            new RecencyBand("afterwards", 180, 1, [Care(), Useful("essay", Channel.Email), Offer("workshop", Lacks("workshop")), Offer("course", Owns("session"))]),
            new RecencyBand("alumni", 720, 1.5, [Useful("essay", Channel.Email), Care(), Offer("session")]),
            new RecencyBand("long-ago", null, 3, [Care(), News("open-evening", Channel.Email)])),
        Value = Worth(1000, 4000),
        Risk = new RiskResponse(),
        Rhythm = new RhythmResponse(),
    };
}
