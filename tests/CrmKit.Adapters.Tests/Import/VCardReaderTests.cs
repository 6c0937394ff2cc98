using System.Text;
using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class VCardReaderTests
{
    [Fact]
    public async Task Card_of_all_properties_is_a_customer()
    {
        var (people, tally) = await VCards.ReadCounted(
            Encoding.UTF8.GetBytes(VCards.Text(
                "4.0",
                "KIND:individual",
                "FN:Dr. Anna Schmidt",
                "N:Schmidt;Anna,Maria;;Dr.;",
                "EMAIL;TYPE=work;PREF=2:anna@EXAMPLE.com",
                "TEL;VALUE=uri;PREF=1;TYPE=\"cell,text\":tel:+49-30-1234567",
                "ADR;TYPE=home:;;Am Markt 1;Hannover;;30159;Germany",
                "item1.IMPP:xmpp:anna@example.com",
                "item1.X-ABLabel:chat",
                "BDAY:--0229",
                "ANNIVERSARY:19960415",
                "LANG;PREF=2:en",
                "LANG;PREF=1:de",
                "TZ:Europe/Berlin",
                "ORG:Example GmbH;Sales",
                "REV:20010704T120000Z",
                "CATEGORIES:vip",
                "X-OWN:1",
                "X-OWN:2")));
        var row = Assert.Single(people);

        ContactPointRecord Point(Channel channel, string address, string? label) => new(ContactPoint.Parse(channel, address)) { Label = label };
        Assert.Equal(
            new Customer
            {
                Id = "1",
                Name = "Dr. Anna Schmidt",
                GivenName = "Anna Maria",
                FamilyName = "Schmidt",
                ContactPoints =
                [
                    Point(Channel.Phone, "+49301234567", null),
                    Point(Channel.Sms, "+49301234567", null),
                    Point(Channel.Email, "anna@example.com", "work"),
                    Point(Channel.Post, "Am Markt 1\n30159 Hannover\nGermany", "home"),
                    Point(Channel.Messenger, "xmpp:anna@example.com", "chat"),
                ],
                Birthday = new AnnualDate(2, 29),
                Dates = [new ImportantDate("anniversary", new LocalDate(1996, 4, 15))],
                Language = "de",
                Zone = new CustomerZone(CsvText.Berlin, ZoneSource.Person),
                Fields = CustomFields.None.With("organisation", FieldValue.Of("Example GmbH, Sales")),
            },
            row.Customer);
        Assert.Equal((true, true, Instant.FromUtc(2001, 7, 4, 12, 0)), (row.StatesKind, row.StatesPreference, row.ToldAt));
        Assert.Equal(
            new Dictionary<string, long> { ["CATEGORIES"] = 1, ["LANG (further)"] = 1, ["X-OWN"] = 2 },
            tally.PassedOver.ToDictionary());
    }

    [Theory]
    [InlineData("BDAY:1996-04-15", "1996-04-15")]
    [InlineData("BDAY:19960415", "1996-04-15")]
    [InlineData("BDAY:--0415", "--04-15")]
    [InlineData("BDAY:--04-15", "--04-15")]
    [InlineData("BDAY:19960415T101500", "1996-04-15")]
    [InlineData("BDAY:1996-04-15T00:00:00Z", "1996-04-15")]
    [InlineData("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "--02-29")]
    public async Task Birthday_with_month_and_day_is_read(string line, string expected) =>
        Assert.Equal(expected, (await VCards.Card(line)).Birthday.ToString());

    [Theory]
    [InlineData("BDAY:1985", "1985")]
    [InlineData("BDAY:1985-04", "1985-04")]
    [InlineData("BDAY:--04", "--04")]
    [InlineData("BDAY:---15", "---15")]
    [InlineData("BDAY;VALUE=text:circa 1800", "circa 1800")]
    public async Task Birthday_that_is_none_stays_as_it_was_told(string line, string told)
    {
        var customer = await VCards.Card(line);

        Assert.Null(customer.Birthday);
        Assert.Equal(told, customer.Fields["birthday-as-told"]?.AsText());
    }

    [Theory]
    [InlineData("TEL:+49 30 1234567", "Phone")]
    [InlineData("TEL;TYPE=cell:+49 30 1234567", "Phone")]
    [InlineData("TEL;TYPE=text:+49 30 1234567", "Sms")]
    [InlineData("TEL;TYPE=cell;TYPE=text:+49 30 1234567", "Phone,Sms")]
    [InlineData("TEL;TYPE=fax:030/1", "")]
    [InlineData("TEL;TYPE=\"fax,voice\":+49 30 1234567", "Phone")]
    public async Task Telephone_is_called_or_texted_as_its_types_say(string line, string channels) =>
        Assert.Equal(channels, string.Join(',', (await VCards.Card(line)).ContactPoints.Select(point => point.Channel)));

    [Theory]
    [InlineData("RELATED;TYPE=child:urn:uuid:2", "parent")]
    [InlineData("RELATED;TYPE=parent:urn:uuid:2", "child")]
    [InlineData("RELATED;TYPE=spouse:urn:uuid:2", "spouse")]
    [InlineData("RELATED;TYPE=agent:urn:uuid:2", "has-agent")]
    [InlineData("MEMBER:urn:uuid:2", "has-member")]
    public async Task Relation_is_the_role_of_the_cards_customer(string line, string role) =>
        Assert.Equal(new PartyRole(role, "urn:uuid:2"), Assert.Single((await VCards.Card(line)).Roles));

    [Fact]
    public async Task Relation_in_words_is_passed_over() => Assert.Empty((await VCards.Card("RELATED;TYPE=agent;VALUE=text:Ask my assistant")).Roles);

    [Fact]
    public async Task Lines_fold_within_a_character_and_with_either_line_end()
    {
        var name = Encoding.UTF8.GetBytes("FN:Größe");
        byte[] file = [.. "\uFEFFBEGIN:VCARD\nVERSION:4.0\r\nUID:1\n"u8, .. name[..6], .. "\r\n "u8, .. name[6..], .. "\n\tx\n\nEND:VCARD"u8];

        Assert.Equal("Größex", Assert.Single(await VCards.Read(file)).Customer.Name);
    }

    [Fact]
    public async Task Escapes_are_taken_off() =>
        Assert.Equal(@"A, B; C\ n", (await VCards.Card(@"FN:A\, B\; C\\ n")).Name);

    [Fact]
    public async Task Version_3_is_read_with_its_types_and_groups()
    {
        var customer = await VCards.OldCard(
            "FN:Anna",
            "EMAIL;INTERNET;HOME:a@example.com",
            "item1.EMAIL;type=INTERNET;type=pref:b@example.com",
            "item1.X-ABLabel:_$!<Other>!$_",
            "IMPP;X-SERVICE-TYPE=Signal;type=HOME:x-apple:anna.42",
            "X-ADDRESSBOOKSERVER-KIND:group",
            "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:9");

        Assert.Equal(["b@example.com other", "a@example.com home", "signal:anna.42 home"], customer.ContactPoints.Select(point => $"{point.Point.Address} {point.Label}"));
        Assert.Equal((PartyKind.Household, "has-member"), (customer.Kind, Assert.Single(customer.Roles).Role));
    }

    [Fact]
    public async Task Picture_of_many_megabytes_is_passed_over_in_bounded_memory()
    {
        var picture = string.Concat(Enumerable.Repeat(" " + new string('A', 74) + "\r\n", 400_000));
        var text = VCards.Text("3.0", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n" + picture.TrimEnd(), "FN:Anna");
        var file = Encoding.UTF8.GetBytes(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var (people, summary) = await VCards.ReadCounted(file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(("Anna", 1L), (Assert.Single(people).Customer.Name, summary.PassedOver["PHOTO"]));
        Assert.True(file.Length > 30_000_000 && allocated < 1_000_000, $"{allocated} bytes for a file of {file.Length}");
    }

    [Fact]
    public async Task Id_comes_from_where_the_options_say()
    {
        var file = Encoding.UTF8.GetBytes("BEGIN:VCARD\nVERSION:4.0\nFN:Anna\nEMAIL:Anna@example.com\nEND:VCARD\n");

        Assert.Equal("UID", (await VCards.FaultOf(file)).Column);
        Assert.Equal("anna@example.com", Assert.Single(await VCards.Read(file, new VCardOptions { Ids = VCardIds.UidOrEmail })).Customer.Id.Value);
        var byContent = Assert.Single(await VCards.Read(file, new VCardOptions { Ids = VCardIds.UidOrContent, IdPrefix = "book:" })).Customer.Id.Value;
        Assert.StartsWith("book:vcard:", byContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_that_comes_twice_counts_once_and_with_other_content_is_refused()
    {
        var anna = VCards.Text("4.0", "FN:Anna");

        Assert.Single(await VCards.Read(Encoding.UTF8.GetBytes(anna + anna)));
        var fault = await VCards.FaultOf(Encoding.UTF8.GetBytes(anna + VCards.Text("4.0", "FN:Ben")));
        Assert.Equal((6L, "UID"), (fault.Line, fault.Column));
    }

    [Fact]
    public async Task Cards_with_faults_are_set_aside_where_somebody_takes_them()
    {
        var text = VCards.Text("4.0", "EMAIL:secret") + VCards.Text("2.1", "N;ENCODING=QUOTED-PRINTABLE:=", "secret") + VCards.Text("4.0", "FN:Anna");
        var rejects = new ListedRejects();

        var (people, summary) = await VCards.ReadCounted(Encoding.UTF8.GetBytes(text), rejects: rejects);

        Assert.Equal("Anna", Assert.Single(people).Customer.Name);
        Assert.Equal([(4L, "EMAIL", RejectReason.Field), (7L, "VERSION", RejectReason.Field)], rejects.Faults);
        Assert.Equal(VCards.Text("4.0", "EMAIL:secret").TrimEnd(), rejects.Originals.First().Trim('"'));
        Assert.Equal((3L, 2L, new RejectCount(RejectReason.Field, 2)), (summary.LinesRead, summary.LinesSetAside, Assert.Single(summary.SetAside)));
    }

    [Fact]
    public async Task Hostile_names_are_kept_as_they_are()
    {
        foreach (var name in new[] { "\u05D0\u05D1 \u202Bx\u202C", "A\u200Bb", "\u0410nna", "=1+1", new string('é', 10_000) })
        {
            Assert.Equal(name, (await VCards.Card("FN:" + name)).Name);
        }
    }
}
