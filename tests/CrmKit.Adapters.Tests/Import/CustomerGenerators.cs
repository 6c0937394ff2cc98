using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Customers with everything that a record can hold, in texts that trip files up.</summary>
internal static class CustomerGenerators
{
    private static readonly string[] Pieces =
    [
        "\"", ",", ";", "'", "''", "=", "+", "-", "@", "#", " ", "\\", "\\n", "\\,", "/", ":", "a", "Z", "0", "17", "=1+1", "-10", "'=1", "@SUM(A1)", "^n", "^'", "%", "%41", "NULL",
        "\u05D0", "\u202E", "\u200B", "\u0430", "e\u0301", "\U0001F600", "\uFFFD", "ß", "ı", "日本語の名前", "item1.EMAIL:x", "END:VCARD",
    ];

    /// <summary>One line of text, with something to see.</summary>
    public static Gen<string> Line { get; } =
        Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces)).Where(text => text.Length <= 200 && !string.IsNullOrWhiteSpace(text));

    /// <summary>Several lines, as notes and addresses have them.</summary>
    public static Gen<string> Lines { get; } = Line.NonEmptyListOf().Select(lines => string.Join('\n', lines)).Where(text => text.Length <= 900);

    public static Gen<string> Codes { get; } = Gen.Elements("a", "news", "new-arrivals", "x--y", "at", "2", "status", "-", "from-2");

    public static Gen<LocalDate> Days { get; } = Gen.Choose(-25_000, 30_000).Select(DayNumber.ToDate);

    /// <summary>To the microsecond, as stores keep them.</summary>
    public static Gen<Instant> Instants { get; } =
        from seconds in Gen.Choose(0, int.MaxValue)
        from micros in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999_999))
        select Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds(1000L * micros);

    public static Gen<PartialDate> PartialDates { get; } =
        from day in Gen.OneOf(Days, Gen.Constant(new LocalDate(2000, 2, 29)))
        from hasYear in Gen.Elements(true, false)
        select hasYear ? new PartialDate(day) : new PartialDate(new AnnualDate(day.Month, day.Day));

    public static Gen<ContactPoint> Points { get; } = Gen.OneOf(
        Gen.Elements("anna@example.com", "Anna+x@example.com", "o'neil@example.org", "=x@example.com", "-@example.com", "ñandú@xn--bcher-kva.example").Select(a => ContactPoint.Parse(Channel.Email, a)),
        Gen.Choose(10_000_000, 99_999_999).SelectMany(n => Gen.Elements(Channel.Phone, Channel.Sms).Select(channel => ContactPoint.Parse(channel, $"+49{n}"))),
        Lines.Select(text => ContactPoint.Parse(Channel.Post, text)),
        Gen.Elements("signal:name.42", "xmpp:anna@example.com", "chat:a b%41;,\\", "chat:日本", "chat:+49 30").Select(a => ContactPoint.Parse(Channel.Messenger, a)));

    public static Gen<ContactPointRecord> PointRecords { get; } =
        from point in Points
        from status in Gen.Elements(Enum.GetValues<ContactPointStatus>())
        from label in Gen.OneOf(Gen.Constant<string?>(null), Gen.Elements<string?>("home", "work", "HOME", "mother's, at \"night\"; =1"), Line.Where(text => text.Length <= 50).Select(text => (string?)text))
        select new ContactPointRecord(point, status) { Label = label };

    public static Gen<FieldValue> FieldValues { get; } = Gen.OneOf(
        Lines.Select(FieldValue.Of),
        Gen.Elements("\r\nx", " x ", "\t", "\r", "'+49", "true").Select(FieldValue.Of),
        Gen.Choose(int.MinValue, int.MaxValue).Select(n => FieldValue.Of((long)n * 1_000_003)),
        Amounts.SelectMany(amount => Gen.Elements(FieldValue.Of(amount), FieldValue.Of(-amount), FieldValue.Of(new Money(-amount, Currency.Usd)))),
        Gen.Elements(true, false).Select(FieldValue.Of),
        Days.Select(FieldValue.Of),
        Instants.Select(FieldValue.Of));

    public static Gen<decimal> Amounts =>
        from low in Gen.Choose(0, int.MaxValue)
        from high in Gen.Elements(0, 1)
        from scale in Gen.Choose(0, 20)
        select new decimal(low, high, 0, isNegative: false, (byte)scale);

    private static Gen<T?> Maybe<T>(Gen<T> gen)
        where T : class => Gen.OneOf(Gen.Constant<T?>(null), gen.Select(value => (T?)value));

    private static Gen<T?> MaybeValue<T>(Gen<T> gen)
        where T : struct => Gen.OneOf(Gen.Constant<T?>(null), gen.Select(value => (T?)value));

    private static Gen<PartyRole> Roles { get; } =
        from code in Codes.SelectMany(code => Gen.Elements(code, "member", "parent", "spouse", "has-agent", "has-member"))
        from of in Line
        from hasFrom in Gen.Elements(true, false)
        from hasUntil in Gen.Elements(true, false)
        from day in Days
        select new PartyRole(code, of, hasFrom ? day : null, hasUntil ? day.PlusDays(40) : null);

    private static Gen<Interest> Interests { get; } =
        from topic in Codes
        from origin in Gen.Elements(Enum.GetValues<InterestOrigin>())
        from isWelcome in Gen.Elements(true, false)
        from at in Instants
        select new Interest(new Topic(topic), origin, isWelcome, at);

    private static Gen<CareFlag> CareFlags { get; } =
        from kind in Gen.Elements(Enum.GetValues<CareKind>())
        from until in MaybeValue(Days)
        select new CareFlag(kind, until);

    private static Gen<ContactBlock> Blocks { get; } =
        from channel in MaybeValue(Gen.Elements(Enum.GetValues<Channel>()))
        from one in MaybeValue(Days)
        from other in MaybeValue(Days)
        select new ContactBlock(channel, one > other ? other : one, one > other ? one : other);

    private static Gen<CustomFields> FieldSets { get; } =
        from fields in (from name in Gen.OneOf(Line.Where(text => text.Length <= 100), Gen.Elements("size", "Size", "a:b", "x:number", " y ")) from value in FieldValues select (name, value)).ListOf()
        select fields.Aggregate(CustomFields.None, (all, field) => all.With(field.name, field.value));

    /// <summary>Customers in the order in which files list what has no order of its own: dates by name, roles and flags by what they are.</summary>
    public static Gen<Customer> Customers { get; } =
        from id in Line
        from kind in Gen.Elements(Enum.GetValues<PartyKind>())
        from names in Gen.Zip(Maybe(Line), Gen.Zip(Maybe(Line), Maybe(Line)))
        from points in PointRecords.ListOf()
        from birthday in MaybeValue(PartialDates)
        from dates in (from name in Codes from date in PartialDates select new ImportantDate(name, date)).ListOf()
        from roles in Roles.ListOf()
        from interests in Interests.ListOf()
        from flags in CareFlags.ListOf()
        from blocks in Blocks.ListOf()
        from fields in FieldSets
        from hours in Gen.Elements<DailyHours?>(null, new DailyHours(new LocalTime(9, 0), new LocalTime(12, 30)), new DailyHours(new LocalTime(22, 0, 30), LocalTime.Midnight))
        from language in Gen.Elements(null, "de", "pt-BR")
        from zone in Gen.Elements<CustomerZone?>(null, new CustomerZone(CsvText.Berlin, ZoneSource.Person), new CustomerZone(DateTimeZoneProviders.Tzdb["Asia/Kolkata"], ZoneSource.Place))
        select new Customer
        {
            Id = id,
            Kind = kind,
            Name = names.Item1,
            GivenName = names.Item2.Item1,
            FamilyName = names.Item2.Item2,
            ContactPoints = [.. points.DistinctBy(point => (point.Channel, point.Point.FoldedAddress))],
            Birthday = birthday,
            Dates = [.. dates.DistinctBy(date => date.Name).OrderBy(date => date.Name, StringComparer.Ordinal)],
            Roles = Sorted(roles.Distinct()),
            Interests = interests.Aggregate(ImmutableArray<Interest>.Empty, (all, next) => Interest.Note(all, next)),
            CareFlags = [.. flags.Distinct().OrderBy(flag => flag.Kind).ThenBy(flag => flag.Until)],
            Blocks = [.. blocks.Distinct().OrderBy(block => block.Channel).ThenBy(block => block.From).ThenBy(block => block.Until)],
            Fields = fields,
            PreferredHours = hours,
            Language = language,
            Zone = zone,
        };

    /// <summary>Customers of one file, each with an id of its own.</summary>
    public static Arbitrary<List<Customer>> Books { get; } = Customers.ListOf().Select(all => all.DistinctBy(customer => customer.Id).ToList()).ToArbitrary();

    /// <summary>Roles in the order of files.</summary>
    public static ImmutableArray<PartyRole> Sorted(IEnumerable<PartyRole> roles) =>
        [.. roles.OrderBy(role => role.Role, StringComparer.Ordinal).ThenBy(role => role.Of).ThenBy(role => role.From).ThenBy(role => role.Until)];
}
