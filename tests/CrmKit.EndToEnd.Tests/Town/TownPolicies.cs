using CrmKit.Cadence;
using CrmKit.Calendars;
using CrmKit.Desk;
using CrmKit.Scheduling;

namespace CrmKit.EndToEnd.Tests.Town;

/// <summary>How the businesses of the town keep in touch.</summary>
internal static class TownPolicies
{
    /// <summary>The trades: a profile, the days between two purchases and what one costs.</summary>
    public static ImmutableArray<(BusinessProfile Profile, double MeanGap, decimal Spend)> Trades { get; } =
    [
        (BusinessProfiles.DressShop(), 70, 120m),
        (BusinessProfiles.BoatDealer(), 300, 4_000m),
        (BusinessProfiles.RepairShop(), 150, 300m),
        (BusinessProfiles.GuestHouse(), 250, 500m),
        (BusinessProfiles.OnlineShop(), 40, 60m),
    ];

    /// <summary>The cadence of the trade, with thanks, anniversaries, questions after complaints, and a caring word in any 180 days.</summary>
    public static CrmDeskOptions Cadence(CrmDeskOptions options, BusinessProfile profile) => Plain(options) with
    {
        Minimum = MinimumContact.AtLeast(1, 180),
        MoreSources =
        [
            new ProfileCadence(new CadencePolicy(ByMail(profile))),
            new ThankYous(new ThankYouOptions()),
            new PurchaseAnniversaries(new AnniversaryOptions { LeapDay = LeapDayPolicy.February28 }),
            new ComplaintCheckBacks(new CheckBackOptions()),
            new SurveyPlanner(new SurveyPlannerOptions { Seed = 7, Questions = [new SurveyQuestion(SatisfactionMetric.NetPromoter, SurveyOccasion.Period) { Share = 0.1 }] }),
        ],
    };

    /// <summary>The same beside an offer to everybody every day.</summary>
    public static CrmDeskOptions Pushy(CrmDeskOptions options, BusinessProfile profile)
    {
        var civil = Cadence(options, profile);
        return civil with { MoreSources = civil.MoreSources.Add(new DailyOffers()) };
    }

    /// <summary>A word to everybody every so many days.</summary>
    public static CrmDeskOptions Fixed(CrmDeskOptions options, int days) => Plain(options) with { MoreSources = [new FixedCalendar(days)] };

    // The interval of the house is put out of the way.
    private static CrmDeskOptions Plain(CrmDeskOptions options) => options with { Cadence = new IntervalCadenceOptions { IntervalDays = 3660 } };

    // The town is reached by mail alone.
    private static BusinessProfile ByMail(BusinessProfile profile) => profile with
    {
        Channels = [Channel.Email],
        Bands = new RecencyBands(ByMail(profile.Bands.NeverBought), [.. profile.Bands.Bought.Select(ByMail)]),
    };

    private static RecencyBand ByMail(RecencyBand band) => band with { Contents = [.. band.Contents.Select(content => content with { Channels = [] })] };
}
