using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class DocumentFaultTests
{
    private const string Secret = "Quellwolke";

    [Theory]
    [InlineData("", "one JSON object")]
    [InlineData("{", "one JSON object")]
    [InlineData("[]", "a customer to be an object")]
    [InlineData("""{"id":"Quellwolke"}""", "'schema'")]
    [InlineData("""{"schema":2,"id":"Quellwolke","kind":"person"}""", "'schema' of a customer to be 1")]
    [InlineData("""{"schema":"1","id":"Quellwolke","kind":"person"}""", "'schema'")]
    [InlineData("""{"schema":1,"kind":"person"}""", "'id'")]
    [InlineData("""{"schema":1,"id":7,"kind":"person"}""", "'id'")]
    [InlineData("""{"schema":1,"id":"Quellwolke\n","kind":"person"}""", "'id'")]
    [InlineData("""{"schema":1,"id":"7","id":"Quellwolke","kind":"person"}""", "no name stands twice")]
    [InlineData("""{"schema":1,"id":"7","kind":"Quellwolke"}""", "person, household, organisation")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","name":["Quellwolke"]}""", "'name'")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","name":"\uD800Quellwolke"}""", "'name'")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","birthday":"1997-02-29"}""", "'birthday'")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","birthday":"--02-30"}""", "'birthday'")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","contactPoints":{}}""", "'contactPoints'")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","contactPoints":[{"channel":"email","status":"active","address":"Quellwolke"}]}""", "'address'")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","contactPoints":[{"channel":"email","status":"active","address":"a@Quellwolke.example"}]}""", "'address'")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","contactPoints":[null]}""", "a contact point to be an object")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","preferredHours":{"from":"09:00:00","until":"09:00:00"}}""", "within the limits")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","roles":[{"role":"member","of":"8","from":"2026-02-01","until":"2026-01-01"}]}""", "within the limits")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","fields":{"Quellwolke":{"type":"number","value":"1e5"}}}""", "a value of type Number")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","fields":{"x":{"type":"whole","value":"Quellwolke"}}}""", "'value'")]
    [InlineData("""{"schema":1,"id":"7","kind":"person","zone":{"id":"Europe/Berlin","source":"Quellwolke"}}""", "'source'")]
    public void Malformed_customer_is_refused_with_what_was_expected(string text, string expected) => AssertRefused(() => CustomerJson.FromText(text), expected);

    [Theory]
    [InlineData("""{"type":"purchase"}""", "'schema'")]
    [InlineData("""{"schema":1,"type":"Quellwolke","key":"a","customer":"7","occurredAt":"2026-01-01T00:00:00Z"}""", "'type'")]
    [InlineData("""{"schema":1,"type":"purchase","key":"a","customer":"7","occurredAt":"Quellwolke"}""", "'occurredAt'")]
    [InlineData("""{"schema":1,"type":"purchase","key":"a","customer":"7","occurredAt":"2026-01-01T00:00:00Z","day":"2026-01-01","amount":1.5,"currency":"EUR"}""", "'amount'")]
    [InlineData("""{"schema":1,"type":"purchase","key":"a","customer":"7","occurredAt":"2026-01-01T00:00:00Z","day":"2026-01-01","amount":"1,5","currency":"EUR"}""", "'amount'")]
    [InlineData("""{"schema":1,"type":"purchase","key":"a","customer":"7","occurredAt":"2026-01-01T00:00:00Z","day":"2026-01-01","amount":"0.12345678901234567890123456789","currency":"EUR"}""", "'amount'")]
    [InlineData("""{"schema":1,"type":"purchase","key":"a","customer":"7","occurredAt":"2026-01-01T00:00:00Z","day":"2026-01-01","amount":"-1","currency":"EUR"}""", "within the limits")]
    [InlineData("""{"schema":1,"type":"feedback","key":"a","customer":"7","occurredAt":"2026-01-01T00:00:00Z","metric":"effort","score":8}""", "within the limits")]
    [InlineData("""{"schema":1,"type":"feedback","key":"a","customer":"7","occurredAt":"2026-01-01T00:00:00Z","metric":"effort","score":3.5}""", "'score'")]
    public void Malformed_event_is_refused_with_what_was_expected(string text, string expected) => AssertRefused(() => TimelineJson.FromText(text), expected);

    [Fact]
    public void Unknown_fields_are_passed_over()
    {
        var customer = CustomerJson.FromText("""{"later":{"x":[1]},"schema":1,"id":"7","kind":"person","name":null,"contactPoints":[{"channel":"email","address":"a@example.com","status":"active","later":true}]}""");
        Assert.Equal(new Customer { Id = "7", ContactPoints = [ContactPoint.Parse(Channel.Email, "a@example.com")] }, customer);
    }

    [Fact]
    public void Zone_that_the_zone_data_does_not_know_counts_as_none() =>
        Assert.Null(CustomerJson.FromText("""{"schema":1,"id":"7","kind":"person","zone":{"id":"Europe/Atlantis","source":"person"}}""").Zone);

    // Whatever character of a document is lost or changed: it is read as some document, or refused with an exception that holds nothing of it.
    [Fact]
    public void Damaged_document_is_read_or_refused_and_nothing_else() => Law.Holds(
        from item in TimelineGenerators.Recorded
        from at in Gen.Choose(0, 10_000)
        from put in Gen.Elements(string.Empty, "x", "\"", "{", "\\", "9", "\0")
        select (item, at, put),
        given =>
        {
            var text = TimelineJson.ToText(given.item with { Event = new Complaint(new EventKey(Secret), Secret, Known.LongAgo, Note: Secret) });
            var at = given.at % text.Length;
            try
            {
                _ = TimelineJson.RecordedFromText(string.Concat(text.AsSpan(0, at), given.put, text.AsSpan(at + 1)));
            }
            catch (FormatException error)
            {
                Assert.DoesNotContain(Secret[..5], error.ToString(), StringComparison.OrdinalIgnoreCase);
            }
        }, tests: 1000);

    [Fact]
    public void What_no_document_could_give_back_is_not_written()
    {
        var julian = new LocalDate(2026, 3, 1, CalendarSystem.Julian);
        Assert.Throws<ArgumentException>(() => CustomerJson.ToText(new Customer { Id = "7", CareFlags = [new CareFlag(CareKind.Pace, julian)] }));
        Assert.Throws<ArgumentException>(() => new ContactBlock(from: julian));
        Assert.Throws<ArgumentException>(() => TouchMoot.OnPurchaseAfter(julian));
        Assert.Throws<ArgumentException>(() => CustomerJson.ToText(new Customer { Id = "7", Zone = default(CustomerZone) }));
        Assert.Throws<InvalidOperationException>(() => CustomerJson.ToText(new Customer { Id = "7", PreferredHours = default(Calendars.DailyHours) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => CustomerJson.ToText(new Customer { Id = "7", Kind = (PartyKind)9 }));
        Assert.Throws<ArgumentException>(() => TimelineJson.ToText(new Unheard(new EventKey("a"), "7", Known.LongAgo)));
        Assert.Throws<ArgumentException>(() => new Customer { Id = "7", Name = "\ud800" });
        Assert.Throws<ArgumentException>(() => new ContactPointRecord(Known.Email) { Label = "\ud800" });
    }

    private static void AssertRefused(Func<object> read, string expected)
    {
        var error = Assert.Throws<FormatException>(read);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private sealed record Unheard(EventKey Key, CustomerId Customer, Instant OccurredAt) : TimelineEvent(Key, Customer, OccurredAt);
}
