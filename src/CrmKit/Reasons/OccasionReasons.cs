namespace CrmKit;

/// <summary>The codes of the reasons that occasions give; that of a birthday is <see cref="ReasonCodes.Birthday"/>. They are stored, so that they never change their meaning.</summary>
public static class OccasionReasons
{
    /// <summary>The first purchase returns. Arguments: day, years, since.</summary>
    public const string Anniversary = "occasion.anniversary";

    /// <summary>Thanks for a purchase. Arguments: bought, and amount where an amount decides.</summary>
    public const string ThankYou = "occasion.thank-you";

    /// <summary>The question how a service holds. Arguments: item, bought.</summary>
    public const string ServiceCheckBack = "occasion.service-check-back";

    /// <summary>The question whether a settled complaint stays settled. Arguments: complaint (its key), settled.</summary>
    public const string ComplaintCheckBack = "occasion.complaint-check-back";

    /// <summary>What was bought will soon be used up. Arguments: bought, window-start, window-end where one is known.</summary>
    public const string Replenishment = "occasion.replenishment";

    /// <summary>An offer ahead of a season. Arguments: season, starts, and bought (the last purchase in such a season) where that decides.</summary>
    public const string SeasonalOffer = "occasion.seasonal-offer";

    /// <summary>A card for a holiday. Arguments: holiday, day, known (<c>own-date</c>, <c>stated</c> or <c>kept-by-all</c>).</summary>
    public const string HolidayCard = "occasion.holiday-card";
}
