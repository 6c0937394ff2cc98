using CrmKit.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import.Consents;

/// <summary>Statements of few people at few points, with hostile texts.</summary>
internal static class ConsentGenerators
{
    private static readonly string[] Pieces =
        ["\"", "\"\"", ",", ";", "=1+1", "@", " ", "a", "Z", "0", "NULL", "opt-in", "\u05D0", "\u202E", "\u200B", "\uFEFF", "\u0430", "e\u0301", "\U0001F600", "ß"];

    private static readonly Gen<string> Labels = Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces)).Where(text => text.Length <= 200);

    // A source of white space alone is one; that is why it is not among the pieces by itself.
    private static readonly Gen<string?> MaybeLabels = Gen.OneOf(Gen.Constant<string?>(null), Labels.Select(text => (string?)text));

    private static readonly Gen<ContactPoint> Points = Gen.Elements(
        ContactPoint.Parse(Channel.Email, "anna@example.com"),
        ContactPoint.Parse(Channel.Email, "=o'neil+1@example.com"),
        ContactPoint.Parse(Channel.Phone, "+49301234567"),
        ContactPoint.Parse(Channel.Sms, "+49301234567"),
        ContactPoint.Parse(Channel.Post, "Anna \"A.\" Muster\nHauptstr. 1,\n12345 Berlin"),
        ContactPoint.Parse(Channel.Messenger, "signal:anna.42"));

    // Far from the hours at which the clocks change, and to the microsecond that stores keep.
    private static readonly Gen<Instant> Moments =
        from day in Gen.Choose(DayNumber.From(new LocalDate(1990, 1, 1)), DayNumber.From(new LocalDate(2050, 12, 31)))
        from microseconds in Gen.Choose(0, 1_000_000_000)
        select CsvText.Berlin.StartOf(DayNumber.ToDate(day)) + Duration.FromHours(5) + Duration.FromTicks(microseconds * 10L);

    private static readonly Gen<ConsentEntry> Entries =
        from customer in Gen.OneOf(Gen.Elements("1", "2"), Labels)
        from point in Points
        from purpose in Gen.Elements("marketing", "greetings", "x-1")
        from topic in Gen.Elements(null, "news", "new-arrivals")
        from state in Gen.Elements(Enum.GetValues<ConsentState>())
        from at in Moments
        from source in Labels
        from basis in Gen.Elements(Enum.GetValues<LegalBasis>())
        from wording in MaybeLabels
        from kind in Gen.Elements(Enum.GetValues<EvidenceKind>())
        from reference in MaybeLabels
        select new ConsentEntry(customer, point, new Purpose(purpose), state, at, source)
        {
            Topic = topic is null ? null : new Topic(topic),
            Basis = basis,
            Wording = wording,
            Evidence = new ConsentEvidence(kind, reference),
        };

    public static Arbitrary<List<ConsentEntry>> Lists { get; } = Entries.ListOf().Select(list => list.ToList()).ToArbitrary();

    /// <summary>Rows of few people, good and bad, damaged ones among them.</summary>
    public static Arbitrary<List<string>> Rows { get; } = Gen.Elements(
        "1,email,anna@example.com,marketing,opt-in,2026-05-02",
        "1,email,Anna@Example.com,marketing,opt-out,2026-05-03",
        "1,email,anna@example.com,marketing,opt-out,soon",
        "1 ,email,else@example.com,marketing,opted out,2026-05-03",
        "2,email,bo@example.com,marketing,opt-in,2026-05-02",
        "2,email,bo@example.com,,objection,2026-05-03",
        ",email,BO@example.com,marketing,opt-out,2026-05-03",
        "2,email,bo@example.com,marketing,opt-out",
        "3,email,cy@example.com,marketing,opt-in,2026-05-02",
        "3,email,cy@example.com,marketing,opt-\"out,2026-05-03",
        "4,phone,+49 30 1234567,marketing,opt-in,2026-05-02").ListOf().Select(list => list.ToList()).ToArbitrary();
}
