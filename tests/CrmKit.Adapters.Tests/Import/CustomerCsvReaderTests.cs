using CrmKit.Import;

namespace CrmKit.Adapters.Tests.Import;

public sealed class CustomerCsvReaderTests
{
    private static readonly ContactPoint Mail = ContactPoint.Parse(Channel.Email, "anna@example.com");
    private static readonly ContactPoint Call = ContactPoint.Parse(Channel.Phone, "+49301234567");

    [Fact]
    public async Task Row_of_all_columns_is_a_customer_with_a_consent_for_each_purpose_and_point()
    {
        var row = Assert.Single(await CsvText.Customers(
            "customer_id,name,given_name,email,phone,zone,language,birthday,preferred_channel,consent_marketing,consent_greetings,consent_date,consent_source\n"
            + "17,\"Schmidt, Anna\",Anna,anna@EXAMPLE.com,+49 30 1234567,Europe/Berlin,de,--02-29,phone,opt-out,opt-in,2001-07-04,web form\n"));

        var said = Instant.FromUtc(2001, 7, 3, 22, 0);

        // Of the day alone nobody knows the hour: the refusal counts to its end.
        var refused = said + Duration.FromDays(1) - Duration.FromMilliseconds(1) + Duration.FromNanoseconds(999_000);
        var customer = new Customer
        {
            Id = "17",
            Name = "Schmidt, Anna",
            GivenName = "Anna",
            ContactPoints = [Call, Mail],
            Zone = new CustomerZone(CsvText.Berlin, ZoneSource.Person),
            Language = "de",
            Birthday = new AnnualDate(2, 29),
        };
        Assert.Equal(
            new ImportedCustomer(
                customer,
                [
                    new ConsentEntry("17", Call, Purpose.Marketing, ConsentState.OptOut, refused, "web form"),
                    new ConsentEntry("17", Mail, Purpose.Marketing, ConsentState.OptOut, refused, "web form"),
                    new ConsentEntry("17", Call, Purpose.Greetings, ConsentState.OptIn, said, "web form"),
                    new ConsentEntry("17", Mail, Purpose.Greetings, ConsentState.OptIn, said, "web form"),
                ]),
            row);
    }

    [Fact]
    public async Task Id_alone_is_a_customer_of_whom_nothing_else_is_known()
    {
        var rows = await CsvText.Customers("customer_id,name,email,consent_marketing\n1,,,\n2, ,,\n");

        Assert.Equal([new ImportedCustomer(new Customer { Id = "1" }, []), new ImportedCustomer(new Customer { Id = "2" }, [])], rows);
        Assert.Equal(rows, await CsvText.Customers("customer_id\n1\n2\n"));
    }

    [Theory]
    [InlineData("--12-31", "--12-31")]
    [InlineData("12-31", "--12-31")]
    [InlineData("1980-12-31", "1980-12-31")]
    [InlineData("--02-29", "--02-29")]
    [InlineData("02-29", "--02-29")]
    public async Task Birthday_is_read_with_its_year_where_one_is_told(string text, string expected)
    {
        var row = Assert.Single(await CsvText.Customers($"customer_id,birthday\n1,{text}\n"));

        Assert.Equal(expected, row.Customer.Birthday.ToString());
    }

    [Fact]
    public async Task Birthday_of_a_day_first_file_has_the_stated_form_or_two_hyphens()
    {
        var options = CsvText.CustomerOptions with { Format = new CsvFormat { DatePattern = "dd.MM.yyyy" } };

        Assert.Equal(new LocalDate(1980, 4, 3), (await CsvText.Customers("customer_id,birthday\n1,03.04.1980\n", options))[0].Customer.Birthday);
        Assert.Equal(new AnnualDate(4, 3), (await CsvText.Customers("customer_id,birthday\n1,--04-03\n", options))[0].Customer.Birthday);
        var fault = await CsvText.CustomerFault("customer_id,birthday\n1,03-04\n", options);
        Assert.Contains("day first", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purpose_is_what_follows_the_prefix()
    {
        var row = Assert.Single(await CsvText.Customers("customer_id,email,Consent_Product_News,consent_date\n1,anna@example.com,opt-in,2001-07-04\n"));

        Assert.Equal(new Purpose("product-news"), Assert.Single(row.Consents).Purpose);
    }

    [Theory]
    [InlineData("in/C.csv", "C.csv")]
    [InlineData("C:\\in\\C.csv", "C.csv")]
    [InlineData("C.csv", "C.csv")]
    public async Task Source_that_is_not_stated_is_the_files_name_without_its_folder(string fileName, string source)
    {
        var file = "customer_id,email,consent_marketing,consent_date,consent_source\n1,anna@example.com,opt-in,2001-07-04,\n"u8.ToArray();

        var row = Assert.Single(await CsvText.Customers(file, fileName: fileName));

        Assert.Equal(source, Assert.Single(row.Consents).Source);
    }

    [Fact]
    public async Task Repeated_row_counts_once()
    {
        var rows = await CsvText.Customers("customer_id,name,note\n1,Anna,a\n2,Ben,b\n1,Anna,c\n");

        Assert.Equal(["1", "2"], rows.Select(row => row.Customer.Id.Value));
    }

    [Fact]
    public async Task Renamed_columns_are_read()
    {
        var options = CsvText.CustomerOptions with
        {
            CustomerColumn = "id", NameColumn = "full", EmailColumn = "mail", ConsentPrefix = "may ", ConsentDateColumn = "said on", ConsentSourceColumn = "said in",
        };

        var row = Assert.Single(await CsvText.Customers("id,full,mail,may greetings,said on,said in\n1,Anna,anna@example.com,opt-in,2001-07-04,shop\n", options));

        Assert.Equal(("Anna", Purpose.Greetings, "shop"), (row.Customer.Name, row.Consents[0].Purpose, row.Consents[0].Source));
    }

    [Fact]
    public async Task Names_of_many_scripts_and_of_10000_characters_are_kept_as_they_are()
    {
        foreach (var name in new[] { "\u05D0\u05D1 \u202Bx\u202C", "A\u200Bb", "\u0410nna", "=1+1", "O'Brien \"Bo\", jr.", " Anna ", new string('é', 10_000) })
        {
            var row = Assert.Single(await CsvText.Customers($"customer_id,name\n1,{CsvText.Quote(name)}\n"));

            Assert.Equal(name, row.Customer.Name);
        }
    }

    [Fact]
    public async Task Text_form_shows_no_personal_data()
    {
        var row = Assert.Single(await CsvText.Customers("customer_id,name,email,consent_marketing,consent_date\n1,Anna,anna@example.com,opt-in,2001-07-04\n"));

        Assert.Equal("Customer 1 with 1 consent entries", row.ToString());
    }
}
