namespace CrmKit.Engines.Tests;

/// <summary>The valid values from which examples depart: customer 7, reached by e-mail, who agreed to everything.</summary>
internal static class Known
{
    public static DateTimeZone Berlin { get; } = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static ContactPoint Email { get; } = ContactPoint.Parse(Channel.Email, "anna@example.com");

    public static ContactPoint Mobile { get; } = ContactPoint.Parse(Channel.Sms, "+4930123456");

    public static Instant LongAgo { get; } = Instant.FromUtc(2020, 1, 1, 0, 0);

    public static TouchKey Key(string occurrence = "now") => new("7", "test", occurrence);

    public static RecordedConsent Says(ConsentState state, ContactPoint? point = null, Purpose? purpose = null, Instant? at = null, Instant? recorded = null, string source = "web form") =>
        new(new ConsentEntry("7", point ?? Email, purpose ?? Purpose.Marketing, state, at ?? LongAgo, source), recorded ?? at ?? LongAgo);

    public static GateFacts Facts(DateTimeZone? zone = null) => new()
    {
        Customer = "7",
        FactsVersion = 3,
        ReadAt = Instant.FromUtc(2026, 3, 1, 12, 0),
        Zone = new CustomerZone(zone ?? Berlin, ZoneSource.Person),
        Points = [Email, Mobile],
        Consents = new ConsentLedger(
            from point in new[] { Email, Mobile }
            from purpose in new[] { Purpose.Marketing, Purpose.Greetings }
            select Says(ConsentState.OptIn, point, purpose)),
    };

    public static TouchIntent Intent(TouchClass touchClass = TouchClass.Promotional, Instant? expires = null, ContactPoint? point = null) =>
        new(Key(), touchClass, Purpose.Marketing, point ?? Email, expires ?? Instant.FromUtc(2040, 1, 1, 0, 0));

    public static ContactRecord Contact(Instant at, TouchClass touchClass = TouchClass.Promotional, string? occurrence = null) =>
        new(Key(occurrence ?? at.ToString()), at, touchClass, Channel.Email);

    public static Instant BerlinTime(int year, int month, int day, int hour, int minute = 0) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(Berlin).ToInstant();
}
