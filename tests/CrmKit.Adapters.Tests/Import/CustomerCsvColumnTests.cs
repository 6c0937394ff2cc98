using CrmKit.Calendars;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class CustomerCsvColumnTests
{
    private static readonly Instant Start = Instant.FromUtc(2001, 7, 3, 22, 0);
    private static readonly Instant End = Instant.FromUtc(2001, 7, 4, 22, 0) - Duration.FromNanoseconds(1000);

    [Fact]
    public async Task Row_of_further_columns_is_a_customer()
    {
        var row = Assert.Single(await CsvText.Customers(
            "customer_id,kind,family_name,email,email_2,email_2:status,sms,post,messenger,contact_order,preferred_hours,date_wedding_day,interest_news,care_pace,role_member,role_member:from,field_size:number,field_vip:flag,updated_at\n"
            + "1,household,Schmidt,a@example.com,b@example.com,dead,+49 30 1234567,\"Markt 1\nHannover\",signal:anna.42,sms email_2 email messenger post,09:00-12:30,--02-29,no,2002-01-31,2,2001-01-01,-12.50,yes,2001-07-04\n"));

        var dead = ContactPoint.Parse(Channel.Email, "b@example.com");
        Assert.Equal(
            new Customer
            {
                Id = "1",
                Kind = PartyKind.Household,
                FamilyName = "Schmidt",
                ContactPoints =
                [
                    ContactPoint.Parse(Channel.Sms, "+49301234567"),
                    new ContactPointRecord(dead, ContactPointStatus.Dead),
                    ContactPoint.Parse(Channel.Email, "a@example.com"),
                    ContactPoint.Parse(Channel.Messenger, "signal:anna.42"),
                    ContactPoint.Parse(Channel.Post, "Markt 1\nHannover"),
                ],
                PreferredHours = new DailyHours(new LocalTime(9, 0), new LocalTime(12, 30)),
                Dates = [new ImportantDate("wedding-day", new AnnualDate(2, 29))],
                Interests = [new Interest(new Topic("news"), InterestOrigin.Stated, IsWelcome: false, Start)],
                CareFlags = [new CareFlag(CareKind.Pace, new LocalDate(2002, 1, 31))],
                Roles = [new PartyRole("member", "2", new LocalDate(2001, 1, 1))],
                Fields = CustomFields.None.With("size", FieldValue.Of(-12.50m)).With("vip", FieldValue.Of(true)),
            },
            row.Customer);
        Assert.Equal((true, true, Start), (row.StatesKind, row.StatesPreference, row.ToldAt));
        Assert.Equal([dead], row.StatedStatuses.AsEnumerable());
    }

    [Fact]
    public async Task Objection_and_topics_are_statements_of_every_point()
    {
        var row = Assert.Single(await CsvText.Customers(
            "customer_id,email,consent_marketing,consent_marketing:new_arrivals,objection,consent_date,consent_basis,consent_wording,consent_evidence\n"
            + "1,a@example.com,opt-in,opt-out,yes,2001-07-04,legitimate-interest,news-3,document: card 17\n"));

        Assert.Equal([(ConsentState.OptIn, null, Start), (ConsentState.OptOut, "new-arrivals", End), (ConsentState.Objection, null, End)], row.Consents.Select(entry => (entry.State, entry.Topic?.Code, entry.OccurredAt)));
        Assert.All(row.Consents, entry => Assert.Equal((LegalBasis.LegitimateInterest, "news-3"), (entry.Basis, entry.Wording)));
    }

    [Theory]
    [InlineData(false, EvidenceKind.Reported, "confirmed: link 17")]
    [InlineData(true, EvidenceKind.Confirmed, "link 17")]
    public async Task Evidence_of_a_file_is_hearsay_unless_somebody_vouches_for_it(bool trusts, EvidenceKind kind, string reference)
    {
        const string File = "customer_id,email,consent_marketing,consent_date,consent_evidence\n1,a@example.com,opt-in,2001-07-04,confirmed: link 17\n";

        var entry = Assert.Single(Assert.Single(await CsvText.Customers(File, CsvText.CustomerOptions with { TrustsEvidence = trusts })).Consents);

        Assert.Equal(new ConsentEvidence(kind, reference), entry.Evidence);
        Assert.Equal(trusts, entry.IsFreshOptIn);
    }

    [Theory]
    [InlineData("kind", "company")]
    [InlineData("sms", "secret")]
    [InlineData("messenger", "secret")]
    [InlineData("email_2", "secret")]
    [InlineData("email:status", "fine")]
    [InlineData("email:status", "active")]
    [InlineData("contact_order", "phone")]
    [InlineData("preferred_hours", "9-12")]
    [InlineData("preferred_hours", "09:00-09:00")]
    [InlineData("date_x", "31.12.1980")]
    [InlineData("interest_x", "maybe")]
    [InlineData("interest_x", "yes")]
    [InlineData("care_pace", "no")]
    [InlineData("block_phone", "no")]
    [InlineData("block_all", "..")]
    [InlineData("block_all", "2026-07-14..2026-07-01")]
    [InlineData("block_all", "2026-07-14")]
    [InlineData("role_member", "1")]
    [InlineData("role_member:from", "2001-01-01")]
    [InlineData("field_x:number", "1,5")]
    [InlineData("field_x:whole", "1.5")]
    [InlineData("field_x:flag", "true")]
    [InlineData("field_x:money", "12.50")]
    [InlineData("field_x:date", "04/03/2001")]
    [InlineData("field_x:number", "12345678901234567890123456789012")]
    [InlineData("updated_at", "04.07.2001")]
    [InlineData("zone_source", "x")]
    public async Task Unreadable_field_is_refused_without_its_value(string column, string value)
    {
        var fault = await CsvText.CustomerFault($"customer_id,name,email,role_member,{column}\n1,Anna,,,\"{value}\"\n".Replace(",email,role_member,email_2", ",email,email_2", StringComparison.Ordinal)
            .Replace(",role_member,role_member\n1,Anna,,,", ",role_member\n1,Anna,,", StringComparison.Ordinal)
            .Replace(",email,email_2\n1,Anna,,,", ",email,email_2\n1,Anna,,", StringComparison.Ordinal));

        Assert.Equal(2, fault.Line);
        Assert.StartsWith(column.Split(':')[0], fault.Column, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\u200Bnna@example.com")]
    [InlineData("anna@exam\u200Dple.com")]
    [InlineData("anna@ex\u202Eample.com")]
    [InlineData("\"an na\"@example.com")]
    [InlineData("\"anna\"@example.com")]
    [InlineData("anna@example")]
    public async Task Hostile_address_is_refused(string address) =>
        Assert.Equal("email", (await CsvText.CustomerFault($"customer_id,email\n1,{CsvText.Quote(address)}\n")).Column);

    [Fact]
    public async Task Homoglyph_of_a_domain_is_another_domain_and_shows_it()
    {
        var points = (await CsvText.Customers("customer_id,email,email_2\n1,anna@ex\u0430mple.com,anna@example.com\n"))[0].Customer.ContactPoints;

        Assert.StartsWith("anna@xn--", points[0].Point.Address, StringComparison.Ordinal);
        Assert.Equal(2, points.Length);
    }

    [Fact]
    public async Task Prefix_that_is_switched_off_leaves_the_column_alone()
    {
        const string File = "customer_id,name,date_joined,role_id,field_3\n1,Anna,yesterday,x y,z\n";

        Assert.Equal("date_joined", (await CsvText.CustomerFault(File)).Column);
        var customer = Assert.Single(await CsvText.Customers(File, CsvText.CustomerOptions with { DatePrefix = null, RolePrefix = null })).Customer;
        Assert.Equal(new Customer { Id = "1", Name = "Anna" }, customer);
    }

    [Fact]
    public async Task Further_points_are_read_from_the_columns_that_options_name()
    {
        var options = CsvText.CustomerOptions with { FurtherPoints = [new PointColumn(Channel.Sms, "Mobile")] };

        Assert.Equal(Channel.Sms, Assert.Single(Assert.Single(await CsvText.Customers("customer_id,mobile\n1,+49301234567\n", options)).Customer.ContactPoints).Channel);
        Assert.Equal("Mobile", (await CsvText.CustomerFault("customer_id,name\n1,A\n", options)).Column);
    }
}
