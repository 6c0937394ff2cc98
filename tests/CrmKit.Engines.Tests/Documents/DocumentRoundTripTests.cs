using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class DocumentRoundTripTests
{
    private static readonly Gen<PersonDocument> Documents =
        from customer in PeopleGenerators.Records
        from others in Generated.UpTo(2, PeopleGenerators.Records)
        from consents in Generated.UpTo(4, ConsentGenerators.Recorded)
        from events in Generated.UpTo(6, TimelineGenerators.Recorded)
        select new PersonDocument { Customer = customer, MergedFrom = others, Consents = consents, Events = events };

    [Fact]
    public void Customer_comes_back_as_it_was() =>
        Law.Holds(PeopleGenerators.Records, customer => Assert.Equal(customer, CustomerJson.FromText(CustomerJson.ToText(customer))), tests: 500);

    [Fact]
    public void Event_of_every_type_comes_back_as_it_was() => Law.Holds(TimelineGenerators.Events, item =>
    {
        var back = TimelineJson.FromText(TimelineJson.ToText(item));
        Assert.Equal(item, back);
        Assert.Equal(Digits(item), Digits(back));
    }, tests: 1000);

    [Fact]
    public void Recorded_event_comes_back_with_its_version() =>
        Law.Holds(TimelineGenerators.Recorded, item => Assert.Equal(item, TimelineJson.RecordedFromText(TimelineJson.ToText(item))), tests: 500);

    [Fact]
    public void Statement_comes_back_as_it_was() => Law.Holds(ConsentGenerators.Recorded, recorded =>
    {
        Assert.Equal(recorded, ConsentJson.RecordedFromText(ConsentJson.ToText(recorded)));
        Assert.Equal(recorded.Entry, ConsentJson.FromText(ConsentJson.ToText(recorded.Entry)));
    }, tests: 500);

    [Fact]
    public void Persons_document_comes_back_as_it_was() => Law.Holds(Documents, document =>
    {
        var text = document.ToText();
        var back = PersonDocument.FromText(text);
        Assert.Equal(document, back);
        Assert.Equal(text, back.ToText());
    });

    // The caller's own writer escapes and indents as it likes.
    [Fact]
    public void Document_comes_back_from_any_writer() => Law.Holds(Documents, document =>
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            document.WriteTo(json);
        }

        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
        Assert.Equal(document, PersonDocument.Read(parsed.RootElement));
    }, tests: 100);

    [Fact]
    public void Every_member_of_every_enumeration_has_a_code_of_its_own()
    {
        Check(DocumentCodesOf(channel => CustomerJson.ToText(new Customer { Id = "7", ContactPoints = [PointOf(channel)] }), Enum.GetValues<Channel>()));
        Check(DocumentCodesOf(status => CustomerJson.ToText(new Customer { Id = "7", ContactPoints = [new ContactPointRecord(Known.Email, status)] }), Enum.GetValues<ContactPointStatus>()));
        Check(DocumentCodesOf(kind => CustomerJson.ToText(new Customer { Id = "7", Kind = kind }), Enum.GetValues<PartyKind>()));
        Check(DocumentCodesOf(kind => CustomerJson.ToText(new Customer { Id = "7", CareFlags = [new CareFlag(kind)] }), Enum.GetValues<CareKind>()));
        Check(DocumentCodesOf(basis => ConsentJson.ToText(Known.Says(ConsentState.OptIn).Entry with { Basis = basis }), Enum.GetValues<LegalBasis>()));
        Check(DocumentCodesOf(kind => ConsentJson.ToText(Known.Says(ConsentState.OptIn).Entry with { Evidence = new(kind) }), Enum.GetValues<EvidenceKind>()));
        Check(DocumentCodesOf(state => ConsentJson.ToText(Known.Says(state).Entry), Enum.GetValues<ConsentState>()));

        static void Check(IReadOnlyList<string> texts) => Assert.Equal(texts.Count, texts.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Empty_record_is_short() => Assert.Equal("""{"schema":1,"id":"7","kind":"person"}""", CustomerJson.ToText(new Customer { Id = "7" }));

    [Fact]
    public void Document_reads_like_this()
    {
        var document = new PersonDocument
        {
            Customer = new Customer { Id = "7", GivenName = "Anna", Birthday = new AnnualDate(2, 29), ContactPoints = [Known.Email], Fields = CustomFields.None.With("size", FieldValue.Of(1.50m)) },
            Consents = [Known.Says(ConsentState.OptOut)],
            Events = [new RecordedEvent(Purchase.OnDay(new EventKey("shop:1"), "7", new LocalDate(2026, 3, 1), new Money(1.50m, Currency.Eur), DateTimeZone.Utc), Known.LongAgo)],
        };
        Assert.Equal(
            """{"schema":1,"customer":{"schema":1,"id":"7","kind":"person","givenName":"Anna","contactPoints":[{"channel":"email","address":"anna@example.com","status":"active"}],"birthday":"--02-29","fields":{"size":{"type":"number","value":"1.50"}}}"""
            + ""","consents":[{"schema":1,"recordedAt":"2020-01-01T00:00:00Z","entry":{"schema":1,"customer":"7","point":{"channel":"email","address":"anna@example.com"},"purpose":"marketing","state":"opt-out","occurredAt":"2020-01-01T00:00:00Z","source":"web form","basis":"consent","evidence":{"kind":"reported"}}}]"""
            + ""","events":[{"schema":1,"recordedAt":"2020-01-01T00:00:00Z","event":{"schema":1,"type":"purchase","key":"shop:1","customer":"7","occurredAt":"2026-03-01T00:00:00Z","day":"2026-03-01","amount":"1.50","currency":"EUR"}}]}""",
            document.ToText());
        Assert.Equal("Document of 7", document.ToString());
    }

    private static IReadOnlyList<string> DocumentCodesOf<T>(Func<T, string> text, T[] members) => [.. members.Select(text)];

    private static ContactPoint PointOf(Channel channel) => channel switch
    {
        Channel.Email => Known.Email,
        Channel.Messenger => ContactPoint.Parse(channel, "signal:name"),
        _ => ContactPoint.Parse(channel, "+4930123456"),
    };

    // 1.5 equals 1.50, so that equality alone would not show a lost zero.
    private static string? Digits(TimelineEvent item) => item switch
    {
        Purchase purchase => purchase.Amount.ToString(),
        PurchaseReturn given => given.Amount.ToString(),
        _ => null,
    };
}
