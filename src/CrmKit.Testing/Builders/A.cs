namespace CrmKit.Testing;

/// <summary>Builds domain values for tests, with defaults for all that a test is not about. Addresses are at example.com.</summary>
public static partial class A
{
    /// <summary>The instant at which <see cref="ManualClock"/> stands at first: noon of 1 October 1997, UTC.</summary>
    public static Instant Noon { get; } = Instant.FromUtc(1997, 10, 1, 12, 0);

    /// <summary>An e-mail address at example.com.</summary>
    /// <param name="local">What stands before the @.</param>
    public static ContactPoint Email(string local) => ContactPoint.Parse(Channel.Email, local + "@example.com");

    /// <summary>A person who can be reached by e-mail.</summary>
    /// <param name="id">The id, which is the local part of the address too.</param>
    public static Customer Customer(string id) => new()
    {
        Id = id,
        Name = "Customer " + id,
        GivenName = "Name" + id,
        ContactPoints = [Email(id)],
        Zone = new CustomerZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"], ZoneSource.Person),
        Language = "en",
    };

    /// <summary>A promotional contact by e-mail.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="occurrence">Which occurrence of the reason.</param>
    public static TouchIntent Intent(string customer, string occurrence = "1") => new(
        new TouchKey(customer, ReasonCodes.IntervalDue, occurrence),
        TouchClass.Promotional,
        Purpose.Marketing,
        Email(customer),
        Noon + Duration.FromDays(30));

    /// <summary>A planned contact.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="occurrence">Which occurrence of the reason.</param>
    /// <param name="at">When it is to leave; <see cref="Noon"/> where not given.</param>
    public static PlannedTouch PlannedTouch(string customer, string occurrence = "1", Instant? at = null) => new(
        Intent(customer, occurrence),
        new Reason(ReasonCodes.IntervalDue, ReasonArgument.Of("days", 40), ReasonArgument.Of("interval", 30)),
        at ?? Noon,
        new CustomerZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"], ZoneSource.Person),
        Value: 100);

    /// <summary>The decision to make a planned contact.</summary>
    /// <param name="touch">The contact.</param>
    /// <param name="decidedAt">When it was decided; <see cref="Noon"/> where not given.</param>
    public static PlanDecision Decision(PlannedTouch touch, Instant? decidedAt = null)
    {
        ArgumentNullException.ThrowIfNull(touch);
        return new PlanDecision
        {
            Key = touch.Intent.Key,
            Outcome = PlanOutcome.Planned,
            ProposedBecause = touch.Reason,
            DecidedBecause = new Reason(ReasonCodes.GatesOpen),
            Rule = "open",
            DecidedAt = decidedAt ?? Noon,
            FactsVersion = 0,
            ZoneDataVersion = "test",
            PolicyVersion = "test",
        };
    }

    /// <summary>A plan of contacts, each with its decision.</summary>
    /// <param name="touches">The contacts.</param>
    public static ContactPlan Plan(params IEnumerable<PlannedTouch> touches)
    {
        ImmutableArray<PlannedTouch> planned = [.. touches];
        return new ContactPlan(new LocalDate(1997, 10, 1), planned, [.. planned.Select(touch => Decision(touch))]);
    }
}
