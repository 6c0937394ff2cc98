using CrmKit.Cadence;

namespace CrmKit.Desk;

/// <summary>Which occasions a desk keeps beside birthdays. Default none: a contact that nobody asked for is not sent.</summary>
public sealed record OccasionOptions
{
    /// <summary>Thanks after a purchase; <c>null</c> for none.</summary>
    public ThankYouOptions? ThankYou { get; init; }

    /// <summary>The anniversary of the first purchase; <c>null</c> to leave it out.</summary>
    public AnniversaryOptions? Anniversary { get; init; }

    /// <summary>The question how a service holds; <c>null</c> for none.</summary>
    public CheckBackOptions? ServiceCheckBack { get; init; }

    /// <summary>The question whether a settled complaint stays settled; <c>null</c> for none.</summary>
    public CheckBackOptions? ComplaintCheckBack { get; init; }

    /// <summary>The reminder of what will soon be used up; <c>null</c> for none.</summary>
    public ReplenishmentOptions? Replenishment { get; init; }

    /// <summary>Offers ahead of a season. Default none.</summary>
    public ImmutableArray<SeasonalOfferOptions> Seasons
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Cards for holidays; <c>null</c> for none.</summary>
    public HolidayCardOptions? Cards { get; init; }

    /// <summary>Sequences toward a first sale. Default none.</summary>
    public ImmutableArray<FollowUpSequenceOptions> FollowUps
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Questions about satisfaction; <c>null</c> for none.</summary>
    public SurveyPlannerOptions? Surveys { get; init; }

    /// <summary>Thanks, anniversaries and the question after a complaint, as a good shopkeeper keeps them.</summary>
    /// <param name="leapDay">When a first purchase on 29 February is thought of in other years.</param>
    public static OccasionOptions Usual(CrmKit.Calendars.LeapDayPolicy leapDay) => new()
    {
        ThankYou = new ThankYouOptions(),
        Anniversary = new AnniversaryOptions { LeapDay = leapDay },
        ComplaintCheckBack = new CheckBackOptions(),
    };

    internal IEnumerable<ITouchSource> Sources() =>
    [
        .. One(ThankYou, static options => new ThankYous(options)),
        .. One(Anniversary, static options => new PurchaseAnniversaries(options)),
        .. One(ServiceCheckBack, static options => new ServiceCheckBacks(options)),
        .. One(ComplaintCheckBack, static options => new ComplaintCheckBacks(options)),
        .. One(Replenishment, static options => new Replenishments(options)),
        .. Seasons.Select(season => new SeasonalOffers(season)),
        .. One(Cards, static options => new HolidayCards(options)),
        .. FollowUps.Select(sequence => new FollowUpSequence(sequence)),
        .. One(Surveys, static options => new SurveyPlanner(options)),
    ];

    private static IEnumerable<ITouchSource> One<T>(T? options, Func<T, ITouchSource> create)
        where T : class => options is null ? [] : [create(options)];
}
