using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Interactions;

/// <summary>Interactions of every type, with hostile texts.</summary>
internal static class InteractionGenerators
{
    // What CSV readers and spreadsheets trip over; then right-to-left, zero-width, homoglyph, combining, beyond the basic plane.
    private static readonly string[] Pieces =
    [
        "\"", "\"\"", ",", ";", "=", "+", "-", "@", " ", "\\", "a", "Z", "0", "17", "=1+1", "NULL", "reply", "reject_line",
        "\u05D0", "\u202E", "\u200B", "\uFEFF", "\u0430", "e\u0301", "\U0001F600", "\uFFFD", "\u2028", "ß",
    ];

    private static readonly Gen<string> Labels = Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces)).Where(text => text.Length <= 100);

    private static readonly Gen<string?> Notes = Gen.OneOf(
        Gen.Constant<string?>(null),
        Gen.Elements([.. Pieces, "\r", "\n", "\r\n", "\t"]).NonEmptyListOf().Select(pieces => (string?)string.Concat(pieces)),
        Gen.Elements('x', '\n', 'ü').Select(c => (string?)new string(c, 10_000)));

    private static readonly Gen<LocalDate> Days = Gen.Choose(DayNumber.From(new LocalDate(1900, 1, 1)), DayNumber.From(new LocalDate(2199, 12, 31))).Select(DayNumber.ToDate);

    private static readonly Gen<EventKey> Keys = Labels.Select(text => new EventKey(text));

    private static readonly Gen<EventKey?> References = Gen.OneOf(Gen.Constant<EventKey?>(null), Keys.Select(key => (EventKey?)key));

    private static readonly Gen<(CustomerId Customer, Instant At)> Heads =
        from customer in Labels
        from day in Days
        select (new CustomerId(customer), CsvText.Berlin.StartOf(day));

    private static readonly Gen<Func<EventKey, TimelineEvent>> Events = Gen.OneOf(
        from head in Heads
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from to in References
        from note in Notes
        select (Func<EventKey, TimelineEvent>)(key => new Reply(key, head.Customer, head.At, channel, to, note)),
        from head in Heads
        from about in References
        from note in Notes
        select (Func<EventKey, TimelineEvent>)(key => new Complaint(key, head.Customer, head.At, about, note)),
        from head in Heads
        from about in References
        from note in Notes
        select (Func<EventKey, TimelineEvent>)(key => new PaymentFailed(key, head.Customer, head.At, about, note)),
        from head in Heads
        from shown in Gen.Elements(Enum.GetValues<EngagementKind>())
        from to in References
        select (Func<EventKey, TimelineEvent>)(key => new Engagement(key, head.Customer, head.At, shown, to)),
        from head in Heads
        from complaint in Keys
        from note in Notes
        select (Func<EventKey, TimelineEvent>)(key => new ComplaintResolved(key, head.Customer, head.At, complaint, note)),
        from head in Heads
        from due in Days
        from note in Notes
        select (Func<EventKey, TimelineEvent>)(key => new Promise(key, head.Customer, head.At, due, note)),
        from head in Heads
        from promise in Keys
        select (Func<EventKey, TimelineEvent>)(key => new PromiseKept(key, head.Customer, head.At, promise)),
        from head in Heads
        from metric in Gen.Elements(Enum.GetValues<SatisfactionMetric>())
        from score in Gen.Choose(Feedback.ScaleOf(metric).Lowest, Feedback.ScaleOf(metric).Highest)
        from about in References
        from note in Notes
        select (Func<EventKey, TimelineEvent>)(key => new Feedback(key, head.Customer, head.At, metric, score, about, note)),
        from head in Heads
        from reason in Labels
        from occurrence in Labels
        from touchClass in Gen.Elements(Enum.GetValues<TouchClass>())
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        select (Func<EventKey, TimelineEvent>)(key => new Touch(key, head.Customer, head.At, new TouchKey(head.Customer, reason, occurrence), touchClass, channel) { Kind = kind }));

    /// <summary>Events on days of the business in Berlin, each with a key of its own.</summary>
    public static Arbitrary<List<TimelineEvent>> Lists { get; } =
        (from text in Labels
         from create in Events
         select (text, create)).ListOf().Select(rows => rows.Select((row, i) => row.create(new EventKey($"{i}:{row.text}"))).ToList()).ToArbitrary();

    /// <summary>A header line and then pieces of files in any order, valid or not.</summary>
    public static Arbitrary<byte[]> Files { get; } =
        Gen.OneOf(
            Gen.Elements(new byte[][]
            {
                [.. "1,reply,1997-01-02,email,k1"u8], [.. "1,nps,1997-01-02,,k1"u8], [.. "1,complaint,1997-01-02,,k2"u8], [.. "2,complaint,1997-01-02,,"u8],
                [.. ",\"a\nb\""u8], [.. "\r\n"u8], [.. "\n"u8], [.. "\n"u8], [.. "\r"u8], [.. "\""u8], [.. ","u8], [.. "ü"u8], [0xEF, 0xBB, 0xBF], [0xFF], [0],
            }),
            Gen.Choose(0, 255).Select(b => new[] { (byte)b }))
        .ListOf().Select(pieces => pieces.SelectMany(piece => piece))
        .SelectMany(rest => Gen.Elements("customer_id,type,date,channel,key\n", "customer_id,type,date,channel,note\r\n", string.Empty)
            .Select(header => System.Text.Encoding.UTF8.GetBytes(header).Concat(rest).ToArray())).ToArbitrary();
}
