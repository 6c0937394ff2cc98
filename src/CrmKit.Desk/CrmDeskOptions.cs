using CrmKit.Cadence;
using CrmKit.Calendars;
using CrmKit.Churn;
using CrmKit.Messaging;
using CrmKit.Scheduling;
using CrmKit.LifetimeValue;

namespace CrmKit.Desk;

/// <summary>What a desk needs to know of the business. Everything else has a default.</summary>
public sealed record CrmDeskOptions
{
    /// <summary>The name of the business, as customers know it.</summary>
    public required string BusinessName { get; init; }

    /// <summary>The e-mail address that the business writes from.</summary>
    public required string From { get; init; }

    /// <summary>The zone of the business: its days begin here, and it stands in for a customer's unknown one.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>The one currency of all purchases.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Quiet hours and cap. Default 20:00 to 08:00, and one contact in 14 days.</summary>
    public GateOptions Gates { get; init; } = new();

    /// <summary>Most contacts on one day, birthdays included but never stopped. Default 40.</summary>
    public DayLimit DayLimit { get; init; } = DayLimit.AtMost(40);

    /// <summary>
    /// Days that a planning looks at, today included. 1 to 64. Default 1: today alone. With more, a contact waits for a better day where there is one; the days to come promise
    /// nothing and are planned again.
    /// </summary>
    public int PlanningDays { get; init; } = 1;

    /// <summary>What settles the instants inside a day, for plans of more than one; <c>null</c>, the default, for the first instant that the gates allow.</summary>
    public SlotOptions? Slots { get; init; }

    /// <summary>Regular contact. Default every 90 days by e-mail. Not used where a <see cref="Profile"/> is.</summary>
    public IntervalCadenceOptions Cadence { get; init; } = new();

    /// <summary>How a business of its trade keeps in touch, such as <see cref="BusinessProfiles.DressShop"/>; <c>null</c>, the default, for the plain interval of <see cref="Cadence"/>.</summary>
    public BusinessProfile? Profile { get; init; }

    /// <summary>Occasions beside birthdays. Default none.</summary>
    public OccasionOptions Occasions { get; init; } = new();

    /// <summary>How many of a person's contacts may sell, kept as a gate; <c>null</c>, the default, for as many as the caps allow.</summary>
    public ContentBalanceOptions? Balance { get; init; }

    /// <summary>How the health of a relationship is told, for sources that read it; <c>null</c>, the default, where none does and it is not reckoned.</summary>
    public HealthOptions? Health { get; init; }

    /// <summary>Birthdays. Default: greeted on the day by e-mail, those of 29 February on the 28th in other years.</summary>
    public BirthdayOptions Birthdays { get; init; } = new() { LeapDay = LeapDayPolicy.February28 };

    /// <summary>Fewest caring contacts in any run of days, planned together with the caps. Default none.</summary>
    public MinimumContact Minimum { get; init; }

    /// <summary>What is sent to keep <see cref="Minimum"/>. Default a greeting by e-mail.</summary>
    public CaringContactOptions Caring { get; init; } = new();

    /// <summary>More sources of contacts, the program's own. Default none.</summary>
    public ImmutableArray<ITouchSource> MoreSources { get; init; } = [];

    /// <summary>More gates, the program's own, asked after the house's. Default none.</summary>
    public ImmutableArray<IGate> MoreGates { get; init; } = [];

    /// <summary>Length of the value horizon in days, from today. 1 to 36,500, default 364: 52 weeks.</summary>
    public int HorizonDays { get; init; } = 364;

    /// <summary>
    /// What is believed of any business: 500 customers or fewer, and more of them whose purchases do not settle a model, are valued by these beliefs and their own data
    /// together. Default weak beliefs, with what a first purchase brings for a typical spend; <c>null</c> for none, so that such a base is not valued.
    /// </summary>
    public PriorBeliefs? Beliefs { get; init; } = new();

    /// <summary>A customer whose chance of still being one is below this is slipping away. Above 0 and at most 1, default 0.5.</summary>
    public double SlippingBelow { get; init; } = 0.5;

    /// <summary>How it is said of customers whether they have left: the window and the level beside the models' chance. Default a year, and one in twenty.</summary>
    public AttritionOptions Attrition { get; init; } = new();

    /// <summary>The words. Default the house's English templates.</summary>
    public ITemplateRenderer? Templates { get; init; }

    /// <summary>One sender for each channel in use. Default an <see cref="EmlFolderSender"/> into <see cref="OutboxFolder"/>.</summary>
    public ImmutableArray<IContactSender> Senders { get; init; } = [];

    /// <summary>Makes the link by which a person withdraws; <c>null</c>, the default, where messages carry none.</summary>
    public IUnsubscribeLinks? UnsubscribeLinks { get; init; }

    /// <summary>Where the default sender writes. Default <c>outbox</c> in the working directory.</summary>
    public string OutboxFolder { get; init; } = "outbox";

    /// <summary>Kept with every decision and effect; raise it when the rules change. Default <c>1</c>.</summary>
    public string PolicyVersion { get; init; } = "1";

    internal static CrmDeskOptions Checked(CrmDeskOptions options)
    {
        RequireParts(options);
        if (string.IsNullOrWhiteSpace(options.BusinessName))
        {
            throw new ArgumentException("BusinessName must be a name.", nameof(options));
        }

        if (options.BusinessZone is null)
        {
            throw new ArgumentException("BusinessZone must be a zone, for example DateTimeZoneProviders.Tzdb[\"Europe/Berlin\"].", nameof(options));
        }

        if (!ContactPoint.TryParse(Channel.Email, options.From, out _))
        {
            throw new ArgumentException($"From must be {ContactPoint.Expected(Channel.Email)}.", nameof(options));
        }

        if (options.HorizonDays is < 1 or > 36_500)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.HorizonDays, "HorizonDays must be 1 to 36500 days.");
        }

        if (options.PlanningDays is < 1 or > ContactProblem.MostDays)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.PlanningDays, $"PlanningDays must be 1 to {ContactProblem.MostDays} days.");
        }

        CaringContactOptions.Check(options.Caring);
        return options.SlippingBelow is > 0 and <= 1
            ? options
            : throw new ArgumentOutOfRangeException(nameof(options), options.SlippingBelow, "SlippingBelow must be above 0 and at most 1.");
    }

    /// <summary>What would otherwise fail later, under a name that is not the option's, or in the middle of sending.</summary>
    private static void RequireParts(CrmDeskOptions options)
    {
        Require(options.Gates is not null, nameof(Gates), "stated, or left out for the defaults");
        Require(options.Cadence is not null, nameof(Cadence), "stated, or left out for the defaults");
        Require(options.Birthdays is not null, nameof(Birthdays), "stated, or left out for the defaults");
        Require(options.Occasions is not null, nameof(Occasions), "stated, or left out for none");
        Require(options.Caring is not null, nameof(Caring), "stated, or left out for the defaults");
        Require(!options.MoreSources.IsDefault, nameof(MoreSources), "an array, [] for none");
        Require(!options.MoreGates.IsDefault, nameof(MoreGates), "an array, [] for none");
        Require(!options.Senders.IsDefault, nameof(Senders), "an array, [] for the default sender");
        Require(!string.IsNullOrWhiteSpace(options.OutboxFolder), nameof(OutboxFolder), "the path of a folder");
        Require(!string.IsNullOrWhiteSpace(options.PolicyVersion), nameof(PolicyVersion), "a text that is not empty");
    }

    private static void Require(bool holds, string name, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} must be {expected}.", name);
        }
    }
}
