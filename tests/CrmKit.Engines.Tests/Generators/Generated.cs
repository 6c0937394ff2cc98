using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>One generator per domain type.</summary>
internal static class Generated
{
    private static readonly string[] ZoneIds =
    [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Honolulu",
    ];

    public static IReadOnlyList<DateTimeZone> SampleZones { get; } = [.. ZoneIds.Select(id => DateTimeZoneProviders.Tzdb[id])];

    public static Gen<DateTimeZone> Zones { get; } = Gen.Elements(SampleZones.AsEnumerable());

    public static Gen<LocalDate> Dates { get; } =
        Gen.Choose(0, 365 * 130).Select(days => new LocalDate(1900, 1, 1).PlusDays(days));

    /// <summary>Days of one spring, so that several of them meet in a window.</summary>
    public static Gen<LocalDate> NearDates { get; } = Gen.Choose(0, 60).Select(days => new LocalDate(2026, 2, 10).PlusDays(days));

    /// <summary>Whole minutes of one spring, both changes of the clock of either hemisphere included.</summary>
    public static Gen<Instant> NearInstants { get; } =
        Gen.Choose(0, 60 * 24 * 60).Select(minutes => Instant.FromUtc(2026, 2, 10, 0, 0).Plus(Duration.FromMinutes(minutes)));

    /// <summary>A few instants, so that ties are common.</summary>
    public static Gen<Instant> FewInstants { get; } = Gen.Choose(0, 6).Select(day => Instant.FromUtc(2026, 3, 1, 12, 0).Plus(Duration.FromDays(day)));

    public static Gen<AnnualDate> AnnualDates { get; } = Gen.OneOf(
        Gen.Elements(new AnnualDate(2, 28), new AnnualDate(2, 29), new AnnualDate(3, 1), new AnnualDate(12, 31), new AnnualDate(1, 1)),
        Dates.Select(date => new AnnualDate(date.Month, date.Day)));

    public static Gen<LeapDayPolicy> LeapDayPolicies { get; } = Gen.Elements(Enum.GetValues<LeapDayPolicy>());

    public static Gen<AnnualOccasion> Occasions { get; } =
        from date in AnnualDates
        from policy in LeapDayPolicies
        select new AnnualOccasion(date, policy);

    public static Gen<LocalTime> Times { get; } = Gen.Choose(0, (24 * 60) - 1).Select(minute => LocalTime.Midnight.PlusMinutes(minute));

    public static Gen<QuietHours> QuietHours { get; } = Gen.Frequency(
        (1, Gen.Constant(Calendars.QuietHours.None)),
        (6, Times.Two().Where(pair => pair.Item1 != pair.Item2).Select(pair => Calendars.QuietHours.Between(pair.Item1, pair.Item2))));

    public static Gen<Currency> Currencies { get; } = Gen.Elements("EUR", "JPY", "KWD", "CLF", "XXX", "USD").Select(code => new Currency(code));

    /// <summary>Amounts of either sign with 0 to 7 digits after the point, whatever the currency's minor unit.</summary>
    public static Gen<Money> Monies { get; } =
        from amount in Amounts
        from sign in Gen.Elements(-1, 1)
        from currency in Currencies
        select new Money(amount * sign, currency);

    /// <summary>Amounts of zero or more.</summary>
    public static Gen<decimal> Amounts =>
        from units in Gen.OneOf(Gen.Choose(0, 200), Gen.Choose(0, int.MaxValue))
        from scale in Gen.Choose(0, 7)
        select new decimal(units, 0, 0, isNegative: false, (byte)scale);

    public static Gen<int[]> Weights { get; } =
        Gen.Frequency((3, Gen.Choose(0, 5)), (1, Gen.Choose(0, int.MaxValue))).NonEmptyListOf().Select(list => list.ToArray()).Where(list => list.Any(weight => weight > 0));

    /// <summary>A few customers, so that one of them comes again.</summary>
    public static Gen<CustomerId> Customers { get; } = Gen.Elements("7", "18", "anna@example.com", "Ω", "a/b").Select(CustomerId.FromString);

    public static Gen<Channel> Channels { get; } = Gen.Elements(Enum.GetValues<Channel>());

    public static Gen<ContactPoint> ContactPoints { get; } = Gen.Elements(
        ContactPoint.Parse(Channel.Email, "anna@example.com"),
        ContactPoint.Parse(Channel.Email, "Anna@example.com"),
        ContactPoint.Parse(Channel.Sms, "+4930123456"),
        ContactPoint.Parse(Channel.Phone, "+4930123456"),
        ContactPoint.Parse(Channel.Post, "1 High Street"));

    public static Gen<Purpose> Purposes { get; } = Gen.Elements(Purpose.Marketing, Purpose.Greetings);

    public static Gen<TouchClass> TouchClasses { get; } = Gen.Elements(Enum.GetValues<TouchClass>());

    public static Gen<RecordedConsent> Consents { get; } =
        from point in ContactPoints
        from purpose in Purposes
        from state in Gen.Elements(Enum.GetValues<ConsentState>())
        from said in FewInstants
        from late in Gen.Choose(0, 3)
        from source in Gen.Elements("web form", "shop", "letter")
        select new RecordedConsent(new ConsentEntry("7", point, purpose, state, said, source), said.Plus(Duration.FromDays(late)));

    public static Gen<TouchCap> Caps { get; } = Gen.Frequency(
        (1, Gen.Constant(TouchCap.None)),
        (8, from max in Gen.Choose(0, 3) from days in Gen.Choose(1, 30) select TouchCap.AtMost(max, days)));

    /// <summary>Contacts of customer 7.</summary>
    public static Gen<ContactRecord> Contacts { get; } =
        from at in NearInstants
        from touchClass in TouchClasses
        from channel in Channels
        from occurrence in Gen.Choose(0, 1_000_000)
        select new ContactRecord(new TouchKey("7", "test", occurrence.ToString(CultureInfo.InvariantCulture)), at, touchClass, channel);

    /// <summary>Facts of customer 7 as planning sees them, everybody welcome.</summary>
    public static Gen<GateFacts> Facts { get; } =
        from zone in Zones
        from contacts in UpTo(5, Contacts)
        from commitments in UpTo(3, Contacts)
        select Known.Facts(zone) with { Contacts = contacts, Commitments = commitments };

    /// <summary>A purchase of one of a few customers, zero or more, in one currency.</summary>
    public static Gen<(CustomerId Customer, LocalDate Day, decimal Amount)> Orders { get; } =
        from customer in Customers
        from day in Gen.Choose(0, 12).Select(days => new LocalDate(2026, 1, 1).PlusDays(days))
        from amount in Amounts
        select (customer, day, amount);

    public static Gen<PurchaseSummary> Summaries { get; } =
        from start in Gen.Choose(0, 3)
        from gaps in UpTo(3, Gen.Choose(0, 3))
        select Summarise(new LocalDate(2026, 1, 1).PlusDays(start), gaps);

    public static Gen<ImmutableArray<T>> UpTo<T>(int most, Gen<T> values) =>
        Gen.Choose(0, most).SelectMany(count => values.ListOf(count)).Select(list => list.ToImmutableArray());

    public static Gen<ImmutableArray<T>> Shuffled<T>(ImmutableArray<T> values) =>
        Gen.Shuffle(values.ToArray()).Select(shuffled => shuffled.ToImmutableArray());

    private static PurchaseSummary Summarise(LocalDate first, ImmutableArray<int> gaps)
    {
        var summary = PurchaseSummary.Begin("7", first, new Money(1, Currency.Eur));
        foreach (var gap in gaps)
        {
            Assert.True(summary.TryAppend(summary.LastPurchase.PlusDays(gap), new Money(2, Currency.Eur), out summary));
        }

        return summary.ObservedTo(new LocalDate(2026, 1, 20));
    }
}
