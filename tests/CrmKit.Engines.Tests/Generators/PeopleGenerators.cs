using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Customers with everything that a record can hold, hostile texts included.</summary>
internal static class PeopleGenerators
{
    /// <summary>Texts that programs like to change: right to left, zero width, quotes, line ends, controls, a byte order mark, beyond the basic plane, long.</summary>
    public static Gen<string> Texts { get; } = Gen.OneOf(
        Gen.Elements(
            string.Empty, " ", "Anna Meier", "O'Neil \"Ann\" \\ </script>", "שלום \u202Eabc\u202C", "محمد", "a\u200Bb\u200D\uFEFF", "line\r\nline\u2028end", "\0\u0001\u001F\u007F\u0085", "\uFEFFbom",
            "\U0001F469\u200D\U0001F680", "e\u0301 \u00E9", "=1+1", "null", "\uFFFF\uFFFD", new string('ж', 10_000)),
        Gen.Elements("x", "é", "\u200F", "\U0001F600", "\"", "\\", "/", "\n", "<", "{", "'").NonEmptyListOf().Select(string.Concat));

    public static Gen<PartialDate> PartialDates { get; } = Gen.OneOf(
        Generated.AnnualDates.Select(day => new PartialDate(day)),
        Generated.Dates.Select(date => new PartialDate(date)),
        Gen.Elements(new PartialDate(new LocalDate(1, 1, 1)), new PartialDate(new LocalDate(9999, 12, 31)), new PartialDate(new LocalDate(2000, 2, 29)), new PartialDate(new LocalDate(-43, 3, 15))));

    /// <summary>Instants to the nanosecond, the ends of the calendar included.</summary>
    public static Gen<Instant> Instants { get; } = Gen.OneOf(
        Generated.NearInstants,
        from instant in Generated.NearInstants from nanoseconds in Gen.Choose(0, 999_999_999) select instant.PlusNanoseconds(nanoseconds),
        Gen.Elements(Instant.MinValue, Instant.MaxValue, Instant.FromUnixTimeTicks(-1)));

    public static Gen<decimal> Decimals { get; } = Gen.OneOf(
        Generated.Amounts,
        Generated.Amounts.Select(amount => -amount),
        Gen.Elements(0m, 0.00m, 1.50m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 1.0000000000000000000000000000m));

    public static Gen<FieldValue> FieldValues { get; } = Gen.OneOf(
        Texts.Select(FieldValue.Of),
        Gen.Elements(new string('\u05D0', FieldValue.MaxTextLength), new string('"', FieldValue.MaxTextLength)).Select(FieldValue.Of),
        Gen.OneOf(Gen.Elements(long.MinValue, long.MaxValue, 0L), Gen.Choose(int.MinValue, int.MaxValue).Select(number => (long)number)).Select(FieldValue.Of),
        Decimals.Select(FieldValue.Of),
        Gen.Elements(true, false).Select(FieldValue.Of),
        Generated.Dates.Select(FieldValue.Of),
        Instants.Select(FieldValue.Of),
        from amount in Decimals from currency in Generated.Currencies select FieldValue.Of(new Money(amount, currency)));

    public static Gen<CustomFields> Fields { get; } =
        Generated.UpTo(4, from name in Gen.Elements("vip", "שם", "a\"b", "Z", "a", "note \U0001F600", "schema") from value in FieldValues select (name, value))
            .Select(pairs => pairs.Aggregate(CustomFields.None, (fields, pair) => fields.With(pair.name, pair.value)));

    public static Gen<ContactPoint> Points { get; } = Gen.OneOf(
        Generated.ContactPoints,
        Gen.Elements(
            ContactPoint.Parse(Channel.Email, "jörg+tag@bücher.example"),
            ContactPoint.Parse(Channel.Post, "1 \"High\" Street\r\nOxford"),
            ContactPoint.Parse(Channel.Messenger, "signal:Näme.42"),
            ContactPoint.Parse(Channel.Email, "second@example.com")));

    public static Gen<ContactPointRecord> PointRecords { get; } =
        from point in Points
        from status in Gen.Elements(Enum.GetValues<ContactPointStatus>())
        from label in Gen.Elements<string?>(null, "work", "דירה", "\"")
        select new ContactPointRecord(point, status) { Label = label };

    public static Gen<Topic> Topics { get; } = Gen.Elements("spring", "hanover", "service").Select(code => new Topic(code));

    public static Gen<Interest> Interests { get; } =
        from topic in Topics
        from origin in Gen.Elements(Enum.GetValues<InterestOrigin>())
        from welcome in Gen.Elements(true, false)
        from at in Generated.FewInstants
        select new Interest(topic, origin, welcome, at);

    public static Gen<PartyRole> Roles { get; } =
        from role in Gen.Elements("member", "contact", "spouse")
        from of in Generated.Customers
        from ends in OrNothing(Generated.NearDates).Two()
        let isInOrder = ends.Item1 is not { } start || ends.Item2 is not { } end || start <= end
        select isInOrder ? new PartyRole(role, of, ends.Item1, ends.Item2) : new PartyRole(role, of, ends.Item2, ends.Item1);

    public static Gen<CareFlag> CareFlags { get; } =
        from kind in Gen.Elements(Enum.GetValues<CareKind>())
        from until in OrNothing(Generated.NearDates)
        select new CareFlag(kind, until);

    public static Gen<ContactBlock> Blocks { get; } =
        from channel in OrNothing(Generated.Channels)
        from ends in OrNothing(Generated.NearDates).Two()
        let isInOrder = ends.Item1 is not { } start || ends.Item2 is not { } end || start <= end
        select isInOrder ? new ContactBlock(channel, ends.Item1, ends.Item2) : new ContactBlock(channel, ends.Item2, ends.Item1);

    public static Gen<Customer> Records { get; } =
        from id in Generated.Customers
        from kind in Gen.Elements(Enum.GetValues<PartyKind>())
        from names in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text)).ListOf(4)
        from points in Generated.UpTo(4, PointRecords)
        from birthday in OrNothing(PartialDates)
        from dates in Generated.UpTo(2, from name in Gen.Elements("wedding", "name-day") from date in PartialDates select new ImportantDate(name, date))
        from zone in OrNothing(from zone in Generated.Zones from source in Gen.Elements(Enum.GetValues<ZoneSource>()) select new CustomerZone(zone, source))
        from hours in OrNothing(Generated.Times.Two().Where(pair => pair.Item1 != pair.Item2).Select(pair => new DailyHours(pair.Item1, pair.Item2.PlusNanoseconds(7))))
        from roles in Generated.UpTo(3, Roles)
        from interests in Generated.UpTo(4, Interests)
        from flags in Generated.UpTo(3, CareFlags)
        from blocks in Generated.UpTo(2, Blocks)
        from fields in Fields
        select new Customer
        {
            Id = id,
            Kind = kind,
            Name = names[0],
            GivenName = names[1],
            FamilyName = names[2],
            Language = names[3],
            ContactPoints = points,
            Birthday = birthday,
            Dates = dates,
            Zone = zone,
            PreferredHours = hours,
            Roles = roles,
            Interests = interests,
            CareFlags = flags,
            Blocks = blocks,
            Fields = fields,
        };

    public static Gen<T?> OrNothing<T>(Gen<T> values)
        where T : struct => Gen.OneOf(Gen.Constant<T?>(null), values.Select(value => (T?)value));
}
