using CrmKit.Calendars;

namespace CrmKit.Churn;

/// <summary>What was known of one customer at the end of a day: the only thing that a <see cref="Feature"/> sees, so that no feature can look ahead.</summary>
/// <remarks>
/// An event is among them where it had happened and was recorded by the end of the as-of day, and was neither corrected nor taken back by then. What is added, corrected or
/// taken back later changes nothing here. Immutable and thread-safe.
/// </remarks>
public sealed class FeatureFacts
{
    private readonly Lazy<ImmutableArray<NetPurchase>?> _purchases;

    private FeatureFacts(
        CustomerId customer, LocalDate asOf, DateTimeZone businessZone, ImmutableArray<TimelineEvent> events, CustomerOutlook? outlook, TimelineCoverage coverage)
    {
        Customer = customer;
        AsOf = asOf;
        BusinessZone = businessZone;
        Events = events;
        Outlook = outlook;
        Coverage = coverage;
        _purchases = new(ReckonPurchases);
    }

    /// <summary>The customer.</summary>
    public CustomerId Customer { get; }

    /// <summary>The business-local day up to whose end everything is known.</summary>
    public LocalDate AsOf { get; }

    /// <summary>The zone of the business, in which days begin and end.</summary>
    public DateTimeZone BusinessZone { get; }

    /// <summary>The customer's events that were known, in order of when they happened, then of their keys.</summary>
    public ImmutableArray<TimelineEvent> Events { get; }

    /// <summary>What the engines said of the customer, as of this day or an earlier one; <c>null</c> where none was supplied.</summary>
    public CustomerOutlook? Outlook { get; }

    /// <summary>From which day on which kinds of events are recorded at all, so that their absence says something.</summary>
    public TimelineCoverage Coverage { get; }

    /// <summary>The purchases that were known, net of the returns that were, in order of their days; <c>null</c> where they are in several currencies.</summary>
    public ImmutableArray<NetPurchase>? Purchases => _purchases.Value;

    /// <summary>When the customer last did something towards the business: bought, gave back, replied, answered a question, complained; <c>null</c> where never.</summary>
    public Instant? LastTwoWay
    {
        get
        {
            for (var i = Events.Length - 1; i >= 0; i--)
            {
                if (IsTwoWay(Events[i]))
                {
                    return Events[i].OccurredAt;
                }
            }

            return null;
        }
    }

    /// <summary>The facts from versions of events, as a store keeps them.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The business-local day up to whose end everything is known.</param>
    /// <param name="businessZone">The zone of the business.</param>
    /// <param name="versions">Versions of this customer's events in any order, whatever their times: what was not known by the end of the day is left out here.</param>
    /// <param name="outlook">What the engines said of the customer as of this day or an earlier one, from what was known then.</param>
    /// <param name="coverage">From when on which kinds of events are recorded; nothing unless told, so that absence is unknown.</param>
    /// <exception cref="ArgumentException">An event or the outlook is another customer's, or the outlook is of a later day.</exception>
    public static FeatureFacts FromRecorded(
        CustomerId customer, LocalDate asOf, DateTimeZone businessZone, IEnumerable<RecordedEvent> versions, CustomerOutlook? outlook = null, TimelineCoverage? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(versions);
        var end = EndOf(asOf, businessZone);
        return Create(customer, asOf, businessZone, versions.Where(version => Stood(version, end)).Select(version => version.Event), outlook, coverage);
    }

    /// <summary>The facts from events of which it is not known when they were recorded: each is taken as recorded when it happened.</summary>
    /// <remarks>For a history that was imported at one go, whose recorded instants say nothing. A correction made later cannot be told from the truth here.</remarks>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The business-local day up to whose end everything is known.</param>
    /// <param name="businessZone">The zone of the business.</param>
    /// <param name="events">This customer's events in any order: what had not happened by the end of the day is left out here.</param>
    /// <param name="outlook">What the engines said of the customer as of this day or an earlier one, from what was known then.</param>
    /// <param name="coverage">From when on which kinds of events are recorded; nothing unless told, so that absence is unknown.</param>
    /// <exception cref="ArgumentException">An event or the outlook is another customer's, or the outlook is of a later day.</exception>
    public static FeatureFacts FromEvents(
        CustomerId customer, LocalDate asOf, DateTimeZone businessZone, IEnumerable<TimelineEvent> events, CustomerOutlook? outlook = null, TimelineCoverage? coverage = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        return Create(customer, asOf, businessZone, events, outlook, coverage);
    }

    /// <summary>Whether an event is something that the customer did towards the business: a purchase, a return, a reply, an answer, a complaint.</summary>
    /// <param name="item">The event.</param>
    public static bool IsTwoWay(TimelineEvent item) => item is Purchase or PurchaseReturn or Reply or Feedback or Complaint;

    /// <summary>The business-local day of an instant.</summary>
    /// <param name="at">The instant.</param>
    public LocalDate DayOf(Instant at) => at.InZone(BusinessZone).Date;

    /// <summary>Whole days from a day to the as-of day, 0 on the day itself.</summary>
    /// <param name="day">A day up to the as-of day.</param>
    public int DaysSince(LocalDate day) => Period.DaysBetween(day, AsOf);

    /// <summary>First of the last so-many days, of which the as-of day is the last one.</summary>
    /// <param name="days">Length of the window, 1 or more.</param>
    public LocalDate WindowStart(int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);

        // Windows that reach back behind the calendar begin with it.
        return Period.DaysBetween(LocalDate.MinIsoValue, AsOf) < days ? LocalDate.MinIsoValue : AsOf.PlusDays(1 - days);
    }

    /// <summary>Customer's number of events and day alone.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Events.Length} events as of {AsOf:uuuu-MM-dd}");

    private static FeatureFacts Create(
        CustomerId customer, LocalDate asOf, DateTimeZone businessZone, IEnumerable<TimelineEvent> events, CustomerOutlook? outlook, TimelineCoverage? coverage)
    {
        if (customer == default)
        {
            throw new ArgumentException("This is default(CustomerId): name a customer.", nameof(customer));
        }

        if (outlook is not null && (outlook.Customer != customer || outlook.AsOf > asOf))
        {
            throw new ArgumentException(outlook.AsOf > asOf ? $"The outlook is of {outlook.AsOf:uuuu-MM-dd}, after the day asked about, {asOf:uuuu-MM-dd}." : "The outlook is another customer's.", nameof(outlook));
        }

        var end = EndOf(asOf, businessZone);
        var known = events.Where(item => Happened(item, asOf, end)).ToList();
        if (known.Exists(item => item.Customer != customer))
        {
            throw new ArgumentException("An event is another customer's.", nameof(events));
        }

        known.Sort(static (a, b) => a.OccurredAt.CompareTo(b.OccurredAt) is var order and not 0 ? order : string.CompareOrdinal(a.Key.Value, b.Key.Value));
        return new FeatureFacts(customer, asOf, businessZone, [.. known], outlook, coverage ?? TimelineCoverage.None);
    }

    // The end of a day is the start of the next one; after the last day of the calendar nothing comes.
    private static Instant EndOf(LocalDate day, DateTimeZone businessZone)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return day == LocalDate.MaxIsoValue ? Instant.MaxValue : businessZone.StartOf(day.PlusDays(1));
    }

    private static bool Stood(RecordedEvent version, Instant end) =>
        version.RecordedAt < end && (version.SupersededAt is { } superseded ? superseded >= end : !version.IsRetraction);

    // Money carries a day of its own, which a source may have set ahead of the instant.
    private static bool Happened(TimelineEvent item, LocalDate asOf, Instant end) => item.OccurredAt < end && item switch
    {
        Purchase purchase => purchase.Day <= asOf,
        PurchaseReturn given => given.Day <= asOf,
        _ => true,
    };

    private ImmutableArray<NetPurchase>? ReckonPurchases()
    {
        PurchaseSummaryBuilder? builder = null;
        Currency? currency = null;
        foreach (var item in Events)
        {
            if (CurrencyOf(item) is { } own)
            {
                if (currency is { } known && known != own)
                {
                    return null;
                }

                currency = own;
                (builder ??= new PurchaseSummaryBuilder(AsOf, own)).Add(item);
            }
        }

        return builder is null ? [] : [.. builder.NetPurchases().OrderBy(purchase => purchase.Day)];
    }

    private static Currency? CurrencyOf(TimelineEvent item) => item switch
    {
        Purchase purchase => purchase.Amount.Currency,
        PurchaseReturn given => given.Amount.Currency,
        _ => null,
    };
}
