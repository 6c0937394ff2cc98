using CrmKit.Calendars;

namespace CrmKit.Cadence;

/// <summary>An offer that comes before its season: boats in January, for a season that starts in March.</summary>
public sealed record SeasonalOfferOptions
{
    /// <summary>The season's name, and the topic of the offer: who wants to hear nothing of it may say so. There is no default.</summary>
    public required Topic Season { get; init; }

    /// <summary>The day on which the season starts, with what becomes of 29 February. There is no default.</summary>
    public required AnnualOccasion Start { get; init; }

    /// <summary>Days from the first day of the offer to the start of the season. 1 to 300, default 60.</summary>
    public int LeadDays { get; init; } = 60;

    /// <summary>For how many days the offer makes sense. 1 to <see cref="LeadDays"/>, default 30.</summary>
    public int OfferDays { get; init; } = 30;

    /// <summary>Days from the first day of the offer to its best one. 0 to one less than <see cref="OfferDays"/>, default 0.</summary>
    public int BestAfterDays { get; init; }

    /// <summary>Whether only those hear of it who bought and kept something in that season of an earlier year. Default no.</summary>
    public bool EarlierBuyersOnly { get; init; }

    /// <summary>How long the season is, from its start, for who bought in it. 1 to 365 days, default 90.</summary>
    public int SeasonDays { get; init; } = 90;

    /// <summary>Admissible channels. Default e-mail.</summary>
    public ImmutableArray<Channel> Channels { get; init; } = [Channel.Email];

    /// <summary>The purpose that consent is needed for. Default marketing.</summary>
    public Purpose Purpose { get; init; } = Purpose.Marketing;
}
